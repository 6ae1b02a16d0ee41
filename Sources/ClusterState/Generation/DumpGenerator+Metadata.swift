extension DumpGenerator {
  /// Kinds whose objects get a uid; each has numbers of its own.
  enum Identity: String {
    case node, pod, service, slice, workload, replicaSet, previousReplicaSet, ingress, container
  }

  /// Numbers that belong to one object and do not depend on what else was made.
  func generator(_ identity: Identity, _ index: Int) -> SeededGenerator {
    SeededGenerator(
      seed: plan.seed &+ UInt64(truncatingIfNeeded: index) << 8,
      stream: identity.rawValue
    )
  }

  /// A version 4 UUID, the same whenever it is asked for.
  func uid(_ identity: Identity, _ index: Int) -> String {
    var generator = generator(identity, index)
    let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
    var text: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// 64 hexadecimal digits, as images and containers are named.
  func digest(_ identity: Identity, _ index: Int) -> String {
    var generator = generator(identity, index)
    let digits = (0..<4).flatMap { _ in Self.hexadecimal(generator.next()) }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func hexadecimal(_ number: UInt64) -> [UInt8] {
    (0..<16).map { hexadecimalDigits[Int(number >> (60 - 4 * UInt64($0)) & 15)] }
  }

  private static let hexadecimalDigits = Array("0123456789abcdef".utf8)

  /// `metadata` as every object has it.
  func metadata(
    _ identity: Identity,
    _ index: Int,
    name: String,
    namespace: String? = nil
  ) -> JSONTree {
    let metadata: JSONTree = [
      "creationTimestamp": .string(created(identity, index)),
      "name": .string(name),
      "resourceVersion": .string(String(1_000 + index * 7 + identity.rawValue.utf8.count)),
      "uid": .string(uid(identity, index)),
    ]
    return metadata.adding("namespace", namespace.map(JSONTree.string))
  }

  /// When an object was made: within the two months before ``printedAt``.
  func created(_ identity: Identity, _ index: Int, later seconds: Int64 = 0) -> String {
    var generator = generator(identity, index)
    let age = Int64(generator.next(below: 60 * 86_400)) + 600
    let moment = Self.printedAt.microseconds + (seconds - age) * 1_000_000
    return Timestamp(microseconds: moment).description
  }

  /// When the dump pretends to have been printed: 2026-05-04T10:00:00Z.
  static let printedAt = Timestamp(microseconds: 1_777_888_800_000_000)

  /// `ownerReferences` with the one controller.
  func owner(_ apiVersion: String, _ kind: String, name: String, uid: String) -> JSONTree {
    [
      [
        "apiVersion": .string(apiVersion), "blockOwnerDeletion": true, "controller": true,
        "kind": .string(kind), "name": .string(name), "uid": .string(uid),
      ]
    ]
  }

  /// The labels by which Services and workloads find a workload's pods.
  func selector(_ workload: Int) -> JSONTree {
    let name = plan.workloads[workload].name
    return name == "coredns"
      ? ["k8s-app": "kube-dns"]
      : ["app.kubernetes.io/instance": .string(name), "app.kubernetes.io/name": .string(name)]
  }
}

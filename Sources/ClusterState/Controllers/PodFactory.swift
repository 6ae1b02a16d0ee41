extension Simulation {
  /// Characters of generated names: no vowels and nothing that looks like another
  /// (apimachinery, util/rand).
  private static let nameCharacters = Array("bcdfghjklmnpqrstvwxz2456789")

  /// A random suffix as the API server and controllers append it.
  mutating func randomSuffix(length: Int = 5, stream: String) -> String {
    var generator = random[stream]
    let characters = (0..<length).map { _ in
      Self.nameCharacters[Int(generator.next(below: UInt64(Self.nameCharacters.count)))]
    }
    random[stream] = generator
    return String(characters)
  }

  /// A uid in the form of a random UUID (RFC 9562, version 4).
  mutating func randomUID() -> String {
    var generator = random["uid"]
    let high = generator.next() & ~0xf000 | 0x4000
    let low = generator.next() & ~(0b11 << 62) | (0b10 << 62)
    random["uid"] = generator
    let digits = [high, low].map { number in
      let text = String(number, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    var uid = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { uid.append("-") }
      uid.append(digit)
    }
    return uid
  }

  /// Creates a pod of a workload; without `name` under a generated one.
  @discardableResult
  mutating func createPod(
    of owner: Workload,
    name: String? = nil,
    node: String? = nil,
    adjust: (inout Pod) -> Void = { _ in }
  ) -> PodID {
    var pod = Pod()
    pod.spec = owner.template.spec
    pod.metadata = ObjectMeta(
      name: name ?? freePodName(for: owner.key),
      namespace: owner.key.namespace,
      labels: owner.template.labels
    )
    pod.metadata.annotations = owner.template.annotations
    pod.metadata.uid = randomUID()
    pod.metadata.creationTimestamp = timestamp
    pod.status.phase = .pending
    pod.metadata.ownerReferences = [
      OwnerReference(kind: owner.kind, name: owner.key.name, uid: owner.uid)
    ]
    if let node { pod.spec.nodeName = node }
    adjust(&pod)
    note(.podCreated(pod.key, by: "\(owner.kind) \(owner.key.name)"))
    let id = cluster.insert(pod)
    if node != nil { planStart(of: id) }
    return id
  }

  private mutating func freePodName(for owner: ObjectName) -> String {
    while true {
      let suffix = randomSuffix(stream: "pod/\(owner)")
      let name = "\(owner.name)-\(suffix)"
      if cluster.pods.id(ObjectName(namespace: owner.namespace, name: name)) == nil { return name }
    }
  }
}

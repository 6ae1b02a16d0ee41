import Foundation
import Testing

@testable import ClusterState

@Suite struct DumpGeneratorTests {
  private func dump(
    nodes: Int = 6,
    pods: Int = 60,
    services: Int = 20,
    seed: UInt64 = 1,
    isCompact: Bool = false
  ) -> Data {
    let generator = DumpGenerator(
      nodes: nodes,
      pods: pods,
      services: services,
      seed: seed,
      isCompact: isCompact
    )
    var data = Data()
    generator.write { data.append(contentsOf: $0) }
    return data
  }

  private func items(_ data: Data) throws -> [[String: Any]] {
    let list = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(list["kind"] as? String == "List")
    return try #require(list["items"] as? [[String: Any]])
  }

  /// The values at `path`, which goes through objects and every element of lists.
  private func values(_ path: String, in object: Any?) -> [String] {
    if let list = object as? [Any] { return list.flatMap { values(path, in: $0) } }
    guard !path.isEmpty else { return object.map { ["\($0)"] } ?? [] }
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    let next = (object as? [String: Any])?[parts[0]]
    return next.map { values(parts.count > 1 ? parts[1] : "", in: $0) } ?? []
  }

  @Test func `equal seeds give equal bytes`() {
    #expect(dump() == dump())
    #expect(dump() != dump(seed: 2))
  }

  @Test(arguments: [(6, 60, 20), (10, 150, 10), (0, 0, 0), (0, 3, 1), (3, 1, 40), (1, 80, 2)])
  func `a dump holds as many objects as were asked for`(
    nodes: Int,
    pods: Int,
    services: Int
  ) throws {
    let items = try items(dump(nodes: nodes, pods: pods, services: services))
    let kinds = Dictionary(grouping: items) { $0["kind"] as? String ?? "" }
    #expect(kinds["Node", default: []].count == nodes)
    #expect(kinds["Pod", default: []].count == pods)
    #expect(kinds["Service", default: []].count == services)
  }

  @Test func `the compact form says the same`() throws {
    let (pretty, compact) = (dump(), dump(isCompact: true))
    #expect(try NSArray(array: items(pretty)) == NSArray(array: items(compact)))
    #expect(compact.count { $0 == UInt8(ascii: "\n") } == 1)
  }

  @Test func `it begins and ends as kubectl's output does`() {
    let text = String(decoding: dump(), as: UTF8.self)
    let head =
      "{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n        {\n            \"apiVersion\""
    #expect(text.hasPrefix(head))
    #expect(
      text.hasSuffix(
        """
                }
            ],
            "kind": "List",
            "metadata": {
                "resourceVersion": ""
            }
        }

        """
      )
    )
  }

  @Test func `names, addresses and uids are each given once`() throws {
    let items = try items(dump(nodes: 12, pods: 300, services: 80))
    for path in ["metadata.uid", "status.podIP"] {
      // Pods on the network of their node share its address on purpose.
      let found = items.filter { values("spec.hostNetwork", in: $0).isEmpty }
        .flatMap { values(path, in: $0) }
      #expect(Set(found).count == found.count, "\(path)")
    }
    let names = items.map {
      values("kind", in: $0) + values("metadata.namespace", in: $0)
        + values("metadata.name", in: $0)
    }
    #expect(Set(names).count == names.count)
    let clusterIPs = items.flatMap { values("spec.clusterIP", in: $0) }.filter { $0 != "None" }
    #expect(Set(clusterIPs).count == clusterIPs.count)
  }

  @Test func `slices list the pods that exist and at most a hundred`() throws {
    let items = try items(dump(nodes: 5, pods: 400, services: 4))
    let pods = Set(
      items.filter { $0["kind"] as? String == "Pod" }.flatMap { values("metadata.uid", in: $0) }
    )
    let slices = items.filter { $0["kind"] as? String == "EndpointSlice" }
    #expect(slices.contains { values("endpoints.targetRef.uid", in: $0).count == 100 })
    for slice in slices {
      let targets = values("endpoints.targetRef.uid", in: slice)
      #expect(targets.count <= 100)
      #expect(pods.isSuperset(of: targets))
    }
  }

  @Test func `objects of a kind are ordered by namespace and name`() throws {
    let items = try items(dump())
    for kind in ["Node", "Pod", "Service", "Deployment", "StatefulSet"] {
      let names = items.filter { $0["kind"] as? String == kind }.map { item in
        ObjectName(
          namespace: values("metadata.namespace", in: item).first ?? "",
          name: values("metadata.name", in: item)[0]
        )
      }
      #expect(names == names.sorted(), "\(kind)")
    }
  }

  @Test func `every owner is in the dump`() throws {
    let items = try items(dump())
    let uids = Set(items.flatMap { values("metadata.uid", in: $0) })
    let owners = items.flatMap { values("metadata.ownerReferences.uid", in: $0) }
    #expect(!owners.isEmpty)
    #expect(uids.isSuperset(of: owners))
  }

  @Test func `an error of the sink ends the writing`() {
    struct Closed: Error {}
    var pieces = 0
    #expect(throws: Closed.self) {
      try DumpGenerator(nodes: 6, pods: 200, services: 30, seed: 1).write {
        (_) throws(Closed) in
        pieces += 1
        throw Closed()
      }
    }
    #expect(pieces == 1)
  }
}

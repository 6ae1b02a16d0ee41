import ClusterState
import Testing

/// Two worlds side by side.
@Suite struct ComparisonTests {
  private static func fields(_ changes: [ObjectChange]) -> [String] {
    changes.map { change in
      func text(_ tree: JSONTree?) -> String { tree?.compactText ?? "-" }
      return "\(change.object) \(change.field): \(text(change.from)) > \(text(change.to))"
    }
  }

  @Test func `equal worlds do not differ`() {
    let world = Simulation(opening: CrowdedFixture.make())
    let comparison = SimulationComparison(world, world)
    #expect(comparison.changes == [] && comparison.services == [])
    #expect(comparison.lost == .init(0, 0))
  }

  @Test func `counters, shares and lost requests stand side by side`() throws {
    var first = Simulation(opening: ClusterFixture.shop())
    var second = first
    try first.apply(.send(ClusterFixture.toWeb, count: 300))
    try second.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 0))
    second.advance(to: .zero + .seconds(60))
    try second.apply(.send(ClusterFixture.toWeb, count: 100))
    let comparison = SimulationComparison(first, second)
    #expect(comparison.instants.second == .zero + .seconds(60))
    #expect(comparison.lost == .init(0, 100))
    #expect(comparison.outcomes.second[.rejected] == 100)
    let web = try #require(comparison.services.first)
    #expect(comparison.services.count == 1 && web.key == ClusterFixture.web)
    #expect(web.requests == .init(300, 100))
    #expect(web.endpoints.map(\.counts.first).reduce(0, +) == 300)
    #expect(web.endpoints.allSatisfy { $0.counts.second == 0 && $0.shares.second == 0 })
    let shares = web.endpoints.map(\.shares.first)
    #expect(shares.count == 3 && shares.allSatisfy { $0 > 0.2 && $0 < 0.5 })
  }

  @Test func `objects differ by fields, in the order of kinds, names and fields`() throws {
    let first = Simulation(opening: ClusterFixture.shop())
    var second = first
    try second.apply(
      .patch(
        kind: "Service",
        ClusterFixture.web,
        ObjectPatch(["spec": ["externalTrafficPolicy": "Local", "sessionAffinity": "ClientIP"]])
      )
    )
    try second.apply(.cordon("node-a", true))
    let client = ObjectName(namespace: "shop", name: "client")
    try second.apply(.deletePod(client, graceSeconds: 0))
    let changes = SimulationComparison(first, second).changes
    #expect(
      Self.fields(changes.filter { $0.kind != "Pod" }) == [
        "Node node-a spec.unschedulable: - > true",
        #"Service shop/web spec.externalTrafficPolicy: "Cluster" > "Local""#,
        #"Service shop/web spec.sessionAffinity: "None" > "ClientIP""#,
        "Service shop/web spec.sessionAffinityConfig: - > "
          + #"{"clientIP":{"timeoutSeconds":10800}}"#,
      ]
    )
    let gone = try #require(changes.first { $0.object == "Pod shop/client" })
    #expect(gone.path.isEmpty && gone.from != nil && gone.to == nil)
  }

  @Test func `elements with names are matched by them, others by their place`() {
    func tree(_ spec: JSONTree) -> [JSONTree] {
      let labels: JSONTree = ["app.kubernetes.io/name": spec["label"] ?? "x"]
      return [
        [
          "apiVersion": "v1", "kind": "Service", "spec": spec,
          "metadata": ["labels": labels, "name": "web", "namespace": "shop", "uid": spec["uid"]!],
        ]
      ]
    }
    let first = tree([
      "label": "a", "list": [1, 2], "longer": [1], "uid": "1",
      "ports": [["name": "http", "port": 80], ["name": "dns", "port": 53]],
    ])
    let second = tree([
      "label": "b", "list": [1, 3], "longer": [1, 2], "uid": "2",
      "ports": [["name": "dns", "port": 5_353], ["name": "metrics", "port": 90]],
    ])
    #expect(
      Self.fields(ObjectChange.between(first, second)) == [
        #"Service shop/web metadata.labels[app.kubernetes.io/name]: "a" > "b""#,
        #"Service shop/web spec.label: "a" > "b""#, "Service shop/web spec.list[1]: 2 > 3",
        "Service shop/web spec.longer: [1] > [1,2]",
        #"Service shop/web spec.ports[http]: {"name":"http","port":80} > -"#,
        "Service shop/web spec.ports[dns].port: 53 > 5353",
        #"Service shop/web spec.ports[metrics]: - > {"name":"metrics","port":90}"#,
        #"Service shop/web spec.uid: "1" > "2""#,
      ]
    )
    #expect(ObjectChange.between(first, first) == [])
  }

  @Test func `what is only in one of two documents is a change of the whole object`() {
    let object: JSONTree = ["apiVersion": "v1", "kind": "Node", "metadata": ["name": "n"]]
    #expect(
      Self.fields(ObjectChange.between([], [object])) == ["Node n : - > \(object.compactText)"]
    )
  }
}

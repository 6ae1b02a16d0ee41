import Testing

@testable import ClusterState

@Suite struct TopologyControllerTests {
  /// Nodes `a1`, `b1` and so on in zones `a`, `b`, with so many CPUs.
  private func nodes(_ cpus: KeyValuePairs<String, Int64?>) -> [Node] {
    cpus.map { name, thousandths in
      var node = Node()
      node.metadata = ObjectMeta(
        name: name,
        labels: ["topology.kubernetes.io/zone": String(name.prefix(1))]
      )
      node.status.ready = "True"
      node.status.allocatableCPU = thousandths
      return node
    }
  }

  /// `web` in topology mode Auto with ready pods on the nodes of these names.
  private func document(_ nodes: [Node], podsOn places: [String]) -> LoadedDocument {
    var document = ClusterFixture.shop { service in
      service.metadata.annotations = ["service.kubernetes.io/topology-mode": "Auto"]
    }
    document.deployments = []
    document.nodes = nodes
    document.pods = places.enumerated().map { number, node in
      var pod = Pod()
      pod.metadata = ObjectMeta(name: "web-\(number)", namespace: "shop", labels: ["app": "web"])
      pod.spec.nodeName = node
      pod.status.phase = .running
      pod.status.ready = true
      pod.status.podIPs = ["10.9.0.\(number + 1)"]
      return pod
    }
    return document
  }

  private func endpoints(_ simulation: Simulation) -> [Endpoint] {
    simulation.cluster.slices(of: ClusterFixture.web)
      .flatMap { simulation.cluster.endpointSlices[$0]?.endpoints ?? [] }
  }

  /// How many endpoints are hinted to each zone.
  private func hints(_ simulation: Simulation) -> [String: Int] {
    Dictionary(endpoints(simulation).flatMap(\.zoneHints).map { ($0, 1) }, uniquingKeysWith: +)
  }

  @Test(
    arguments: [
      // Two zones alike, all pods in one of them.
      (["a1": 1_000, "b1": 1_000], ["a1", "a1", "a1", "a1"], ["a": 2, "b": 2]),
      // Three quarters of the CPUs are in zone a.
      (["a1": 3_000, "b1": 1_000], ["a1", "b1", "b1", "b1"], ["a": 3, "b": 1]),
      // One endpoint for two zones.
      (["a1": 1_000, "b1": 1_000], ["a1"], [:]),
      // One zone.
      (["a1": 1_000, "a2": 1_000], ["a1", "a2"], [:]),
      // Five endpoints cannot be shared out like this without overload.
      (["a1": 1_000, "b1": 1_000, "c1": 1_000], ["a1", "a1", "b1", "c1"], [:]),
      // A node that does not say how many CPUs it has.
      (["a1": 1_000, "b1": nil], ["a1", "a1", "b1", "b1"], [:]),
    ] as [(KeyValuePairs<String, Int64?>, [String], [String: Int])]
  )
  func `endpoints are shared out by the CPUs of the zones`(
    cpus: KeyValuePairs<String, Int64?>,
    pods: [String],
    expected: [String: Int]
  ) {
    let simulation = Simulation.perfect(opening: document(nodes(cpus), podsOn: pods))
    #expect(hints(simulation) == expected)
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `control planes and nodes that are not ready do not count`() {
    var nodes = nodes(["a1": 1_000, "b1": 1_000, "c1": nil, "d1": nil])
    nodes[2].metadata.labels["node-role.kubernetes.io/control-plane"] = ""
    nodes[3].status.ready = "Unknown"
    let simulation = Simulation.perfect(opening: document(nodes, podsOn: ["a1", "b1"]))
    #expect(hints(simulation) == ["a": 1, "b": 1])
  }

  @Test func `a node that goes makes overloaded Services be looked at again`() throws {
    let nodes = nodes(["a1": 1_000, "a2": 1_000, "b1": 1_000])
    var simulation = Simulation.perfect(
      opening: document(nodes, podsOn: ["a1", "a2", "a1", "b1", "b1", "b1"])
    )
    #expect(hints(simulation) == ["a": 4, "b": 2])
    let id = try #require(simulation.cluster.nodes.id(ObjectName(name: "b1")))
    simulation.cluster.updateNode(id) { $0.status.ready = "False" }
    simulation.settle()
    // All CPUs are in one zone now.
    #expect(hints(simulation) == [:])
    simulation.cluster.updateNode(id) { $0.status.ready = "True" }
    simulation.settle()
    // Without hints nothing is overloaded, so nobody looks until a pod changes.
    #expect(hints(simulation) == [:])
    try simulation.apply(
      .deletePod(ObjectName(namespace: "shop", name: "web-0"), graceSeconds: 0)
    )
    #expect(hints(simulation).values.reduce(0, +) == 5)
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `hints of a document are known from the start`() throws {
    let first = Simulation.perfect(
      opening: document(nodes(["a1": 1_000, "b1": 1_000]), podsOn: ["a1", "b1"])
    )
    var document = document(nodes(["a1": 1_000, "b1": 1_000]), podsOn: ["a1", "b1"])
    document.services = first.cluster.services.ids.compactMap { first.cluster.services[$0] }
    document.endpointSlices =
      first.cluster.endpointSlices.ids.compactMap { first.cluster.endpointSlices[$0] }
    var simulation = Simulation.perfect(opening: document)
    #expect(hints(simulation) == ["a": 1, "b": 1])
    let id = try #require(simulation.cluster.nodes.id(ObjectName(name: "b1")))
    simulation.cluster.removeNode(id)
    simulation.settle()
    #expect(hints(simulation) == [:])
  }

  @Test func `another zone of a node is not noticed without topology mode Auto`() throws {
    var document = document(nodes(["a1": 1_000, "b1": 1_000]), podsOn: ["a1", "b1"])
    document.services[0].metadata.annotations = [:]
    document.services[0].spec.trafficDistribution = "PreferSameZone"
    var simulation = Simulation.perfect(opening: document)
    let id = try #require(simulation.cluster.nodes.id(ObjectName(name: "b1")))
    simulation.cluster.updateNode(id) { node in
      node.metadata.labels["topology.kubernetes.io/zone"] = nil
    }
    simulation.settle()
    #expect(hints(simulation) == ["a": 1, "b": 1])
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `a pod on a node that does not exist is listed when the node comes`() {
    let nodes = nodes(["a1": 1_000, "b1": 1_000])
    var simulation = Simulation.perfect(
      opening: document([nodes[0]], podsOn: ["a1", "a1", "b1", "b1"])
    )
    #expect(endpoints(simulation).count == 2)
    simulation.cluster.insert(nodes[1])
    simulation.settle()
    #expect(endpoints(simulation).count == 4)
    #expect(hints(simulation) == ["a": 2, "b": 2])
    #expect(Array(simulation.servicesToRetry).isEmpty)
  }

  @Test func `slices take over the labels of their Service`() throws {
    var simulation = Simulation.perfect(opening: ClusterFixture.shop())
    let id = try #require(simulation.cluster.services.id(ClusterFixture.web))
    let before = simulation.cluster.slices(of: ClusterFixture.web)
    simulation.updateService(id) { $0.metadata.labels = ["tier": "front"] }
    simulation.settle()
    let slice = try #require(before.first.flatMap { simulation.cluster.endpointSlices[$0] })
    #expect(simulation.cluster.slices(of: ClusterFixture.web) == before)
    #expect(slice.metadata.labels["tier"] == "front")
    #expect(slice.metadata.labels[EndpointSlice.serviceNameLabel] == "web")
    #expect(simulation.brokenInvariants == [])
  }

  @Test(
    arguments: [
      ("4", 4_000), ("3920m", 3_920), ("0.5", 500), (".5", 500), ("1.", 1_000), ("2k", 2_000_000),
      ("1Ki", 1_024_000), ("1e3", 1_000_000), ("1E-1", 100), ("1u", 1), ("0", 0), ("-2", -2_000),
      ("+1", 1_000), ("8Ei", .max), ("1000000000000000000000000n", 1_000_000_000_000_000_000),
      ("0.0001", 1), ("", nil), ("m", nil), ("1.2.3", nil), ("1 ", nil), ("4cores", nil),
    ] as [(String, Int64?)]
  )
  func `quantities are read as Kubernetes writes them`(text: String, thousandths: Int64?) {
    #expect(Quantity(text)?.thousandths == thousandths)
  }
}

import Testing

@testable import ClusterState

@Suite struct EndpointMirrorTests {
  private static let legacy = ObjectName(namespace: "shop", name: "legacy")

  /// A Service without selector and its Endpoints object.
  private func document(
    adjust: (inout Endpoints) -> Void = { _ in }
  ) -> LoadedDocument {
    var document = ClusterFixture.shop()
    var service = ClusterFixture.service("legacy", type: .clusterIP)
    service.spec.selector = [:]
    document.services.append(service)
    var endpoints = Endpoints()
    endpoints.metadata = ObjectMeta(name: "legacy", namespace: "shop", labels: ["team": "old"])
    endpoints.metadata.annotations = ["note": "by hand"]
    endpoints.subsets = [subset(["10.1.2.3", "10.1.2.4"], notReady: ["10.1.2.5"], port: 3_306)]
    adjust(&endpoints)
    document.endpoints = [endpoints]
    return document
  }

  private func subset(
    _ ready: [String],
    notReady: [String] = [],
    port: Int64
  ) -> Endpoints.Subset {
    func addresses(_ texts: [String]) -> [Endpoints.Address] {
      texts.map { text in
        var address = Endpoints.Address()
        address.ip = text
        return address
      }
    }
    var subset = Endpoints.Subset()
    subset.addresses = addresses(ready)
    subset.notReadyAddresses = addresses(notReady)
    var endpointPort = EndpointPort()
    endpointPort.port = port
    subset.ports = [endpointPort]
    return subset
  }

  private func slices(_ simulation: Simulation) -> [EndpointSlice] {
    simulation.cluster.slices(of: Self.legacy).compactMap { simulation.cluster.endpointSlices[$0] }
  }

  @Test func `an Endpoints object becomes a slice with its labels and annotations`() throws {
    let slice = try #require(slices(Simulation.perfect(opening: document())).first)
    #expect(
      slice.metadata.labels == [
        "team": "old", "kubernetes.io/service-name": "legacy",
        "endpointslice.kubernetes.io/managed-by": "endpointslicemirroring-controller.k8s.io",
      ]
    )
    #expect(slice.metadata.annotations == ["note": "by hand"])
    #expect(slice.metadata.controller?.kind == "Endpoints")
    #expect(slice.endpoints.map(\.addresses) == [["10.1.2.3"], ["10.1.2.4"], ["10.1.2.5"]])
    #expect(slice.endpoints.map(\.ready) == [true, true, false])
    #expect(slice.endpoints.map(\.serving) == [nil, nil, nil])
    #expect(slice.ports.map(\.port) == [3_306])
    #expect(slice.ports.map(\.name) == [""])
  }

  @Test(
    arguments: [
      (["endpointslice.kubernetes.io/skip-mirror": "true"], [:]),
      ([:], ["control-plane.alpha.kubernetes.io/leader": "{}"]),
    ] as [(Labels, Labels)]
  )
  func `some objects are not to be mirrored`(labels: Labels, annotations: Labels) {
    let simulation = Simulation.perfect(
      opening: document { endpoints in
        endpoints.metadata.labels = labels
        endpoints.metadata.annotations = annotations
      }
    )
    #expect(slices(simulation).isEmpty)
  }

  @Test func `each family and each set of ports has a slice of its own`() {
    let simulation = Simulation.perfect(
      opening: document { endpoints in
        endpoints.subsets = [
          subset(["10.1.2.3", "fd00::3"], port: 80), subset(["10.1.2.3"], port: 443),
          subset(["10.1.2.9", "nonsense"], port: 9_000),
        ]
      }
    )
    let found = slices(simulation).map { slice in
      "\(slice.addressType) \(slice.ports.compactMap(\.port)) "
        + "\(slice.endpoints.flatMap(\.addresses))"
    }
    #expect(
      Set(found) == [
        #"IPv4 [80] ["10.1.2.3"]"#, #"IPv6 [80] ["fd00::3"]"#, #"IPv4 [443] ["10.1.2.3"]"#,
        #"IPv4 [9000] ["10.1.2.9"]"#,
      ]
    )
  }

  @Test func `ports of the same addresses share a slice, and not ready goes before ready`() {
    let simulation = Simulation.perfect(
      opening: document { endpoints in
        endpoints.subsets = [
          subset(["10.1.2.3"], port: 80), subset(["10.1.2.3"], port: 443),
          subset([], notReady: ["10.1.2.3"], port: 443),
          subset([], notReady: ["10.1.2.3"], port: 80),
        ]
      }
    )
    let found = slices(simulation)
    #expect(found.map { $0.ports.compactMap(\.port) } == [[80, 443]])
    #expect(found.map { $0.endpoints.map(\.ready) } == [[false]])
  }

  @Test func `at most a thousand addresses of a subset are mirrored`() {
    let ready = (0..<900).map { "10.2.\($0 / 250).\($0 % 250)" }
    let notReady = (0..<300).map { "10.3.\($0 / 250).\($0 % 250)" }
    let simulation = Simulation.perfect(
      opening: document { $0.subsets = [subset(ready, notReady: notReady, port: 80)] }
    )
    let endpoints = slices(simulation).flatMap(\.endpoints)
    #expect(endpoints.count == 1_000)
    #expect(endpoints.count { $0.ready == true } == 900)
  }

  @Test func `another Endpoints object is written over the slices there are`() {
    var simulation = Simulation.perfect(opening: document())
    let before = simulation.cluster.slices(of: Self.legacy)
    var changed = document().endpoints[0]
    changed.subsets = [subset(["10.7.7.7"], port: 5_432), subset(["fd00::7"], port: 5_433)]
    simulation.cluster.set(changed)
    simulation.settle()
    #expect(simulation.cluster.slices(of: Self.legacy).first == before.first)
    #expect(slices(simulation).map { $0.ports.compactMap(\.port) } == [[5_432], [5_433]])
    simulation.cluster.removeEndpoints(Self.legacy)
    simulation.settle()
    #expect(slices(simulation).isEmpty)
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `a Service that loses its selector has its addresses twice`() throws {
    var simulation = Simulation.perfect(opening: ClusterFixture.shop(replicas: 2))
    let id = try #require(simulation.cluster.services.id(ClusterFixture.web))
    simulation.updateService(id) { $0.spec.selector = [:] }
    simulation.settle()
    let found = simulation.cluster.slices(of: ClusterFixture.web)
      .compactMap { simulation.cluster.endpointSlices[$0] }
    #expect(
      found.map { $0.metadata.labels[EndpointSlice.managedByLabel] } == [
        EndpointSlice.controllerName, EndpointSlice.mirroringControllerName,
      ]
    )
    let addresses = found.map { Set($0.endpoints.flatMap(\.addresses)) }
    #expect(addresses.first?.count == 2)
    #expect(addresses.first == addresses.last)
    #expect(found.last?.endpoints.map(\.targetRef?.kind) == ["Pod", "Pod"])
    #expect(
      found.last?.metadata.labels["endpoints.kubernetes.io/managed-by"] == "endpoint-controller"
    )
    // What happens to the pods is now nobody's business.
    try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 0))
    simulation.advance(to: Instant(microseconds: 60_000_000))
    #expect(simulation.endpointCounts(of: ClusterFixture.web).total == 4)
    simulation.updateService(id) { $0.spec.selector = ["app": "web"] }
    simulation.settle()
    #expect(simulation.cluster.slices(of: ClusterFixture.web).count == 1)
    #expect(simulation.endpointCounts(of: ClusterFixture.web).total == 0)
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `a deleted Service takes mirrored slices along, and leaves those of people`() throws {
    var document = document()
    var slice = EndpointSlice()
    slice.metadata = ObjectMeta(
      name: "by-hand",
      namespace: "shop",
      labels: [EndpointSlice.serviceNameLabel: "legacy"]
    )
    document.endpointSlices = [slice]
    var simulation = Simulation.perfect(opening: document)
    #expect(slices(simulation).count == 2)
    try simulation.apply(.deleteService(Self.legacy))
    #expect(slices(simulation).map(\.metadata.name) == ["by-hand"])
    #expect(simulation.brokenInvariants == [])
  }
}

import Testing

@testable import ClusterState

@Suite struct EndpointSliceControllerTests {
  /// Slices that the controller writes for `web`, by family and size, largest first.
  private func slices(_ document: LoadedDocument) -> [EndpointSlice] {
    let simulation = Simulation.perfect(opening: document)
    #expect(simulation.brokenInvariants == [])
    return simulation.cluster.slices(of: ClusterFixture.web)
      .compactMap { simulation.cluster.endpointSlices[$0] }
      .sorted {
        $0.addressType == $1.addressType
          ? $0.endpoints.count > $1.endpoints.count
          : $0.addressType.rawValue < $1.addressType.rawValue
      }
  }

  /// `web` over running pods of the document's own.
  private func document(
    pods: Int,
    adjust: (inout Service) -> Void = { _ in },
    each: (Int, inout Pod) -> Void = { _, _ in }
  ) -> LoadedDocument {
    var document = ClusterFixture.shop(adjust: adjust)
    document.deployments = []
    document.pods = (0..<pods).map { number in
      var pod = Pod()
      pod.metadata = ObjectMeta(name: "web-\(number)", namespace: "shop", labels: ["app": "web"])
      pod.spec.nodeName = "node-a"
      var container = Container()
      var port = ContainerPort()
      port.name = "http"
      port.containerPort = 8_080
      container.ports = [port]
      pod.spec.containers = [container]
      pod.status.phase = .running
      pod.status.ready = true
      pod.status.podIPs = ["10.244.\(number / 200).\(number % 200 + 1)"]
      each(number, &pod)
      return pod
    }
    return document
  }

  @Test(arguments: [
    (0, [0]), (1, [1]), (100, [100]), (101, [100, 1]), (250, [100, 100, 50]),
  ])
  func `a slice holds at most a hundred endpoints`(pods: Int, sizes: [Int]) {
    #expect(slices(document(pods: pods)).map(\.endpoints.count) == sizes)
  }

  @Test func `a named target port means what each pod calls so`() {
    let found = slices(
      document(pods: 3, adjust: { $0.spec.ports[0].targetPort = .string("http") }) { number, pod in
        if number == 1 { pod.spec.containers[0].ports[0].containerPort = 9_090 }
        if number == 2 { pod.spec.containers[0].ports[0].name = "other" }
      }
    )
    let ports = found.map { slice in slice.ports.map(\.port) }
    #expect(Set(ports) == [[8_080], [9_090], []])
    #expect(found.map(\.endpoints.count) == [1, 1, 1])
  }

  @Test func `a named port of another protocol is another port`() {
    let found = slices(
      document(pods: 1, adjust: { $0.spec.ports[0].targetPort = .string("http") }) { _, pod in
        pod.spec.containers[0].ports[0].protocol = .udp
      }
    )
    #expect(found.map { $0.ports.count } == [0])
  }

  @Test(arguments: [false, true])
  func `a pod that is not ready is listed as such unless it is published`(publish: Bool) throws {
    let found = slices(
      document(pods: 1, adjust: { $0.spec.publishNotReadyAddresses = publish }) { _, pod in
        pod.status.ready = false
      }
    )
    let endpoint = try #require(found.first?.endpoints.first)
    #expect(endpoint.ready == publish)
    #expect(endpoint.serving == false)
    #expect(endpoint.terminating == false)
  }

  @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
  func `a terminating pod serves but is ready only if published`(
    publish: Bool,
    isReady: Bool
  ) throws {
    var document = document(
      pods: 1,
      adjust: { $0.spec.publishNotReadyAddresses = publish }
    ) { _, pod in
      pod.status.ready = isReady
      pod.metadata.deletionTimestamp = Timestamp(microseconds: 1_767_225_660_000_000)
    }
    document.latestTimestamp = Timestamp(microseconds: 1_767_225_600_000_000)
    let endpoint = try #require(slices(document).first?.endpoints.first)
    #expect(endpoint.ready == publish)
    #expect(endpoint.serving == isReady)
    #expect(endpoint.terminating == true)
  }

  @Test func `what is left over goes into a slice with room, also after new ones`() {
    func endpoints(_ numbers: Range<Int>) -> [Endpoint] {
      numbers.map { number in
        var endpoint = Endpoint()
        endpoint.addresses = ["10.0.\(number / 256).\(number % 256)"]
        return endpoint
      }
    }
    let service = ClusterFixture.service("web")
    func slice(_ number: Int, _ numbers: Range<Int>) -> (SliceID, EndpointSlice) {
      var slice = EndpointSlice()
      slice.metadata.labels = service.sliceLabels
      slice.metadata.ownerReferences = [OwnerReference(service)]
      slice.endpoints = endpoints(numbers)
      return (SliceID(index: number), slice)
    }
    var plan = SlicePlan(
      for: service,
      existing: [slice(0, 0..<62), slice(1, 62..<123)],
      perSliceMax: 100
    )
    plan.fit(EndpointGroup(ports: [], endpoints: endpoints(0..<250)))
    plan.finish()
    #expect(plan.drafts.map(\.fate) == [.changed, .kept, .created])
    #expect(plan.drafts.map(\.endpoints.count) == [89, 61, 100])
  }

  @Test func `finished pods and pods without an address are left out`() {
    let document = document(
      pods: 4,
      each: { number, pod in
        if number == 1 { pod.status.phase = .succeeded }
        if number == 2 { pod.status.phase = .failed }
        if number == 3 { pod.status.podIPs = [] }
      }
    )
    let found = slices(document)
    #expect(found.flatMap(\.endpoints).map(\.addresses) == [["10.244.0.1"]])
  }

  @Test func `a headless Service without pods keeps an empty placeholder`() throws {
    let found = slices(
      document(pods: 0) {
        $0.spec.type = .clusterIP
        $0.spec.clusterIP = "None"
      }
    )
    #expect(found.map(\.endpoints.count) == [0])
    #expect(found.map(\.ports.count) == [0])
    #expect(found.first?.metadata.labels["service.kubernetes.io/headless"] == "")
  }

  @Test func `a dual-stack Service has slices of both families`() {
    let document = document(
      pods: 3,
      adjust: { service in
        service.spec.clusterIP = "10.96.0.9"
        service.spec.clusterIPs = ["10.96.0.9", "fd00:10:96::9"]
        service.spec.ipFamilies = [.v4, .v6]
      },
      each: { number, pod in
        if number > 0 { pod.status.podIPs.append("fd00::\(number)") }
      }
    )
    let found = slices(document)
    #expect(found.map(\.addressType) == [.v4, .v6])
    #expect(found.map(\.endpoints.count) == [3, 2])
  }

  @Test func `a Service without a selector is left alone`() {
    #expect(slices(document(pods: 2) { $0.spec.selector = [:] }).isEmpty)
  }

  @Test(
    arguments: [
      ("", [], []), ("PreferClose", ["zone-1"], []), ("PreferSameZone", ["zone-1"], []),
      ("PreferSameNode", ["zone-1"], ["node-a"]),
    ] as [(String, [String], [String])]
  )
  func `hints follow the traffic distribution`(
    distribution: String,
    zones: [String],
    nodes: [String]
  ) throws {
    let found = slices(document(pods: 1) { $0.spec.trafficDistribution = distribution })
    let endpoint = try #require(found.first?.endpoints.first)
    #expect(endpoint.zoneHints == zones)
    #expect(endpoint.nodeHints == nodes)
  }

  @Test mutating func `a killed pod leaves its slice and the others stay where they are`() throws {
    var simulation = Simulation.perfect(opening: document(pods: 120))
    let key = ObjectName(namespace: "shop", name: "web-7")
    let before = simulation.cluster.slices(of: ClusterFixture.web)
    try simulation.apply(.deletePod(key, graceSeconds: 0))
    #expect(simulation.cluster.slices(of: ClusterFixture.web) == before)
    #expect(simulation.endpointCounts(of: ClusterFixture.web) == (119, 119))
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `deleting a ReplicaSet of a Deployment brings another one`() throws {
    var simulation = Simulation.perfect(opening: ClusterFixture.shop())
    let id = try #require(simulation.cluster.replicaSets.ids.first)
    let key = try #require(simulation.cluster.replicaSets[id]?.key)
    try simulation.apply(.deleteWorkload(kind: "ReplicaSet", key))
    simulation.advance(to: Instant(microseconds: 60_000_000))
    #expect(simulation.cluster.replicaSets.count == 1)
    #expect(simulation.webPods.count == 3)
    #expect(simulation.webPods.allSatisfy { $0.status.ready == true })
  }

  @Test(arguments: [Int64.max, Int64.max / 1_000_000 + 1, 1 << 40])
  func `numbers beyond all sense in a document do not break the clock`(seconds: Int64) throws {
    var document = ClusterFixture.shop()
    document.deployments[0].spec.template.spec.terminationGracePeriodSeconds = seconds
    document.deployments[0].spec.template.spec.containers[0].preStopSleepSeconds = seconds
    var probe = Probe()
    probe.initialDelaySeconds = Int64(Int32.max)
    probe.periodSeconds = Int64(Int32.max)
    probe.successThreshold = Int64(Int32.max)
    document.deployments[0].spec.template.spec.containers[0].readinessProbe = probe
    var simulation = Simulation.perfect(opening: document)
    let web = try #require(simulation.cluster.services.id(ClusterFixture.web))
    simulation.updateService(web) { service in
      service.spec.sessionAffinity = .clientIP
      service.spec.affinityTimeoutSeconds = seconds
    }
    simulation.settle()
    _ = try simulation.report(ClusterFixture.toWeb, count: 2)
    for _ in 0..<8 {
      if let pod = simulation.webPods.first(where: { !$0.isTerminating }) {
        try simulation.apply(.deletePod(pod.key, graceSeconds: nil))
      }
      try simulation.apply(.step)
    }
    #expect(simulation.brokenInvariants == [])
  }
}

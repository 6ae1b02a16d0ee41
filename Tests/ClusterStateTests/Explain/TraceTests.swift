import Testing

@testable import ClusterState

/// One connection, explained.
@Suite struct TraceTests {
  private static let document = """
    kind: List
    apiVersion: v1
    items:
    - {kind: Node, apiVersion: v1, metadata: {name: n1}, spec: {podCIDRs: [10.244.0.0/24]},
       status: {addresses: [{type: InternalIP, address: 192.168.0.1},
                            {type: InternalIP, address: "fd00:192::1"}]}}
    - {kind: Node, apiVersion: v1, metadata: {name: n2}, spec: {podCIDRs: [10.244.1.0/24]},
       status: {addresses: [{type: InternalIP, address: 192.168.0.2}]}}
    - {kind: Service, apiVersion: v1, metadata: {name: web, namespace: default},
       spec: {type: NodePort, clusterIP: 10.96.0.10, externalTrafficPolicy: Local,
              ports: [{name: http, port: 80, nodePort: 30080}]}}
    - {kind: Service, apiVersion: v1, metadata: {name: two, namespace: default},
       spec: {clusterIP: 10.96.0.11, ports: [{name: a, port: 80}, {name: b, port: 81}]}}
    - {kind: EndpointSlice, apiVersion: discovery.k8s.io/v1, addressType: IPv4,
       metadata: {name: web-1, namespace: default, labels: {kubernetes.io/service-name: web}},
       ports: [{name: http, port: 8080}],
       endpoints: [{addresses: [10.244.0.5], nodeName: n1},
                   {addresses: [10.244.1.5], nodeName: n2},
                   {addresses: [10.244.1.6], nodeName: n2, conditions: {ready: false}}]}
    """

  private func trace(
    _ from: String,
    _ to: String,
    _ adjust: (inout SessionOptions) -> Void = { _ in }
  ) throws -> Trace {
    var options = SessionOptions()
    adjust(&options)
    let document = try load(Self.document)
    #expect(document.problems == [])
    let simulation = Simulation(opening: document, options: options)
    return try simulation.trace(
      Traffic(from: try #require(Source(from)), to: try #require(Destination(to)))
    )
  }

  @Test func `a Service is not known in a family it has no cluster IP of`() throws {
    let trace = try trace("outside", "[fd00:192::1]:30080")
    #expect(trace.verdict == .notHandled)
    #expect(trace.reason == .notAService(try #require(IPAddress("fd00:192::1"))))
    let matrix = Simulation(opening: try load(Self.document)).reachabilityMatrix()
    #expect(matrix.addresses.allSatisfy { !$0.text.contains("fd00") })
  }

  @Test func `a pod's loopback is its own, a node's answers node ports`() throws {
    #expect(try trace("10.244.0.9", "127.0.0.1:30080").verdict == .notHandled)
    #expect(try trace("node/n1", "127.0.0.1:30080").verdict == .delivered)
    let closed = try trace("node/n1", "127.0.0.1:30080") { $0.proxy.mode = .nftables }
    guard case .nodePortClosed(.loopback, _, 30_080, .nftables) = closed.reason else {
      Issue.record("the mode is the cause, not \(closed.reason)")
      return
    }
  }

  @Test(arguments: IPVSScheduler.allCases)
  func `chances add up to one, and a hash leaves no choice`(scheduler: IPVSScheduler) throws {
    let trace = try trace("10.244.0.9", "10.96.0.10:80") {
      $0.proxy.mode = .ipvs
      $0.proxy.scheduler = scheduler
    }
    let chances = trace.targets.map(\.probability)
    #expect(chances.reduce(0, +) == 1)
    let isHash = scheduler == .sourceHashing || scheduler == .destinationHashing
    #expect(chances.sorted() == (isHash ? [0, 1] : [0.5, 0.5]))
  }

  @Test func `an address sends to its own family only`() throws {
    #expect(try trace("outside=2001:db8::7", "192.168.0.1:30080").verdict == .notHandled)
    // The node is reached at its address of the sender's family.
    let trace = try trace("outside=2001:db8::7", "node/n1:30080")
    #expect(trace.leading.hops.first?.packet.destination.isIPv6 == true)
  }

  @Test func `a hairpin through another node comes back`() throws {
    let targets = try trace("10.244.1.5", "192.168.0.1:30080").targets
    // A pod of the cluster is not held to the policy: both may be chosen.
    let own = try #require(targets.first { "\($0.endpoint.address)" == "10.244.1.5" })
    #expect(own.isHairpin && "\(own.sourceSeen ?? own.endpoint.address)" == "192.168.0.1")
    #expect(own.verdict == .delivered)
  }

  @Test func `a port is left out only where there is one`() throws {
    #expect(try trace("10.244.0.9", "svc/default/web").verdict == .delivered)
    #expect(throws: CommandError.self) { try trace("10.244.0.9", "svc/default/two") }
  }

  @Test func `only the Service range has no route from outside`() throws {
    #expect(try trace("outside", "10.96.0.10:80").reason == .noRouteToServiceRange)
    #expect(try trace("outside", "8.8.8.8:53").verdict == .notHandled)
  }

  @Test func `the Service range is what ServiceCIDR objects say`() throws {
    let range = """
      - {kind: ServiceCIDR, apiVersion: networking.k8s.io/v1, metadata: {name: kubernetes},
         spec: {cidrs: [10.50.0.0/24]}}
      """
    let text = "kind: List\napiVersion: v1\nitems:\n\(range)"
    let simulation = Simulation(opening: try load(text))
    #expect(simulation.settings.serviceCIDRs.map(\.description) == ["10.50.0.0/24"])
  }

  @Test func `every endpoint that is not chosen has a reason`() throws {
    let trace = try trace("outside", "192.168.0.1:30080")
    #expect(trace.targets.map(\.endpoint.text) == ["10.244.0.5:8080"])
    let excluded = trace.leading.excluded.map { "\($0.endpoint.address) \($0.cause)" }
    #expect(excluded == ["10.244.1.5 otherNode", "10.244.1.6 notReady"])
  }
}

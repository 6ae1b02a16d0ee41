import Testing

@testable import ClusterState

/// What only a walk through all hooks of a kernel tells.
@Suite struct KernelTruthTests {
  private static let document = """
    kind: List
    apiVersion: v1
    items:
    - {kind: Node, apiVersion: v1, metadata: {name: n1}, spec: {podCIDRs: [10.244.0.0/24]},
       status: {addresses: [{type: InternalIP, address: 192.168.0.1}]}}
    - {kind: Node, apiVersion: v1, metadata: {name: n2}, spec: {podCIDRs: [10.244.1.0/24]},
       status: {addresses: [{type: InternalIP, address: 192.168.0.2}]}}
    - {kind: Service, apiVersion: v1, metadata: {name: agent, namespace: default},
       spec: {type: NodePort, clusterIP: 10.96.0.10, ports: [{port: 80, nodePort: 30080}]}}
    - {kind: Service, apiVersion: v1, metadata: {name: none, namespace: default},
       spec: {type: NodePort, clusterIP: 10.96.0.11, externalIPs: [198.51.100.1],
              ports: [{port: 80, nodePort: 30081}]}}
    - {kind: EndpointSlice, apiVersion: discovery.k8s.io/v1, addressType: IPv4,
       metadata: {name: agent-1, namespace: default,
                  labels: {kubernetes.io/service-name: agent}},
       ports: [{port: 8080}],
       endpoints: [{addresses: [192.168.0.1], nodeName: n1},
                   {addresses: [192.168.0.2], nodeName: n2}]}
    """

  private static func simulation(
    _ adjust: (inout ProxySettings) -> Void = { _ in }
  ) throws -> Simulation {
    var options = SessionOptions()
    adjust(&options.proxy)
    return Simulation(opening: try load(document), options: options)
  }

  private static func trace(
    _ from: String,
    _ to: String,
    in simulation: Simulation,
    by node: String? = nil
  ) throws -> Trace {
    try simulation.trace(
      Traffic(
        from: try #require(Source(from)),
        to: try #require(Destination(to)),
        entryNode: node
      )
    )
  }

  @Test(arguments: ProxyMode.allCases)
  func `an endpoint on the node itself sees the client`(mode: ProxyMode) throws {
    let trace = try Self.trace(
      "outside=203.0.113.9",
      "192.168.0.1:30080",
      in: try Self.simulation { $0.mode = mode }
    )
    let seen = trace.targets.map { "\($0.endpoint.address) \($0.sourceSeen?.description ?? "")" }
    #expect(Set(seen) == ["192.168.0.1 203.0.113.9", "192.168.0.2 192.168.0.1"])
  }

  @Test func `a node port without endpoints is refused where it would not answer too`() throws {
    let simulation = try Self.simulation {
      $0.nodePortAddresses = .ranges([CIDR("10.0.0.0/8")].compactMap { $0 })
    }
    #expect(try Self.trace("outside", "192.168.0.1:30081", in: simulation).verdict == .rejected)
    #expect(try Self.trace("outside", "192.168.0.1:30080", in: simulation).verdict == .notHandled)
  }

  @Test func `nobody refuses what a node sends to an external IP without endpoints`() throws {
    let simulation = try Self.simulation()
    let own = try Self.trace("node/n1", "198.51.100.1:80", in: simulation)
    #expect(own.verdict == .notHandled)
    let foreign = try Self.trace("outside", "198.51.100.1:80", in: simulation, by: "n1")
    #expect(foreign.verdict == .rejected)
    let other = try Self.simulation { $0.mode = .nftables }
    #expect(try Self.trace("node/n1", "198.51.100.1:80", in: other).verdict == .rejected)
  }

  @Test func `IPVS masquerades a node's own traffic without telling pods`() throws {
    let simulation = try Self.simulation {
      $0.mode = .ipvs
      $0.clusterCIDRs = []
    }
    let own = try Self.trace("node/n1", "10.96.0.10:80", in: simulation)
    #expect(own.leading.hops.last?.decision.masquerade != nil)
    let pod = try Self.trace("10.244.0.9", "10.96.0.10:80", in: simulation)
    #expect(pod.leading.hops.last?.decision.masquerade == nil)
  }

  @Test(arguments: ProxyMode.allCases)
  func `a way's walks end at its targets`(mode: ProxyMode) throws {
    let simulation = try Self.simulation { $0.mode = mode }
    let way = try Self.trace("10.244.0.9", "10.96.0.10:80", in: simulation).leading
    let kernel = simulation.kernelRules(of: try #require(simulation.node(named: "n1")))
    let ends = simulation.walks(of: way, through: kernel).map(\.destination)
    #expect(ends == way.targets.map(\.endpoint.socketAddress) && ends.count == 2)
    let other = simulation.kernelRules(of: try #require(simulation.node(named: "n2")))
    #expect(simulation.walks(of: way, through: other) == [])
  }
}

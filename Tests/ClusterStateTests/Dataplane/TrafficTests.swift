import ClusterState
import Testing

@Suite struct TrafficTests {
  @Test(arguments: ProxyMode.allCases)
  func `requests are spread as the mode says`(mode: ProxyMode) throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    try simulation.apply(.setMode(mode))
    let report = try simulation.report(ClusterFixture.toWeb, count: 30_000)
    #expect(report.outcomes[.delivered] == 30_000)
    #expect(report.endpoints.count == 3)
    let test = try #require(
      ChiSquare(
        observed: report.endpoints.map(\.count),
        expected: report.endpoints.map { $0.probability * 30_000 }
      )
    )
    #expect(test.degreesOfFreedom == 2)
    // Five standard deviations and more would be a defect, not chance.
    #expect(test.p > 1e-6)
    if mode == .ipvs { #expect(report.endpoints.map(\.count) == [10_000, 10_000, 10_000]) }
  }

  @Test func `the chances of iptables rules are those of ten digits and 31 bits`() {
    #expect(Balancer.ruleThreshold(remaining: 3) == 715_827_883)
    let balancer = Balancer(count: 3, mode: .iptables)
    #expect(abs(balancer.probability(of: 0) - 0.333_333_333_49) < 1e-10)
    #expect((0..<3).map(balancer.probability).reduce(0, +) == 1)
  }

  @Test func `a node port answers on every node and hides the client`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    for node in ["node-a", "node-b", "node-c"] {
      let traffic = Traffic(from: .outside, to: .node(node, 30_080))
      let report = try simulation.report(traffic, count: 100)
      #expect(report.outcomes[.delivered] == 100)
      #expect(report.nodes.map(\.node) == [node])
      #expect(report.nodes.map(\.count) == [100])
      let address = simulation.cluster.nodes[ObjectName(name: node)]?.status.internalIPs.first
      #expect(report.sources.map(\.seen.description) == [address])
    }
  }

  @Test func `externalTrafficPolicy Local keeps the client and drops where nothing is local`()
    throws
  {
    var simulation = Simulation(
      opening: ClusterFixture.shop(replicas: 1) { $0.spec.externalTrafficPolicy = .local }
    )
    let home = try #require(simulation.webPods.first?.spec.nodeName)
    for node in ["node-a", "node-b", "node-c"] {
      let report = try simulation.report(Traffic(from: .outside, to: .node(node, 30_080)), count: 9)
      #expect(report.outcomes[node == home ? .delivered : .dropped] == 9)
      if node == home { #expect(report.sources.map(\.seen.description) == ["203.0.113.2"]) }
    }
  }

  @Test func `a load balancer spreads over nodes, and with policy Local over those with endpoints`()
    throws
  {
    var simulation = Simulation(
      opening: ClusterFixture.shop(replicas: 2) { service in
        service.spec.type = .loadBalancer
        service.spec.externalTrafficPolicy = .local
        service.status.ingress = [ServiceStatus.Ingress()]
        service.status.ingress[0].ip = "198.51.100.7"
      }
    )
    let address = try #require(IPAddress("198.51.100.7"))
    let traffic = Traffic(from: .outside, to: .address(address, 80))
    let report = try simulation.report(traffic, count: 1_000)
    #expect(report.outcomes[.delivered] == 1_000)
    #expect(report.endpoints.map(\.probability) == [0.5, 0.5])
    #expect(report.nodes.count == 2)
    #expect(report.endpoints.allSatisfy { (400...600).contains($0.count) })
  }

  @Test(arguments: [("203.0.113.9", Verdict.delivered), ("203.0.114.9", .dropped)])
  func `a load balancer's address is open to its source ranges only`(
    source: String,
    verdict: Verdict
  ) throws {
    var simulation = Simulation(
      opening: ClusterFixture.shop { service in
        service.spec.type = .loadBalancer
        service.spec.loadBalancerSourceRanges = [" 203.0.113.0/24"]
        service.status.ingress = [ServiceStatus.Ingress()]
        service.status.ingress[0].ip = "198.51.100.7"
      }
    )
    let address = try #require(IPAddress("198.51.100.7"))
    let client = try #require(IPAddress(source))
    let traffic = Traffic(from: .outside(client), to: .address(address, 80))
    #expect(try simulation.report(traffic, count: 5).outcomes[verdict] == 5)
  }

  @Test(arguments: [true, false])
  func `masquerade-all hides pods behind their node`(isOn: Bool) throws {
    var options = SessionOptions()
    options.proxy.masqueradesAll = isOn
    var simulation = Simulation(opening: ClusterFixture.shop(), options: options)
    let key = ObjectName(namespace: "shop", name: "client")
    let client = try #require(simulation.cluster.pods[key])
    let seen = try simulation.report(ClusterFixture.toWeb, count: 1).sources.map(\.seen.description)
    #expect(seen == [isOn ? client.status.hostIP : client.status.podIPs[0]])
  }

  @Test func `an answer that bypasses the node that translated the address is lost`() throws {
    var simulation = Simulation(
      opening: ClusterFixture.shop(replicas: 1) { $0.spec.externalTrafficPolicy = .local }
    )
    let key = ObjectName(namespace: "shop", name: "client")
    let home = try #require(simulation.webPods.first?.spec.nodeName)
    let start = try #require(simulation.cluster.pods[key]?.spec.nodeName)
    let other = try #require(
      ["node-a", "node-b", "node-c"].first { $0 != home && $0 != start }
    )
    let traffic = Traffic(from: .pod(key), to: .node(other, 30_080))
    let report = try simulation.report(traffic, count: 3)
    #expect(report.outcomes[.timedOut] == 3)
    #expect(report.reasons == [.answerBypasses(node: other)])
  }

  @Test func `a cluster address is not reached from outside`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let traffic = Traffic(from: .outside, to: .service(ClusterFixture.web, port: nil))
    let report = try simulation.report(traffic, count: 3)
    #expect(report.outcomes[.dropped] == 3)
    #expect(report.reasons == [.noRouteToServiceRange])
  }

  @Test(arguments: ["web", "web.shop", "web.shop.svc", "web.shop.svc.cluster.local"])
  func `a Service is found by all its names`(name: String) throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let traffic = Traffic(from: ClusterFixture.client, to: .name(name, port: .number(80)))
    #expect(try simulation.report(traffic, count: 1).outcomes[.delivered] == 1)
  }

  @Test func `an unknown name is a name error`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let traffic = Traffic(from: ClusterFixture.client, to: .name("wep", port: .number(80)))
    #expect(try simulation.report(traffic, count: 2).outcomes[.nameError] == 2)
  }

  @Test(arguments: [(ProxyMode.iptables, Verdict.notHandled), (.nftables, .rejected)])
  func `an unknown port of a cluster IP ends as the mode says`(
    mode: ProxyMode,
    verdict: Verdict
  ) throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    try simulation.apply(.setMode(mode))
    let traffic = Traffic(
      from: ClusterFixture.client,
      to: .service(ClusterFixture.web, port: .number(81))
    )
    #expect(try simulation.report(traffic, count: 4).outcomes[verdict] == 4)
  }

  @Test func `session affinity keeps a client on one endpoint`() throws {
    var simulation = Simulation(
      opening: ClusterFixture.shop { $0.spec.sessionAffinity = .clientIP }
    )
    let first = try simulation.report(ClusterFixture.toWeb, count: 50)
    let second = try simulation.report(ClusterFixture.toWeb, count: 50)
    #expect(first.endpoints.map(\.count).max() == 50)
    #expect(first.endpoints == second.endpoints)
  }

  @Test func `a pod that calls itself is seen under its node's address`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop(replicas: 1))
    let pod = try #require(simulation.webPods.first)
    let traffic = Traffic(from: .pod(pod.key), to: .service(ClusterFixture.web, port: nil))
    let report = try simulation.report(traffic, count: 1)
    #expect(report.sources.map(\.seen.description) == [pod.status.hostIP])
  }

  @Test func `a Service whose selector matches nothing rejects`() throws {
    var simulation = Simulation(
      opening: ClusterFixture.shop { $0.spec.selector = ["app": "wep"] }
    )
    let report = try simulation.report(ClusterFixture.toWeb, count: 8)
    #expect(report.outcomes[.rejected] == 8)
  }
}

import Testing

@testable import ClusterState

@Suite struct FlowTests {
  static func udp(rate: Int, ports: Int) -> TrafficPlan {
    var plan = TrafficWorld.plan(rate: rate)
    plan.traffic.protocol = .udp
    plan.sourcePorts = ports
    plan.timeout = .milliseconds(500)
    return plan
  }

  /// The shop with a UDP port.
  private func shop(isPerfect: Bool = true, _ plan: TrafficPlan) throws -> Simulation {
    let document = ClusterFixture.shop { $0.spec.ports[0].protocol = .udp }
    var options = SessionOptions()
    options.isPerfect = isPerfect
    var simulation = Simulation(opening: document, options: options)
    try simulation.apply(.startStream(plan))
    return simulation
  }

  @Test func `a flow keeps its endpoint for as long as its source port is used`() throws {
    var simulation = try shop(Self.udp(rate: 50, ports: 4))
    simulation.pass(milliseconds: 1_000)
    let before = simulation.connectionFacts().map { [$0.client, $0.endpoint] }
    #expect(before.count == 4)
    try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 9))
    simulation.pass(milliseconds: 60_000)
    #expect(simulation.connectionFacts().map { [$0.client, $0.endpoint] } == before)
    try simulation.finish()
    #expect(simulation.web.outcomes[.delivered] == simulation.web.requests)
  }

  @Test func `conntrack forgets a flow that nobody uses`() throws {
    var plan = Self.udp(rate: 1, ports: 4)
    plan.arrivals = .bursts(size: 1, every: .seconds(200))
    var simulation = try shop(plan)
    simulation.pass(milliseconds: 100_000)
    #expect(simulation.connectionFacts().count == 1)
    simulation.pass(milliseconds: 25_000)
    #expect(simulation.connectionFacts() == [])
  }

  @Test func `flows lead on to a pod that has ended until kube-proxy deletes them`() throws {
    var simulation = try shop(isPerfect: false, Self.udp(rate: 100, ports: 30))
    simulation.pass(milliseconds: 2_000)
    let pod = try #require(simulation.webPods.first?.key)
    // It stops listening at once; its endpoint stays serving until the pod is gone, a second later.
    try simulation.apply(.deletePod(pod, graceSeconds: nil))
    simulation.pass(milliseconds: 900)
    let lost = simulation.web.outcomes[.refused]
    #expect(lost > 0)
    let summary = try #require(simulation.lossSummary(of: ClusterFixture.web))
    #expect(summary.parts.first?.cause == .flowStale)
    #expect(summary.parts[0].pods == [pod])
    simulation.pass(milliseconds: 10_000)
    #expect(!simulation.connectionFacts().contains { $0.pod == pod })
    let end = simulation.web.outcomes[.refused]
    simulation.pass(milliseconds: 10_000)
    #expect(simulation.web.outcomes[.refused] == end)
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `a flow to an address that nobody has swallows packets until it is flushed`() throws {
    var simulation = try shop(Self.udp(rate: 100, ports: 1))
    simulation.pass(milliseconds: 1_000)
    let endpoint = try #require(simulation.connectionFacts().first?.pod)
    let id = try #require(simulation.cluster.pods.id(endpoint))
    let node = try #require(
      simulation.connectionFacts().first.flatMap { simulation.node(named: $0.node) }
    )
    // The pod is gone, and no kube-proxy has looked yet.
    simulation.breakConnections(to: id, .processExited)
    simulation.cluster.removePod(id)
    simulation.forgetWays()
    simulation.pass(milliseconds: 40_000)
    #expect(simulation.web.outcomes[.timedOut] > 3_900)
    simulation.settle()
    simulation.flushStaleFlows(on: node, of: [ClusterFixture.web])
    simulation.forgetWays()
    simulation.pass(milliseconds: 1_000)
    let before = simulation.web.outcomes[.timedOut]
    simulation.pass(milliseconds: 5_000)
    #expect(simulation.web.outcomes[.timedOut] == before)
  }
}

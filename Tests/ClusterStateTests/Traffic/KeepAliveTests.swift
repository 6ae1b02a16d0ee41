import Testing

@testable import ClusterState

@Suite struct KeepAliveTests {
  @Test func `connections stay where they are after a scale-up`() throws {
    let plan = TrafficWorld.plan(rate: 200) {
      $0.requestsPerConnection = nil
      $0.connections = 12
    }
    var simulation = try TrafficWorld.shop(replicas: 2, plan)
    simulation.pass(milliseconds: 5_000)
    let before = simulation.webPods.map(\.key)
    try simulation.apply(.scale(kind: "Deployment", ClusterFixture.web, replicas: 4))
    simulation.pass(milliseconds: 20_000)
    #expect(simulation.webPods.count == 4)
    let pods = Set(simulation.connectionFacts().compactMap(\.pod))
    #expect(simulation.connectionFacts().count == 12)
    #expect(pods.isSubset(of: before))
    #expect(simulation.web.outcomes[.delivered] == simulation.web.outcomes.total)
    // New connections do find the new pods.
    try simulation.apply(.send(ClusterFixture.toWeb, count: 1_000))
    #expect(simulation.webCounts.count == 4)
  }

  @Test func `a connection is closed after as many requests as it may carry`() throws {
    let plan = TrafficWorld.plan(.closedLoop(think: .milliseconds(1))) {
      $0.requestsPerConnection = 10
      $0.requests = 1_000
    }
    var simulation = try TrafficWorld.shop(plan)
    simulation.pass(milliseconds: 500)
    let carried = try #require(simulation.connectionFacts().first?.requests)
    #expect((0...10).contains(carried))
    simulation.pass(milliseconds: 60_000)
    // A hundred connections of ten requests each.
    #expect(simulation.web.outcomes[.delivered] == 1_000)
    #expect(simulation.webCounts.allSatisfy { $0 % 10 == 0 })
    #expect(simulation.webCounts.count == 3)
    #expect(simulation.connectionCount == 0)
  }

  @Test func `a pool that is full makes requests wait, and those that wait too long fail`() throws {
    let plan = TrafficWorld.plan(rate: 1_000) {
      $0.requestsPerConnection = 1_000_000
      $0.connections = 1
      $0.timeout = .milliseconds(100)
    }
    var simulation = try TrafficWorld.shop(plan)
    simulation.pass(milliseconds: 10_000)
    try simulation.finish()
    #expect(simulation.web.outcomes[.timedOut] > 0)
    #expect(simulation.web.requests == 10_000)
    #expect(simulation.web.outcomes.total == 10_000)
    #expect(simulation.lossSummary()?.parts.map(\.cause) == [.overload])
  }

  @Test func `a process that ends resets what it was answering and closes idle connections`()
    throws
  {
    var plan = TrafficWorld.plan(rate: 1_000)
    plan.requestsPerConnection = 1_000_000
    plan.connections = 50
    var simulation = try TrafficWorld.shop(plan)
    simulation.pass(milliseconds: 3_000)
    let pod = try #require(simulation.webPods.first?.key)
    try simulation.apply(.setBehavior(.serving(.milliseconds(20))))
    simulation.pass(milliseconds: 1_000)
    try simulation.apply(.deletePod(pod, graceSeconds: 0))
    simulation.pass(milliseconds: 1_000)
    let lost = simulation.web.outcomes[.reset]
    // At 1,000 a second and 20 ms each some seven are being answered by each of three pods.
    #expect((1...50).contains(lost))
    #expect(simulation.lossSummary()?.parts.map(\.cause) == [.connectionBroken])
    #expect(simulation.lossSummary()?.lost == lost)
    #expect(!simulation.connectionFacts().contains { $0.pod == pod })
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `a server that drains finishes what it has and closes`() throws {
    var plan = TrafficWorld.plan(rate: 1_000)
    plan.requestsPerConnection = nil
    plan.connections = 30
    var simulation = try TrafficWorld.shop(plan)
    simulation.pass(milliseconds: 2_000)
    let pod = try #require(simulation.webPods.first)
    let id = try #require(simulation.cluster.pods.id(pod.key))
    simulation.breakConnections(to: id, .closedGracefully)
    simulation.pass(milliseconds: 100)
    #expect(simulation.web.outcomes[.delivered] == simulation.web.outcomes.total)
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `a machine that vanishes lets requests time out, and clients connect anew`() throws {
    var plan = TrafficWorld.plan(rate: 300)
    plan.requestsPerConnection = 1_000_000
    plan.connections = 9
    plan.timeout = .seconds(2)
    var simulation = Simulation(opening: ClusterFixture.shop())
    try simulation.apply(.startStream(plan))
    simulation.pass(milliseconds: 2_000)
    let node = try #require(simulation.webPods.first?.spec.nodeName)
    try simulation.apply(.setNodeReady(node, false))
    simulation.pass(milliseconds: 1_900)
    #expect(simulation.web.outcomes[.timedOut] == 0)
    #expect(simulation.ledger.inFlight > 0)
    simulation.pass(milliseconds: 4_000)
    #expect(simulation.web.outcomes[.timedOut] > 0)
    #expect(simulation.lossSummary()?.parts.first?.cause == .hostDown)
    #expect(simulation.brokenInvariants == [])
  }

  @Test func `connections that no rule would make again are shown as stale`() throws {
    var plan = TrafficWorld.plan(rate: 100)
    plan.requestsPerConnection = nil
    plan.connections = 12
    var simulation = try TrafficWorld.shop(plan)
    simulation.pass(milliseconds: 1_000)
    #expect(!simulation.connectionFacts().contains { $0.isStale })
    let pod = try #require(simulation.webPods.first?.key)
    try simulation.apply(.setPodReady(pod, false))
    let stale = simulation.connectionFacts().filter(\.isStale)
    #expect(!stale.isEmpty)
    #expect(stale.allSatisfy { $0.pod == pod })
    let facts = simulation.connectionFacts(limit: 5)
    #expect(facts.count == 5)
    #expect(facts.allSatisfy { $0.endpoint != nil })
  }
}

extension PodBehaviorRule {
  static func serving(_ time: Delay, concurrency: Int? = nil) -> Self {
    var rule = Self(["app": "web"])
    rule.serviceTime = time
    rule.concurrency = concurrency.map { .limited($0) }
    return rule
  }
}

import Testing

@testable import ClusterState

@Suite struct RequestTests {
  @Test func `a retried request counts once`() throws {
    let plan = TrafficWorld.plan(rate: 100) {
      $0.retries = 2
      $0.retryBackoff = .milliseconds(10)
      $0.requests = 500
    }
    var simulation = Simulation.perfect(
      opening: ClusterFixture.shop { $0.spec.selector = ["app": "nobody"] }
    )
    try simulation.apply(.startStream(plan))
    simulation.pass(milliseconds: 20_000)
    #expect(simulation.web.requests == 500)
    #expect(simulation.web.outcomes[.rejected] == 500)
    #expect(simulation.web.attempts == 1_500)
    #expect(simulation.web.retries == 1_000)
    #expect(simulation.lossSummary()?.parts.map(\.cause) == [.nobody])
  }

  @Test func `a retry finds a pod that serves`() throws {
    func lost(retries: Int) throws -> UInt64 {
      let plan = TrafficWorld.plan(rate: 1_000) {
        $0.retries = retries
        $0.retryBackoff = .milliseconds(400)
      }
      var simulation = try TrafficWorld.shop(plan)
      simulation.pass(milliseconds: 1_000)
      let pod = try #require(simulation.webPods.first?.key)
      let id = try #require(simulation.cluster.pods.id(pod))
      simulation.changeProcess(of: id) { $0.state = .ended }
      simulation.forgetWays()
      simulation.pass(milliseconds: 1_000)
      simulation.changeProcess(of: id) { $0.state = .running }
      simulation.forgetWays()
      simulation.pass(milliseconds: 2_000)
      try simulation.finish()
      return simulation.web.requests - simulation.web.outcomes[.delivered]
    }
    #expect(try lost(retries: 0) > 250)
    #expect(try lost(retries: 4) == 0)
  }

  @Test func `a dropped connection is tried again as the kernel does, until the client's time-out`()
    throws
  {
    var document = ClusterFixture.shop(replicas: 1) { $0.spec.externalTrafficPolicy = .local }
    document.nodes = []
    var simulation = Simulation.perfect(opening: document)
    let home = try #require(simulation.webPods.first?.spec.nodeName)
    let other = try #require(["node-a", "node-b", "node-c"].first { $0 != home })
    var plan = TrafficPlan(Traffic(from: .outside, to: .node(other, 30_080)), rate: 1)
    plan.requests = 1
    try simulation.apply(.startStream(plan))
    simulation.pass(milliseconds: 5_900)
    #expect(simulation.ledger.inFlight == 1)
    simulation.pass(milliseconds: 200)
    #expect(simulation.web.outcomes[.dropped] == 1)
    // The policy changes while another one waits: its next packet, 3 s after the first, is taken.
    try simulation.apply(.startStream(plan))
    simulation.pass(milliseconds: 3_500)
    let patch = try CommandParser.parse(
      #"patch service web -n shop -p '{"spec":{"externalTrafficPolicy":"Cluster"}}'"#
    )
    try simulation.apply(patch)
    simulation.pass(milliseconds: 1_000)
    #expect(simulation.web.outcomes[.delivered] == 1)
    #expect(try #require(simulation.web.latencies.max) > 3_000_000)
  }

  @Test func `batches and single requests have the same outcome`() throws {
    func counts(_ adjust: (inout TrafficPlan) -> Void) throws -> (ServiceTally, TrafficLedger) {
      // Slow names are the same stream of draws.
      let plan = TrafficWorld.plan(.poisson(rate: 700)) {
        $0.name = "same"
        adjust(&$0)
      }
      var simulation = try TrafficWorld.shop(plan)
      simulation.pass(milliseconds: 20_000)
      let pod = try #require(simulation.webPods.first?.key)
      try simulation.apply(.deletePod(pod, graceSeconds: nil))
      simulation.pass(milliseconds: 20_000)
      try simulation.finish()
      return (simulation.web, simulation.ledger)
    }
    let (batched, _) = try counts { _ in }
    // As many servers as requests: each is queued, none waits.
    var single: ServiceTally?
    do {
      let plan = TrafficWorld.plan(.poisson(rate: 700)) { $0.name = "same" }
      var simulation = Simulation.perfect(opening: ClusterFixture.shop())
      let change = PodBehaviorRule.serving(.milliseconds(1), concurrency: 10_000)
      try simulation.apply(.setBehavior(change))
      try simulation.apply(.startStream(plan))
      simulation.pass(milliseconds: 20_000)
      let pod = try #require(simulation.webPods.first?.key)
      try simulation.apply(.deletePod(pod, graceSeconds: nil))
      simulation.pass(milliseconds: 20_000)
      try simulation.finish()
      single = simulation.web
    }
    let exact = try #require(single)
    #expect(batched.requests == exact.requests)
    #expect(batched.outcomes == exact.outcomes)
    #expect(batched.latencies == exact.latencies)
    #expect(batched.endpoints == exact.endpoints)
    #expect(batched.nodeOutcomes == exact.nodeOutcomes)
  }

  @Test func `clients keep to what DNS said for as long as it is good`() throws {
    let document = ClusterFixture.shop {
      $0.spec.type = .clusterIP
      $0.spec.ports[0].nodePort = 0
      $0.spec.clusterIP = "None"
    }
    var simulation = Simulation.perfect(opening: document)
    let traffic = Traffic(
      from: ClusterFixture.client,
      to: .name("web", port: .number(8_080))
    )
    var plan = TrafficPlan(traffic, rate: 100)
    plan.timeout = .milliseconds(500)
    try simulation.apply(.startStream(plan))
    simulation.pass(milliseconds: 10_000)
    let pod = try #require(simulation.webPods.first?.key)
    try simulation.apply(.deletePod(pod, graceSeconds: 0))
    simulation.pass(milliseconds: 15_000)
    let lost = simulation.web.outcomes[.timedOut]
    #expect(lost > 300)
    #expect(simulation.lossSummary()?.parts.map(\.cause) == [.naming])
    simulation.pass(milliseconds: 10_000)
    let later = simulation.web.outcomes[.timedOut]
    simulation.pass(milliseconds: 60_000)
    #expect(simulation.web.outcomes[.timedOut] == later)
  }
}

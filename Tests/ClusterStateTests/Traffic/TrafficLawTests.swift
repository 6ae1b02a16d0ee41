import Testing

@testable import ClusterState

/// What holds of all traffic, whatever the plans.
@Suite struct TrafficLawTests {
  static let plans: [String] = [
    "700/s from pod/shop/client to svc/shop/web",
    "90/s from node/node-b to http://web.shop --arrivals=poisson --retries=2 --timeout=300ms",
    "40 every 700ms from outside to node/node-a:30080 --clients=7 --requests-per-connection=5",
    "10/s..300/s over 9s from pod/shop/client to web:80 --name=ramp --timeout=2s",
    "clients 9 think 30ms from pod/shop/client to svc/shop/web --requests-per-connection=unlimited"
      + " --connections=2 --name=loop",
    "50/s from pod/shop/client to svc/shop/web --protocol=udp --source-ports=6 --timeout=400ms",
  ]

  static func start(mode: ProxyMode) throws -> Simulation {
    var simulation = Simulation.perfect(opening: ClusterFixture.shop())
    try simulation.apply(.setMode(mode))
    for plan in plans { try simulation.apply(CommandParser.parse("stream \(plan)")) }
    try simulation.apply(
      CommandParser.parse("behave app=web -n shop --service-time=4ms --concurrency=3")
    )
    simulation.advance(to: Instant(microseconds: 1_234_567))
    let pod = try #require(simulation.webPods.first?.key)
    try simulation.apply(.deletePod(pod, graceSeconds: nil))
    return simulation
  }

  @Test(arguments: ProxyMode.allCases)
  func `the way time is cut does not change what happens`(mode: ProxyMode) throws {
    var whole = try Self.start(mode: mode)
    var cut = whole
    let end = Instant(microseconds: 9_876_543)
    whole.advance(to: end)
    var generator = SeededGenerator(seed: 5)
    while cut.now < end {
      let step = Delay(microseconds: Int64(generator.next(below: 40_000)))
      cut.advance(to: min(end, cut.now + step))
    }
    #expect(whole.ledger == cut.ledger)
    #expect(whole.random == cut.random)
    #expect(whole.traffic == cut.traffic)
    #expect(whole == cut)
    #expect(whole.brokenInvariants == [])
    #expect(whole.ledger.requests > 5_000)
  }

  @Test func `a plan that is added does not shift the draws of others`() throws {
    func counts(_ isAlone: Bool) throws -> [UInt64] {
      let plan = TrafficWorld.plan(rate: 500) {
        $0.name = "first"
        $0.retries = 1
      }
      var simulation = try TrafficWorld.shop(plan)
      if !isAlone {
        let other = TrafficPlan(
          Traffic(from: .node("node-a"), to: plan.traffic.destination),
          rate: 9
        )
        try simulation.apply(.startStream(other))
      }
      simulation.pass(milliseconds: 10_000)
      try simulation.finish()
      return simulation.web.endpoints.map(\.count)
    }
    let (alone, beside) = (try counts(true), try counts(false))
    #expect(alone.reduce(0, +) + 90 == beside.reduce(0, +))
    #expect(zip(alone, beside).allSatisfy { $0 <= $1 })
  }

  @Test func `several plans run at once and each can be stopped`() throws {
    var simulation = Simulation.perfect(opening: ClusterFixture.shop())
    for plan in Self.plans { try simulation.apply(CommandParser.parse("stream \(plan)")) }
    #expect(simulation.streams.count == 6)
    try simulation.apply(CommandParser.parse("stream stop ramp"))
    #expect(simulation.streams.count == 5)
    try simulation.apply(CommandParser.parse("stream stop to node/node-a:30080"))
    #expect(simulation.streams.count == 4)
    #expect(throws: CommandError.noStream(.named("ramp"))) {
      try simulation.apply(.stopStream(.named("ramp")))
    }
    try simulation.apply(CommandParser.parse("stream stop"))
    #expect(simulation.streams.isEmpty)
    simulation.pass(milliseconds: 10_000)
    #expect(simulation.isQuiet)
  }
}

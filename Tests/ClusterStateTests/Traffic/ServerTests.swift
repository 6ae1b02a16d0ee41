import Testing

@testable import ClusterState

@Suite struct ServerTests {
  /// One pod with one server that takes 10 ms, under Poisson arrivals.
  private func queue(rate: Int, seconds: Int64) throws -> (Simulation, meanInFlight: Double) {
    let plan = TrafficWorld.plan(.poisson(rate: rate)) { $0.timeout = .seconds(60) }
    var simulation = Simulation.perfect(opening: ClusterFixture.shop(replicas: 1))
    let change = PodBehaviorRule.serving(.milliseconds(10), concurrency: 1)
    try simulation.apply(.setBehavior(change))
    try simulation.apply(.startStream(plan))
    var inFlight: UInt64 = 0
    for _ in 0..<seconds * 100 {
      simulation.pass(milliseconds: 10)
      inFlight += simulation.ledger.inFlight
    }
    return (simulation, Double(inFlight) / Double(seconds * 100))
  }

  @Test func `waiting grows with the load as queueing theory says`() throws {
    // M/D/1: the time in the system is s + s * load / (2 * (1 - load)).
    for (rate, expected) in [(20, 11_250.0), (50, 15_000), (80, 30_000)] {
      let (simulation, inFlight) = try queue(rate: rate, seconds: 300)
      let tally = simulation.web
      let mean = try #require(tally.latencies.mean)
      let distance = Double(mean) - expected
      // The network takes 0.1 to 1.5 ms.
      #expect(distance > -0.15 * expected && distance < 0.15 * expected + 1_500, "\(rate)/s")
      // Little's law.
      let law = Double(tally.requests) / 300 * mean / 1e6
      #expect(abs(inFlight / law - 1) < 0.05)
    }
  }

  @Test func `an overloaded pod serves what it can, and the rest times out`() throws {
    let plan = TrafficWorld.plan(rate: 150) { $0.timeout = .seconds(1) }
    var simulation = Simulation.perfect(opening: ClusterFixture.shop(replicas: 1))
    let change = PodBehaviorRule.serving(.milliseconds(10), concurrency: 1)
    try simulation.apply(.setBehavior(change))
    try simulation.apply(.startStream(plan))
    simulation.pass(milliseconds: 30_000)
    // Requests that clients have given up are served all the same: most work is for nothing.
    let delivered = simulation.web.outcomes[.delivered]
    #expect(delivered > 200 && delivered < 400)
    #expect(simulation.web.outcomes[.timedOut] > 3_500)
    #expect(simulation.lossSummary()?.parts.map(\.cause) == [.overload])
  }

  @Test func `more servers serve more at a time`() {
    var server = PodServer()
    let load = ServedLoad(serviceTime: 10, concurrency: 2)
    #expect((0..<5).map { _ in server.take(at: 0, load) } == [0, 0, 10, 10, 20])
    #expect(server.take(at: 100, load) == 100)
    // One server less: the other still finishes what it has.
    #expect(server.take(at: 100, ServedLoad(serviceTime: 10, concurrency: 1)) == 100)
  }

  @Test func `what is said later of pods counts more`() throws {
    var settings = Settings()
    settings.take(.serving(.milliseconds(5), concurrency: 3))
    var other = PodBehaviorRule([:])
    other.serviceTime = .milliseconds(7)
    settings.take(other)
    let simulation = Simulation.perfect(opening: ClusterFixture.shop())
    let pod = try #require(simulation.webPods.first)
    #expect(settings.behavior(of: pod).serviceTime == .milliseconds(7))
    #expect(settings.behavior(of: pod).concurrency == 3)
  }
}

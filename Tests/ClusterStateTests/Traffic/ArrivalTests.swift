import Testing

@testable import ClusterState

@Suite struct ArrivalTests {
  /// When the first `count` requests are due, in microseconds.
  private func instants(_ arrivals: Arrivals, _ count: Int) -> [Int64] {
    var clock = ArrivalClock(arrivals, startingAt: .zero, SeededGenerator(seed: 1))
    return (0..<count).map { _ in
      defer { clock.takeNext() }
      return clock.next
    }
  }

  @Test func `a constant rate is evenly spaced and begins after one interval`() {
    #expect(instants(.constant(rate: 4), 4) == [250_000, 500_000, 750_000, 1_000_000])
    #expect(instants(.constant(rate: 3), 3) == [333_334, 666_667, 1_000_000])
  }

  @Test func `bursts come at once, the first at the start`() {
    let times = instants(.bursts(size: 3, every: .seconds(5)), 7)
    #expect(times == [0, 0, 0, 5_000_000, 5_000_000, 5_000_000, 10_000_000])
  }

  @Test func `a ramp sends the area under its rate, and then goes on at its end`() {
    let times = instants(.ramp(from: 10, to: 30, over: .seconds(10)), 400)
    // 20 a second on average, 13.75 in the first 1.25 seconds.
    #expect(times.filter { $0 <= 10_000_000 }.count == 200)
    #expect(times.filter { $0 <= 1_250_000 }.count == 14)
    #expect(times.filter { $0 > 11_000_000 && $0 <= 13_000_000 }.count == 60)
    #expect(times == times.sorted())
  }

  @Test func `a ramp may begin with nothing`() {
    let times = instants(.ramp(from: 0, to: 2, over: .seconds(1)), 3)
    #expect(times == [1_000_000, 1_500_000, 2_000_000])
  }

  @Test(arguments: [10, 1_000, 250_000])
  func `Poisson arrivals have their rate, and gaps that vary as much as they are long`(rate: Int) {
    let count = 40_000
    let times = instants(.poisson(rate: rate), count).map { Double($0) }
    let expected = Double(count) / Double(rate) * 1e6
    // The standard deviation of a sum of n exponential gaps is its mean over the root of n.
    #expect(abs(times[count - 1] - expected) < 5 * expected / Double(count).squareRoot())
    let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
    let mean = 1e6 / Double(rate)
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
    #expect(abs(variance.squareRoot() / mean - 1) < 0.1)
  }

  @Test func `counting what is due gives what taking one by one gives`() {
    for arrivals in [
      Arrivals.constant(rate: 333), .poisson(rate: 333), .bursts(size: 7, every: .milliseconds(9)),
      .ramp(from: 5, to: 500, over: .seconds(2)),
    ] {
      var whole = ArrivalClock(arrivals, startingAt: .zero, SeededGenerator(seed: 3))
      var single = whole
      let due = whole.takeDue(upTo: 3_000_000, atMost: .max)
      var taken = 0
      while single.next <= 3_000_000 {
        single.takeNext()
        taken += 1
      }
      #expect(due == taken)
      #expect(whole == single)
    }
  }

  @Test func `a plan with a number of requests ends by itself`() throws {
    let plan = TrafficWorld.plan(rate: 100) { $0.requests = 250 }
    var simulation = try TrafficWorld.shop(plan)
    simulation.pass(milliseconds: 10_000)
    #expect(simulation.streams.isEmpty)
    #expect(simulation.isQuiet)
    #expect(simulation.web.outcomes[.delivered] == 250)
  }

  @Test func `a burst is sent to the last request`() throws {
    let plan = TrafficWorld.plan(.bursts(size: 50, every: .seconds(5))) { $0.retries = 1 }
    var simulation = try TrafficWorld.shop(plan)
    simulation.pass(milliseconds: 11_000)
    #expect(simulation.web.outcomes[.delivered] == 150)
  }

  @Test func `clients of a closed loop send as often as their answers allow`() throws {
    let plan = TrafficWorld.plan(.closedLoop(think: .milliseconds(50))) { $0.clients = 20 }
    var simulation = try TrafficWorld.shop(plan)
    simulation.pass(milliseconds: 60_000)
    let latency = try #require(simulation.web.latencies.mean)
    let expected = 20 * 60e6 / (50_000 + latency)
    #expect(abs(Double(simulation.web.requests) / expected - 1) < 0.01)
    #expect(simulation.ledger.inFlight <= 20)
  }
}

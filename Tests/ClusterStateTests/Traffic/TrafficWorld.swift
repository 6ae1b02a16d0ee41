@testable import ClusterState

/// The shop under a plan.
enum TrafficWorld {
  /// The shop with `replicas` pods of `web` and one plan running.
  static func shop(
    replicas: Int64 = 3,
    mode: ProxyMode = .iptables,
    _ plan: TrafficPlan
  ) throws -> Simulation {
    var options = SessionOptions()
    options.isPerfect = true
    options.proxy.mode = mode
    var simulation = Simulation(
      opening: ClusterFixture.shop(replicas: replicas),
      options: options
    )
    try simulation.apply(.startStream(plan))
    return simulation
  }

  static func plan(rate: Int, _ adjust: (inout TrafficPlan) -> Void = { _ in }) -> TrafficPlan {
    plan(.constant(rate: rate), adjust)
  }

  static func plan(
    _ arrivals: Arrivals,
    _ adjust: (inout TrafficPlan) -> Void = { _ in }
  ) -> TrafficPlan {
    var plan = TrafficPlan(ClusterFixture.toWeb, arrivals)
    adjust(&plan)
    return plan
  }
}

extension Simulation {
  /// Lets so many milliseconds pass.
  mutating func pass(milliseconds: Int64) {
    advance(to: now + .milliseconds(milliseconds))
  }

  /// Stops all streams and waits for the last answers.
  mutating func finish() throws {
    if !streams.isEmpty { try apply(.stopStream(.all)) }
    pass(milliseconds: 120_000)
  }

  var web: ServiceTally { ledger[ClusterFixture.web] ?? ServiceTally() }

  /// Requests that each endpoint took, by address.
  var webCounts: [UInt64] {
    web.endpoints.filter { $0.count > 0 }.map(\.count)
  }
}

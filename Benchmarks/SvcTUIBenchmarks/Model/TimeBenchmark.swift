import ClusterState
import PseudoTerminal

/// Time as fast as possible: ten minutes of the demo under load, in the ways traffic can be
/// carried.
enum TimeBenchmark {
  private static let requestsPerSecond = 1_000
  private static let target = Destination.name("web.shop", port: .number(80))
  private static let client = Source.pod(ObjectName(namespace: "shop", name: "client"))

  /// How requests travel, and whether each is carried by itself.
  private struct Load: Sendable {
    let name: String
    var isSingle = true
    let adjust: @Sendable (inout TrafficPlan) -> Void
  }

  private static let loads = [
    Load(name: "connection each", isSingle: false) { _ in },
    Load(name: "keep-alive of 100") { $0.requestsPerConnection = 100 },
    Load(name: "HTTP/2, 8 connections") {
      $0.requestsPerConnection = nil
      $0.connections = 8
    },
    Load(name: "UDP, 100 source ports") {
      $0.traffic.protocol = .udp
      $0.sourcePorts = 100
      $0.timeout = .seconds(1)
    },
    Load(name: "Poisson, 50 clients, retries") {
      $0.arrivals = .poisson(rate: requestsPerSecond)
      $0.clients = 50
      $0.retries = 2
      $0.requestsPerConnection = 10
    },
  ]

  static func run(_ plan: Plan, _ report: inout Report) throws {
    let opened = Simulation(opening: try LoadedDocument.load(FrameBenchmark.demo))
    let seconds: Int64 = plan.isQuick ? 10 : 600
    for load in loads {
      var traffic = TrafficPlan(
        Traffic(from: client, to: target),
        rate: requestsPerSecond
      )
      load.adjust(&traffic)
      let (elapsed, requests) = try measure(opened, traffic, seconds: seconds)
      report.rows.append(
        Row("time: \(load.name)", "\(seconds) s of demo", elapsed, "s", .atMost(3))
      )
      guard load.isSingle else { continue }
      // A request is two events at least: it is sent, and it ends.
      let rate = Double(requests) * 2 / elapsed / 1e6
      report.rows.append(
        Row("time: \(load.name)", "events", rate, "M/s", .atLeast(1))
      )
    }
  }

  /// A rollout begins half-way.
  private static func measure(
    _ opened: Simulation,
    _ plan: TrafficPlan,
    seconds: Int64
  ) throws -> (elapsed: Double, requests: UInt64) {
    var simulation = opened
    try simulation.apply(.startStream(plan))
    let deployment = ObjectName(namespace: "shop", name: "web")
    let watch = Stopwatch()
    for part in 1...10 as ClosedRange<Int64> {
      simulation.advance(to: Instant(microseconds: seconds * 100_000 * part))
      if part == 5 {
        try simulation.apply(.restartRollout(kind: Deployment.kind, deployment))
      }
    }
    let elapsed = Double(watch.nanoseconds) / 1e9
    precondition(simulation.ledger.requests > UInt64(seconds) * 900)
    return (elapsed, simulation.ledger.requests)
  }
}

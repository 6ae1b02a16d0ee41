import ClusterState
import PseudoTerminal

/// Moving in history under load: back, forth, to a moment long ago, and into a branch.
enum HistoryBenchmark {
  static func run(_ plan: Plan, _ report: inout Report) throws {
    var points: [String: [(size: Double, figure: Double)]] = [:]
    let demo = try LoadedDocument.load("demo-clusters/02-shop.json")
    var inputs = [("demo", Simulation(opening: demo))]
    for size in plan.isQuick ? [.small] : [ClusterSize.small, .medium] {
      try size.prepare()
      inputs.append((size.name, Simulation(opening: try LoadedDocument.load(size.path))))
    }
    for (size, simulation) in inputs {
      for (name, figure) in try measure(simulation, runs: plan.runs(100)) {
        points[name, default: []].append((Double(simulation.cluster.pods.count), figure))
        report.rows.append(Row("history: \(name)", size, figure, "us", goals[name]))
      }
    }
    for name in names {
      guard let exponent = Growth.exponent(points[name] ?? []) else { continue }
      report.rows.append(Row("history: \(name), growth", "all", exponent, "power of n"))
    }
  }

  private static let names = ["change", "undo", "redo", "look back", "fork"]
  private static let goals: [String: Goal] = [
    "undo": .atMost(500), "redo": .atMost(500), "look back": .atMost(33_000),
  ]

  /// Kills a pod every ten seconds of a stream, undoes and redoes it all, and looks around in it.
  private static func measure(
    _ simulation: Simulation,
    runs: Int
  ) throws -> [(name: String, figure: Double)] {
    var timeline = Timeline(simulation)
    if let traffic = busyTraffic(simulation) {
      try timeline.apply(.startStream(traffic, rate: 100))
    }
    let victims = simulation.cluster.pods.ids.compactMap { simulation.cluster.pods[$0]?.key }
    let changed = try Median.microseconds(runs: runs) { run in
      timeline.advance(to: Instant(microseconds: Int64(run + 1) * 10_000_000))
      let victim = victims[run * victims.count / runs % victims.count]
      _ = try? timeline.apply(.deletePod(victim, graceSeconds: nil))
      try timeline.apply(.setMode(run % 2 == 0 ? .nftables : .iptables))
    }
    let undone = Median.microseconds(runs: runs) { _ in timeline.undo() }
    let redone = Median.microseconds(runs: runs) { _ in timeline.redo() }
    let end = timeline.present.now.microseconds
    var generator = SeededGenerator(seed: 1, stream: "moments")
    let looked = try Median.microseconds(runs: runs) { _ in
      let moment = Int64(generator.next(below: UInt64(end)))
      try timeline.rewind(to: Instant(microseconds: moment))
    }
    let forked = try Median.microseconds(runs: runs) { run in try timeline.fork("b\(run)") }
    return Array(zip(names, [changed, undone, redone, looked, forked]))
  }

  private static func busyTraffic(_ simulation: Simulation) -> Traffic? {
    let cluster = simulation.cluster
    guard let node = cluster.nodes.ids.first.flatMap({ cluster.nodes[$0]?.metadata.name }) else {
      return nil
    }
    let services = cluster.services.ids.compactMap { cluster.services[$0] }
    let service = services.first {
      $0.spec.ports.count == 1 && simulation.endpointCounts(of: $0.key).ready > 1
    }
    return service.map { Traffic(from: .node(node), to: .service($0.key, port: nil)) }
  }
}

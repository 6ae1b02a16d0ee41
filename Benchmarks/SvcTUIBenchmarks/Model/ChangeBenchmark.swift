import ClusterState
import PseudoTerminal

/// One change of a large cluster, and the way back: killing a pod, undoing, redoing, scaling.
enum ChangeBenchmark {
  static func run(_ plan: Plan, _ report: inout Report) throws {
    var points: [String: [(size: Double, figure: Double)]] = [:]
    for size in plan.sizes {
      try size.prepare()
      let simulation = Simulation(opening: try LoadedDocument.load(size.path))
      for (name, figure) in try measure(simulation, runs: plan.runs(200)) {
        points[name, default: []].append((Double(size.pods), figure))
        report.rows.append(Row(name, size.name, figure, "us", goals[name]))
      }
    }
    for name in names {
      guard let exponent = Growth.exponent(points[name] ?? []) else { continue }
      report.rows.append(Row("\(name), growth", "all", exponent, "power of n"))
    }
  }

  private static let names = ["kill", "undo", "redo", "scale by one"]
  /// Set for the largest cluster, so that smaller ones must keep them all the more.
  private static let goals: [String: Goal] = [
    "kill": .atMost(200), "undo": .atMost(500), "redo": .atMost(500), "scale by one": .atMost(200),
  ]

  private static func measure(
    _ simulation: Simulation,
    runs: Int
  ) throws -> [(name: String, figure: Double)] {
    let victims = self.victims(simulation, count: runs)
    var timeline = Timeline(simulation)
    let kill = try Median.microseconds(runs: victims.count) { run in
      try timeline.apply(.deletePod(victims[run].key, graceSeconds: nil))
    }
    let undo = Median.microseconds(runs: victims.count) { _ in timeline.undo() }
    let redo = Median.microseconds(runs: victims.count) { _ in timeline.redo() }
    timeline = Timeline(simulation)
    let workloads = victims.compactMap { simulation.cluster.scalableWorkload(of: $0) }
      .filter { $0.replicas != nil }
    let scale = try Median.microseconds(runs: workloads.count) { run in
      let workload = workloads[run]
      let wished = (timeline.present.cluster.workload(workload.id)?.replicas ?? 0) + 1
      try timeline.apply(.scale(kind: workload.kind, workload.key, replicas: wished))
    }
    return Array(zip(names, [kill, undo, redo, scale]))
  }

  /// Pods of all parts of the cluster that can be killed and are replaced.
  private static func victims(_ simulation: Simulation, count: Int) -> [Pod] {
    let pods = simulation.cluster.pods.ids.compactMap { simulation.cluster.pods[$0] }.filter {
      !$0.isTerminating && !$0.isFinished
        && simulation.cluster.scalableWorkload(of: $0)?.replicas != nil
    }
    return stride(from: 0, to: pods.count, by: max(1, pods.count / count)).map { pods[$0] }
  }
}

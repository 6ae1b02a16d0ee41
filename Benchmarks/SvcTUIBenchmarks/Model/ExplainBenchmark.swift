import ClusterState
import Console
import Glibc
import PseudoTerminal

/// What an answer to "why" costs, and what the decisions under it do.
enum ExplainBenchmark {
  static func run(_ plan: Plan, _ report: inout Report) throws {
    let simulation = Simulation(opening: SendBenchmark.document(endpoints: 1_000))
    let runs = plan.runs(1_000)
    try trace(runs, &report)
    try categorize(simulation, runs, &report)
    try conformance(plan, &report)
  }

  /// One explained connection, its words included.
  private static func trace(_ runs: Int, _ report: inout Report) throws {
    let simulation = Simulation(opening: SendBenchmark.document(endpoints: 3))
    let traffic = Traffic(
      from: .pod(SendBenchmark.client),
      to: .name("web.shop", port: .number(80))
    )
    var steps = 0
    let figure = try Median.microseconds(runs: runs) { _ in
      steps += TraceText.steps(try simulation.trace(traffic)).count
    }
    precondition(steps > 0)
    report.rows.append(Row("trace, explained", "3 endpoints", figure, "us", .atMost(50)))
  }

  /// Which endpoints one node may use.
  private static func categorize(
    _ simulation: Simulation,
    _ runs: Int,
    _ report: inout Report
  ) throws {
    guard let entry = simulation.proxyTable[SendBenchmark.web] else { return }
    for (name, policies) in [("", entry.ports[0].policies), (", Local", local)] {
      var port = entry.ports[0]
      port.policies = policies
      var found = 0
      let figure = Median.microseconds(runs: runs) { _ in
        let selection = EndpointSelection(port, node: "node-1", zone: "zone-1")
        found += selection.cluster.count + selection.local.count
      }
      precondition(found > 0)
      report.rows.append(Row("categorize\(name)", "1000 endpoints", figure, "us", .atMost(20)))
    }
  }

  private static var local: ServicePolicies {
    var policies = ServicePolicies()
    policies.isInternalLocal = true
    return policies
  }

  /// All recorded cases beside the tests.
  private static func conformance(_ plan: Plan, _ report: inout Report) throws {
    let folder = "Tests/ClusterStateTests/Fixtures/conformance"
    guard access(folder, R_OK) == 0 else { return }
    let watch = Stopwatch()
    _ = try ChildProcess.run([Programs.svctui, "conformance", folder])
    let seconds = Double(watch.nanoseconds) / 1_000_000_000
    report.rows.append(Row("conformance", "all recorded cases", seconds, "s", .atMost(5)))
  }
}

import ClusterState
import Console

/// Keys on the rules screen of a large cluster, at rest and after a change.
enum RulesScreenBenchmark {
  static func run(_ plan: Plan, _ report: inout Report) throws {
    let services = plan.isQuick ? 100 : 10_000
    let document = RulesBenchmark.document(services)
    for mode in [ProxyMode.iptables, .nftables, .ipvs] {
      var options = SessionOptions()
      options.proxy.mode = mode
      let opened = AppState(
        Session(title: "rules", document),
        Simulation(opening: document, options: options),
        size: FrameBenchmark.screen
      )
      measure(opened, plan, "\(mode.rawValue), \(services) Services", &report)
    }
  }

  private static func measure(
    _ opened: AppState,
    _ plan: Plan,
    _ size: String,
    _ report: inout Report
  ) {
    var state = opened
    func press(_ key: Key) {
      state.handle(key)
      _ = state.frame(symbols: .unicode)
    }
    let open = Median.microseconds(runs: 1) { _ in press(.character("R")) }
    let move = Median.microseconds(runs: plan.runs(200)) { press($0 % 2 == 0 ? .down : .up) }
    press(.character("g"))
    let page = Median.microseconds(runs: plan.runs(50)) { _ in press(.pageDown) }
    press(.character("g"))
    press(.down)
    press(.down)
    let fold = Median.microseconds(runs: plan.runs(50)) { _ in press(.enter) }
    let line =
      "patch service team-0/service-0 -p '{\"spec\":{\"sessionAffinity\":\"ClientIP\"}}'"
    let change = Median.microseconds(runs: 1) { _ in
      press(.character(":"))
      for character in line { state.handle(.character(character)) }
      press(.enter)
      state.tick(elapsedMicroseconds: 5_000_000)
      _ = state.frame(symbols: .unicode)
    }
    let after = Median.microseconds(runs: plan.runs(100)) { press($0 % 2 == 0 ? .down : .up) }
    press(.character("/"))
    for character in "nowhere" { state.handle(.character(character)) }
    let search = Median.microseconds(runs: 1) { _ in
      press(.enter)
      while state.millisecondsToNextTick == 0 { state.tick(elapsedMicroseconds: 0) }
    }
    report.rows += [
      Row("rules screen: opens", size, open, "us", .atMost(100_000)),
      Row("rules screen: selection moves", size, move, "us", .atMost(2_000)),
      Row("rules screen: a page", size, page, "us", .atMost(5_000)),
      Row("rules screen: folds", size, fold, "us", .atMost(10_000)),
      Row("rules screen: a Service changes", size, change, "us"),
      Row("rules screen: selection moves then", size, after, "us", .atMost(2_000)),
      Row("rules screen: looks through all rules", size, search / 1_000_000, "s"),
    ]
  }
}

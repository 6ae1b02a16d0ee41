import ClusterState
import Console

/// Keys in lists of everything a cluster has, and what they answer after a change.
enum ListBenchmark {
  static func run(_ plan: Plan, _ report: inout Report) throws {
    for size in plan.sizes {
      try size.prepare()
      let document = try LoadedDocument.load(size.path)
      let opened = AppState(
        Session(title: size.name, document),
        Simulation(opening: document),
        size: FrameBenchmark.screen
      )
      for kind in [ListKind.pods, .endpoints, .slices, .events, .namespaces, .zones] {
        measure(kind, opened, plan, size.name, &report)
      }
    }
  }

  private static func measure(
    _ kind: ListKind,
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
    let open = Median.microseconds(runs: 1) { _ in
      state.reduce(.show(kind))
      _ = state.frame(symbols: .unicode)
    }
    let move = Median.microseconds(runs: plan.runs(200)) { press($0 % 2 == 0 ? .down : .up) }
    let end = Median.microseconds(runs: plan.runs(20)) {
      press(.character($0 % 2 == 0 ? "G" : "g"))
    }
    let sort = Median.microseconds(runs: plan.runs(20)) { _ in press(.character("N")) }
    let sorted = Median.microseconds(runs: plan.runs(50)) { press($0 % 2 == 0 ? .down : .up) }
    press(.character("/"))
    let letters: [Key] = [.character("1"), .character("2"), .backspace, .backspace]
    let filter = Median.microseconds(runs: plan.runs(20)) { press(letters[$0 % 4]) }
    report.rows += [
      Row("list \(kind.rawValue): opens", size, open, "us"),
      Row("list \(kind.rawValue): selection moves", size, move, "us", .atMost(500)),
      Row("list \(kind.rawValue): to the end and back", size, end, "us"),
      Row("list \(kind.rawValue): sorts by name", size, sort, "us"),
      Row("list \(kind.rawValue): moves in sorted", size, sorted, "us", .atMost(500)),
      Row("list \(kind.rawValue): a letter of a filter", size, filter, "us"),
    ]
  }
}

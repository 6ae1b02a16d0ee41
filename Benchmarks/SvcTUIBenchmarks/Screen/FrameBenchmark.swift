import ClusterState
import Console
import PseudoTerminal

/// From a key to the next frame without any terminal: what the interface itself costs.
enum FrameBenchmark {
  /// The demo that opens when nothing is named.
  static let demo = "demo-clusters/02-shop.json"
  static let screen = Size(columns: 200, rows: 60)

  private static let vast = Size(columns: 400, rows: 120)

  static func run(_ plan: Plan, _ report: inout Report) throws {
    try measure(plan, &report, "demo", demo)
    var points: [(size: Double, figure: Double)] = []
    for size in plan.sizes {
      try size.prepare()
      let figure = try measure(plan, &report, size.name, size.path)
      points.append((Double(size.pods), figure))
    }
    if let exponent = Growth.exponent(points) {
      report.rows.append(Row("frame: selection, growth", "all", exponent, "power of n"))
    }
  }

  @discardableResult
  private static func measure(
    _ plan: Plan,
    _ report: inout Report,
    _ name: String,
    _ path: String
  ) throws -> Double {
    let document = try LoadedDocument.load(path)
    var state = AppState(
      Session(title: path, document),
      Simulation(opening: document),
      size: screen
    )
    let runs = plan.runs(200)
    func press(_ keys: [Key]) -> Double {
      Median.microseconds(runs: runs) { run in
        state.handle(keys[run % keys.count])
        _ = state.frame(symbols: .unicode)
      }
    }
    let selection = press([.down, .up])
    let pane = press([.tab])
    let frame = Median.microseconds(runs: runs) { _ in _ = state.frame(symbols: .unicode) }
    let kill = press([.control("k"), .character("u")])
    state.handle(.resize(vast))
    let repaint = Median.microseconds(runs: runs) { _ in _ = state.frame(symbols: .unicode) }
    report.rows += [
      Row("frame: drawing alone", name, frame, "us"),
      Row("frame: selection moves", name, selection, "us", .atMost(500)),
      Row("frame: next pane", name, pane, "us"),
      Row("frame: kill, undo", name, kill, "us"),
      Row("frame: drawing 400x120", name, repaint, "us"),
    ]
    return selection
  }
}

import PseudoTerminal

/// From the start of the process to the last byte of the first full screen.
enum StartBenchmark {
  static func run(_ plan: Plan, _ report: inout Report) throws {
    // Without a swap file, about which the next vim would ask: ours are killed when measured.
    let vim = Programs.find("vim").map { [$0, "-n", "-u", "NONE", FrameBenchmark.demo] }
    var (own, peer): ([Double], [Double]) = ([], [])
    // In turns, so that whatever else the machine does meets both.
    for _ in 0..<plan.runs(15) {
      own.append(try milliseconds([Programs.svctui]))
      if let vim { peer.append(try milliseconds(vim)) }
    }
    if vim == nil {
      report.rows.append(Row("start", "demo", Median.of(own), "ms"))
    } else {
      report.rows.append(
        Row(
          "start",
          "demo",
          Median.of(own),
          "ms",
          against: "vim -u NONE",
          Median.of(peer),
          .timesThePeer(2)
        )
      )
    }
    try addClusters(plan, &report)
  }

  private static func addClusters(_ plan: Plan, _ report: inout Report) throws {
    var points: [(size: Double, figure: Double)] = []
    for size in plan.sizes {
      try size.prepare()
      let figures = try (0..<plan.runs(5)).map { _ in
        try milliseconds([Programs.svctui, size.path])
      }
      points.append((Double(size.pods), Median.of(figures)))
      let goal: Goal? = size.name == ClusterSize.large.name ? .atMost(3_000) : nil
      report.rows.append(Row("start", size.name, Median.of(figures), "ms", goal))
    }
    if let exponent = Growth.exponent(points) {
      report.rows.append(Row("start, growth", "all", exponent, "power of n"))
    }
  }

  private static func milliseconds(_ command: [String]) throws -> Double {
    let terminal = try PTYHarness(command, size: FrameBenchmark.screen)
    return Double(terminal.firstScreen(bytesMin: 1_000).nanoseconds) / 1_000_000
  }
}

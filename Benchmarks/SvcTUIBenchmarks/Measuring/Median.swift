import PseudoTerminal

/// Repeats a measurement and takes the middle of its figures.
enum Median {
  static func of(_ figures: [Double]) -> Double {
    guard !figures.isEmpty else { return .nan }
    return figures.sorted()[figures.count / 2]
  }

  /// Wall time of `body` in microseconds, the middle of `runs`.
  static func microseconds(runs: Int, _ body: (Int) throws -> Void) rethrows -> Double {
    of(
      try (0..<runs).map { run in
        let watch = Stopwatch()
        try body(run)
        return Double(watch.nanoseconds) / 1_000
      }
    )
  }
}

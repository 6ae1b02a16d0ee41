/// What the runs of a sweep came to, by their values: sums that can be added in any order.
package struct SweepSummary: Hashable, Sendable {
  /// What the runs of one row add up to.
  private struct Sums: Hashable {
    var runs: UInt64 = 0
    var passed: UInt64 = 0
    var sum: UInt64 = 0
    var squares: UInt128 = 0
  }

  /// A combination of values, and what came of it.
  package struct Row: Hashable, Sendable {
    /// One of each axis.
    package var values: [String]
    package var runs: UInt64
    package var interval: ConfidenceInterval
    /// The share of runs that met all expectations.
    package var passed: ConfidenceInterval
  }

  package let grid: SweepGrid
  package let measure: SweepMeasure
  private var sums: [Sums]

  package init(_ grid: SweepGrid, _ measure: SweepMeasure) {
    self.grid = grid
    self.measure = measure
    sums = Array(repeating: Sums(), count: grid.rowCount)
  }

  /// Adds a run of the grid.
  package mutating func add(_ run: Int, _ outcomes: Outcomes, passed: Bool) {
    let row = grid.row(of: run)
    let value = measure.value(of: outcomes, passed: passed)
    sums[row].runs += 1
    sums[row].passed += passed ? 1 : 0
    sums[row].sum += value
    sums[row].squares += UInt128(value) * UInt128(value)
  }

  /// All rows that have runs, in the order of the grid.
  package var rows: [Row] {
    sums.indices.compactMap { index in
      let sum = sums[index]
      guard sum.runs > 0 else { return nil }
      let passed = ConfidenceInterval(ofShare: sum.passed, of: sum.runs)
      let mean = ConfidenceInterval(ofMean: sum.runs, sum: sum.sum, squares: sum.squares)
      return Row(
        values: grid.values(ofRow: index),
        runs: sum.runs,
        interval: measure == .passed ? passed : mean,
        passed: passed
      )
    }
  }
}

/// All runs of a sweep: every value of every axis with every seed.
///
/// Runs are numbered from 0: by the values of the first axis, then of the next, then by seed.
package struct SweepGrid: Hashable, Sendable {
  package let axes: [SweepAxis]
  package let seeds: ClosedRange<UInt64>
  /// Combinations of values; 1 without axes.
  package let rowCount: Int
  /// All runs.
  package let count: Int

  package static let runsMax = 10_000_000
  package static let rowsMax = 100_000
  /// What varies in every sweep, and is no key of `--vary`.
  package static let seedKey = "seed"

  package init(_ axes: [SweepAxis], seeds: ClosedRange<UInt64>) throws(SweepError) {
    var keys: Set<String> = []
    for axis in axes {
      guard keys.insert(axis.key).inserted else { throw .repeatedKey(axis.key) }
    }
    var rows = 1
    for axis in axes {
      rows *= axis.values.count
      guard rows <= Self.rowsMax else { throw .tooManyRows(most: Self.rowsMax) }
    }
    guard seeds.upperBound - seeds.lowerBound < UInt64(Self.runsMax / rows) else {
      throw .tooManyRuns(most: Self.runsMax)
    }
    self.axes = axes
    self.seeds = seeds
    rowCount = rows
    count = rows * seeds.count
  }

  /// The values of a row, one of each axis.
  package func values(ofRow row: Int) -> [String] {
    var rest = row
    var values: [String] = []
    for axis in axes.reversed() {
      values.append(axis.values[rest % axis.values.count])
      rest /= axis.values.count
    }
    return values.reversed()
  }

  /// The row of a run.
  package func row(of run: Int) -> Int { run / seeds.count }

  /// The seed of a run.
  package func seed(of run: Int) -> UInt64 { seeds.lowerBound + UInt64(run % seeds.count) }

  /// The number of the run with these values and this seed; `nil` if it is none of this grid.
  package func run(_ values: [String], seed: UInt64) -> Int? {
    guard values.count == axes.count, seeds.contains(seed) else { return nil }
    var row = 0
    for (axis, value) in zip(axes, values) {
      guard let index = axis.values.firstIndex(of: value) else { return nil }
      row = row * axis.values.count + index
    }
    return row * seeds.count + Int(seed - seeds.lowerBound)
  }

  /// Reads `A..B`, or one seed alone; results hold numbers of 63 bits.
  package static func seeds(_ text: String) throws(SweepError) -> ClosedRange<UInt64> {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard (1...2).contains(ends.count), let first = UInt64(ends[0]),
      let last = UInt64(ends[ends.count - 1]), first <= last, last <= Int64.max
    else { throw .invalidSeeds(text) }
    return first...last
  }
}

/// A part of a sweep's runs, for one of several machines: every N-th run.
package struct SweepShard: Hashable, Sendable, CustomStringConvertible {
  /// From 0, as Kubernetes counts the pods of an Indexed Job.
  package let index: Int
  package let count: Int

  /// As many as an Indexed Job may have pods (pkg/apis/batch/validation/validation.go,
  /// maxParallelismForIndexedJob).
  package static let countMax = 100_000
  /// All runs.
  package static let all = Self(index: 0, count: 1)

  package init(index: Int, count: Int) {
    precondition(index >= 0 && index < count)
    self.index = index
    self.count = count
  }

  /// Reads `I/N`.
  package init(_ text: String) throws(SweepError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), index >= 0,
      (1...Self.countMax).contains(count)
    else { throw .invalidShard(text) }
    guard index < count else { throw .shardBeyond(index: index, of: count) }
    self.init(index: index, count: count)
  }

  /// Its runs among so many, in their order.
  package func runs(of total: Int) -> StrideTo<Int> { stride(from: index, to: total, by: count) }

  /// How many runs it has.
  package func runCount(of total: Int) -> Int {
    index < total ? (total - index - 1) / count + 1 : 0
  }

  /// `0/8`.
  package var description: String { "\(index)/\(count)" }
}

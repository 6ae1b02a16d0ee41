package import ClusterState

/// Latencies by how frequent they are, along a logarithmic axis: each doubling takes the same
/// number of columns.
package struct LatencyChart: Equatable, Sendable {
  /// A percentile and the column it falls into.
  package struct Mark: Equatable, Sendable {
    package var percent: Int
    package var microseconds: Int64
    package var column: Int
  }

  /// Latencies in each column.
  package private(set) var counts: [UInt64] = []
  package private(set) var marks: [Mark] = []
  /// Columns at which a power of two begins, in microseconds.
  package private(set) var ticks: [(column: Int, microseconds: Int64)] = []
  private var firstOctave = 0
  private var steps = 1

  package static func == (left: Self, right: Self) -> Bool {
    left.counts == right.counts && left.marks == right.marks
      && left.firstOctave == right.firstOctave && left.steps == right.steps
  }

  /// `nil` without latencies or room.
  package init?(_ histogram: LatencyHistogram, width: Int) {
    guard let least = histogram.percentile(0), let most = histogram.max, width > 0 else {
      return nil
    }
    firstOctave = Self.octave(least)
    let octaves = Self.octave(most) - firstOctave + 1
    steps = max(1, width / octaves)
    let bounds = (0..<octaves * steps).map { upperBound(column: $0) }
    counts = histogram.counts(upTo: bounds)
    for percent in [50, 90, 99] {
      guard let value = histogram.percentile(percent) else { continue }
      let column = bounds.firstIndex { value <= $0 } ?? bounds.count - 1
      marks.append(Mark(percent: percent, microseconds: value, column: column))
    }
    ticks = (0..<octaves).map { ($0 * steps, Int64(1) << Int64(firstOctave + $0)) }
  }

  /// The power of two that a latency is above or at.
  private static func octave(_ microseconds: Int64) -> Int {
    Int64.bitWidth - 1 - max(1, microseconds).leadingZeroBitCount
  }

  /// The longest latency that a column counts.
  private func upperBound(column: Int) -> Int64 {
    let start = Int64(1) << Int64(firstOctave + column / steps)
    return start + start * Int64(column % steps + 1) / Int64(steps) - 1
  }
}

extension Canvas {
  /// Draws columns, below them the percentiles, and below those the axis.
  package mutating func draw(_ chart: LatencyChart) {
    let height = max(1, size.rows - 2)
    let full = chart.counts.max() ?? 0
    let eighths = symbols.sparkHeights.count
    for (column, count) in chart.counts.enumerated() where count > 0 && column < size.columns {
      var left = Self.steps(
        Int(clamping: count),
        of: Int(clamping: full),
        steps: height * eighths
      )
      var row = height - 1
      while left > 0, row >= 0 {
        let part = symbols.sparkHeights[min(left, eighths) - 1]
        put(part, at: Point(column: column, row: row), Style(.bar))
        left -= eighths
        row -= 1
      }
    }
    drawMarks(chart, row: height)
    drawAxis(chart, row: height + 1)
  }

  /// Names percentiles where they are; of those that would cover each other, the higher.
  private mutating func drawMarks(_ chart: LatencyChart, row: Int) {
    var end = size.columns
    for mark in chart.marks.reversed() where mark.column < size.columns {
      let alike = chart.marks.filter { $0.column == mark.column }.map { "p\($0.percent)" }
      let word = alike.joined(separator: " ")
      let start = min(mark.column, size.columns - TextWidth.cells(of: word) - 1)
      guard start >= 0, start + TextWidth.cells(of: word) + 1 < end else { continue }
      put(symbols.arrowUp, at: Point(column: start, row: row), Style(.barExpected))
      put(word, at: Point(column: start + 1, row: row), Style(.barExpected))
      end = start
    }
  }

  private mutating func drawAxis(_ chart: LatencyChart, row: Int) {
    var free = 0
    for tick in chart.ticks where tick.column >= free {
      let word = Quantities.latency(tick.microseconds)
      guard tick.column + TextWidth.cells(of: word) <= size.columns else { break }
      put(word, at: Point(column: tick.column, row: row), Style(.dim))
      free = tick.column + TextWidth.cells(of: word) + 2
    }
  }
}

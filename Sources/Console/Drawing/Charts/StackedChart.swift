/// Columns of parts one on the other, as what became of requests in the course of time.
///
/// The first part grows in eighths of a cell; the others stand below it in whole cells that show
/// their letter, so that a single lost request among thousands is still seen, and without colour.
package struct StackedChart: Equatable, Sendable {
  /// What one part looks like; the first of a chart is drawn as blocks.
  package struct Layer: Equatable, Sendable {
    package var letter: Unicode.Scalar
    package var style: Style

    package init(_ letter: Unicode.Scalar, _ style: Style) {
      self.letter = letter
      self.style = style
    }
  }

  package var layers: [Layer]
  /// The oldest first; of each, as many numbers as there are layers.
  package var columns: [[UInt64]]
  /// Columns of the screen to one of the chart.
  package var width: Int

  package init(_ layers: [Layer], columns: [[UInt64]], width: Int = 1) {
    self.layers = layers
    self.columns = columns
    self.width = max(1, width)
  }

  /// The most that a column holds.
  package var peak: UInt64 { columns.map { $0.reduce(0, +) }.max() ?? 0 }
}

extension Canvas {
  /// Draws the last columns of a chart over the whole part, the newest at its right edge.
  package mutating func draw(_ chart: StackedChart) {
    let shown = chart.columns.suffix(size.columns / chart.width)
    let full = shown.map { $0.reduce(0, +) }.max() ?? 0
    guard full > 0, size.rows > 0 else { return }
    let start = size.columns - shown.count * chart.width
    for (offset, column) in shown.enumerated() {
      for part in 0..<chart.width {
        let place = start + offset * chart.width + part
        draw(column, chart.layers, full: full, column: place)
      }
    }
  }

  private mutating func draw(
    _ counts: [UInt64],
    _ layers: [StackedChart.Layer],
    full: UInt64,
    column: Int
  ) {
    let total = counts.reduce(0, +)
    guard total > 0, let main = counts.first else { return }
    var row = size.rows - 1
    let least = main > 0 ? 1 : 0
    for (layer, count) in zip(layers, counts).dropFirst() where count > 0 {
      let height = max(1, Int((count * UInt64(size.rows) + full / 2) / full))
      for _ in 0..<height where row >= least {
        put(layer.letter, at: Point(column: column, row: row), layer.style)
        row -= 1
      }
    }
    guard main > 0 else { return }
    let eighths = symbols.sparkHeights.count
    let all = Self.steps(Int(clamping: total), of: Int(clamping: full), steps: size.rows * eighths)
    var left = max(1, all - (size.rows - 1 - row) * eighths)
    while left > 0, row >= 0 {
      let height = min(left, eighths)
      put(symbols.sparkHeights[height - 1], at: Point(column: column, row: row), layers[0].style)
      left -= height
      row -= 1
    }
  }
}

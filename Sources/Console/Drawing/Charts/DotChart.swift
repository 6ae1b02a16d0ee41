/// A curve in dots: two values to a cell and four heights to a row where the terminal has
/// Braille, letters of two heights where it has not.
package struct DotChart: Equatable, Sendable {
  /// The oldest first.
  package var values: [Int]
  /// What fills the height; the greatest value if `nil`.
  package var full: Int?

  package init(_ values: [Int], of full: Int? = nil) {
    self.values = values
    self.full = full
  }
}

extension Canvas {
  /// Draws the last values as an area under a curve over the whole part, the newest at the right.
  package mutating func draw(_ chart: DotChart, _ style: Style = Style(.bar)) {
    let shown = Array(chart.values.suffix(size.columns * 2))
    let full = max(1, chart.full ?? shown.max() ?? 1)
    let levels = size.rows * 4
    guard levels > 0 else { return }
    let start = size.columns * 2 - shown.count
    for column in start / 2..<max(start / 2, size.columns) {
      let heights = [column * 2 - start, column * 2 + 1 - start].map { index in
        shown.indices.contains(index) && shown[index] > 0
          ? Self.steps(shown[index], of: full, steps: levels) : 0
      }
      for row in 0..<size.rows {
        let below = (size.rows - 1 - row) * 4
        let bits = Self.dots(heights[0] - below, heights[1] - below)
        guard bits != 0 else { continue }
        put(symbols.dots(bits), at: Point(column: column, row: row), style)
      }
    }
  }

  /// The dots of two columns of a cell, filled from below; bits as the Braille block numbers them.
  private static func dots(_ left: Int, _ right: Int) -> UInt8 {
    let columns: [[UInt8]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]
    var bits: UInt8 = 0
    for (height, column) in zip([left, right], columns) {
      for dot in column.prefix(max(0, min(4, height))) { bits |= dot }
    }
    return bits
  }
}

/// A cell's place: column and row, both from 0.
package struct Point: Hashable, Sendable {
  /// Cells from the left edge.
  package var column: Int
  /// Cells from the top edge.
  package var row: Int

  /// The cell at `column` and `row`.
  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// The top left cell.
  package static let zero = Point(column: 0, row: 0)
}

/// Columns and rows of a screen or a part of it, never negative.
package struct Size: Hashable, Sendable {
  /// Cells beside each other.
  package var columns: Int
  /// Cells below each other.
  package var rows: Int

  /// Negative numbers count as none.
  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A part of the grid.
package struct Rectangle: Hashable, Sendable {
  /// The top left cell.
  package var origin: Point
  /// How far it reaches to the right and down.
  package var size: Size

  /// The rectangle whose top left cell is `origin`.
  package init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }

  /// The same from four numbers.
  package init(column: Int, row: Int, columns: Int, rows: Int) {
    self.init(
      origin: Point(column: column, row: row),
      size: Size(columns: columns, rows: rows)
    )
  }

  /// Columns covered, from the first to the one past the last.
  package var columns: Range<Int> { origin.column..<origin.column + size.columns }
  /// Rows covered, from the first to the one past the last.
  package var rows: Range<Int> { origin.row..<origin.row + size.rows }
  /// Whether it covers no cell.
  package var isEmpty: Bool { size.columns == 0 || size.rows == 0 }

  /// Whether `point` is inside.
  package func contains(_ point: Point) -> Bool {
    columns.contains(point.column) && rows.contains(point.row)
  }

  /// The cells both cover; empty when they do not meet.
  package func intersection(_ other: Rectangle) -> Rectangle {
    let columns = self.columns.clamped(to: other.columns)
    let rows = self.rows.clamped(to: other.rows)
    return Rectangle(
      column: columns.lowerBound,
      row: rows.lowerBound,
      columns: columns.count,
      rows: rows.count
    )
  }

  /// What is left when `cells` are taken off every side.
  package func inset(by cells: Int) -> Rectangle {
    Rectangle(
      column: origin.column + cells,
      row: origin.row + cells,
      columns: size.columns - 2 * cells,
      rows: size.rows - 2 * cells
    )
  }

  /// Cuts `columns` off the left: the piece and the rest.
  package func splitLeft(_ columns: Int) -> (left: Rectangle, rest: Rectangle) {
    let taken = min(max(0, columns), size.columns)
    var left = self
    var rest = self
    left.size.columns = taken
    rest.origin.column += taken
    rest.size.columns -= taken
    return (left, rest)
  }

  /// Cuts `rows` off the top: the piece and the rest.
  package func splitTop(_ rows: Int) -> (top: Rectangle, rest: Rectangle) {
    let taken = min(max(0, rows), size.rows)
    var top = self
    var rest = self
    top.size.rows = taken
    rest.origin.row += taken
    rest.size.rows -= taken
    return (top, rest)
  }
}

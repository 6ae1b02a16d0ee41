/// A column of a table: its heading, and how it gives way when there is little room.
package struct TableColumn: Hashable, Sendable {
  package var title: String
  package var alignment: Alignment
  /// When columns must go, those of the lowest importance go first.
  package var importance: Int
  /// What is left of its text may be cut down to this width before a column goes.
  package var leastWidth: Int
  /// Takes all room that is left over; its cells are bars.
  package var isBar: Bool

  package init(
    _ title: String,
    _ alignment: Alignment = .left,
    importance: Int,
    leastWidth: Int? = nil,
    isBar: Bool = false
  ) {
    self.title = title
    self.alignment = alignment
    self.importance = importance
    self.leastWidth = leastWidth ?? .max
    self.isBar = isBar
  }
}

/// One cell of a table.
package enum TableCell: Hashable, Sendable {
  case text(String, Style = .text)
  /// A bar of `value` out of `full`, with a mark where it was expected to end.
  case bar(value: Int, full: Int, expected: Int?, Style)
}

/// A table of which only the visible rows are known.
package struct Table: Sendable {
  package var columns: [TableColumn]
  /// The visible rows.
  package var rows: [[TableCell]]
  /// Index of the first visible row among all.
  package var offset = 0
  package var total = 0
  /// Index among all rows of the selected one.
  package var selected: Int?
  package var isFocused = false
  /// What to say instead when there are no rows.
  package var emptyText: [String] = []

  package init(columns: [TableColumn], rows: [[TableCell]]) {
    self.columns = columns
    self.rows = rows
    total = rows.count
  }
}

extension Canvas {
  /// Blanks between two columns.
  private static let gap = 2
  /// The least width of a bar.
  private static let leastBar = 8

  /// Draws headings and rows; the selected row is marked and, with focus, highlighted.
  package mutating func draw(_ table: Table) {
    guard size.rows > 0 else { return }
    guard table.total > 0 else {
      drawEmpty(table.emptyText)
      return
    }
    let widths = columnWidths(table, room: size.columns - 1)
    var column = 1
    for (index, spec) in table.columns.enumerated() {
      guard let width = widths[index] else { continue }
      put(
        spec.title, at: Point(column: column, row: 0), width: width, spec.alignment,
        Style(.heading))
      column += width + Self.gap
    }
    for (row, cells) in table.rows.enumerated() where row + 1 < size.rows {
      draw(cells, table, widths, row: row + 1)
      if table.offset + row == table.selected { select(row + 1, table.isFocused) }
    }
    guard table.total > size.rows - 1 else { return }
    inside(Rectangle(column: 0, row: 1, columns: size.columns, rows: size.rows - 1)) {
      $0.scrollBar(
        first: table.offset, visible: $0.size.rows, total: table.total, Style(.dim))
    }
  }

  private mutating func drawEmpty(_ lines: [String]) {
    var row = 0
    for line in lines {
      for part in TextWidth.wrap(line, size.columns - 2) where row < size.rows {
        put(part, at: Point(column: 1, row: row), Style(.dim))
        row += 1
      }
    }
  }

  private mutating func draw(_ cells: [TableCell], _ table: Table, _ widths: [Int?], row: Int) {
    var column = 1
    for (index, cell) in cells.enumerated() {
      guard let width = widths[index] else { continue }
      let point = Point(column: column, row: row)
      switch cell {
      case .text(let text, let style):
        put(text, at: point, width: width, table.columns[index].alignment, style)
      case .bar(let value, let full, let expected, let style):
        bar(value, of: full, at: point, width: width, style)
        if let expected { barMark(expected, of: full, at: point, width: width) }
      }
      column += width + Self.gap
    }
  }

  private mutating func select(_ row: Int, _ isFocused: Bool) {
    put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key))
    emphasize(
      Rectangle(column: 0, row: row, columns: size.columns, rows: 1),
      isFocused ? .selected : .selectedUnfocused)
  }

  /// The width of each column; `nil` for one that must go.
  private func columnWidths(_ table: Table, room: Int) -> [Int?] {
    var natural = table.columns.map { $0.isBar ? Self.leastBar : TextWidth.cells(of: $0.title) }
    for row in table.rows {
      for (index, cell) in row.enumerated() {
        guard case .text(let text, _) = cell else { continue }
        natural[index] = max(
          natural[index], min(TextWidth.cells(of: SafeText.make(text, symbols: symbols)), room))
      }
    }
    let least = zip(table.columns, natural).map { min($0.leastWidth, $1) }
    var kept = Set(table.columns.indices)
    let order = table.columns.indices.sorted {
      (table.columns[$0].importance, -$0) < (table.columns[$1].importance, -$1)
    }
    func needed(_ widths: [Int]) -> Int {
      kept.reduce(0) { $0 + widths[$1] } + Self.gap * max(0, kept.count - 1)
    }
    for index in order where needed(least) > room && kept.count > 1 { kept.remove(index) }
    var widths = least
    shareOut(room - needed(least), natural, kept, table, &widths)
    return table.columns.indices.map {
      kept.contains($0) ? min(widths[$0], room) : nil
    }
  }

  /// Gives the room that is left first to texts that were cut, then to bars.
  private func shareOut(
    _ room: Int,
    _ natural: [Int],
    _ kept: Set<Int>,
    _ table: Table,
    _ widths: inout [Int]
  ) {
    var left = room
    let order = kept.sorted {
      (table.columns[$1].importance, $0) < (table.columns[$0].importance, $1)
    }
    for index in order where left > 0 {
      let more = min(left, natural[index] - widths[index])
      widths[index] += more
      left -= more
    }
    if left > 0, let bar = order.first(where: { table.columns[$0].isBar }) {
      widths[bar] = min(widths[bar] + left, 40)
    }
  }
}

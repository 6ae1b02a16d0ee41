/// How much there is in each of many cells, in shades.
package struct HeatMap: Equatable, Sendable {
  /// One cell: how much of the most there is, and a word if there is room for one.
  package struct Cell: Equatable, Sendable {
    package var value: UInt64
    package var text: String
    package var style: Style

    package init(_ value: UInt64, text: String = "", _ style: Style = Style(.bar)) {
      self.value = value
      self.text = text
      self.style = style
    }
  }

  package var rows: [[Cell]]
  /// What is shaded fully.
  package var full: UInt64
  /// Columns of the screen to a cell.
  package var cellWidth: Int

  package init(_ rows: [[Cell]], full: UInt64, cellWidth: Int) {
    self.rows = rows
    self.full = full
    self.cellWidth = cellWidth
  }

  /// The shade of a value among `count` shades: nothing is blank, and only what is there is shaded.
  package static func shade(_ value: UInt64, of full: UInt64, count: Int) -> Int? {
    guard value > 0, full > 0 else { return nil }
    return min(count - 1, Int(min(value, full) * UInt64(count) / (full + 1)))
  }
}

extension Canvas {
  /// Draws the cells from the upper left corner of the part.
  package mutating func draw(_ map: HeatMap) {
    for (row, cells) in map.rows.prefix(size.rows).enumerated() {
      for (column, cell) in cells.enumerated() {
        let place = Point(column: column * map.cellWidth, row: row)
        guard place.column < size.columns else { break }
        draw(cell, map, at: place)
      }
    }
  }

  private mutating func draw(_ cell: HeatMap.Cell, _ map: HeatMap, at place: Point) {
    let shades = symbols.shades
    guard let shade = HeatMap.shade(cell.value, of: map.full, count: shades.count) else {
      put(symbols.absent, at: place, Style(.dim))
      return
    }
    // The word stands behind two shaded cells, and a blank keeps it from the next.
    let word = TextWidth.cells(of: cell.text)
    let isPlain = cell.text.isEmpty || word + 4 > map.cellWidth
    let width = isPlain ? max(1, map.cellWidth - 1) : 2
    for column in 0..<width {
      put(shades[shade], at: Point(column: place.column + column, row: place.row), cell.style)
    }
    if !isPlain { put(cell.text, at: Point(column: place.column + 3, row: place.row), cell.style) }
  }
}

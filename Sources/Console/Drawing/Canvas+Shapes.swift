package import ClusterState

/// What stands on the upper edge of a box.
package struct BoxTitle: Hashable, Sendable {
  /// Stands at the left and is cut when it must be.
  package var left: Sentence
  /// Stands at the right and is left out when there is no room.
  package var right: Sentence

  /// `left` and `right` stand on the upper edge, `right` giving way first.
  package init(_ left: Sentence = "", right: Sentence = "") {
    self.left = left
    self.right = right
  }
}

extension Canvas {
  /// Draws a frame around the part and returns what is inside it.
  @discardableResult
  package mutating func box(
    _ title: BoxTitle = BoxTitle(),
    border: Style = Style(.border),
    titleStyle: Style = Style(.title)
  ) -> Rectangle {
    let (columns, rows) = (size.columns, size.rows)
    guard columns >= 2, rows >= 2 else { return bounds }
    for column in 1..<columns - 1 {
      put(symbols.horizontal, at: Point(column: column, row: 0), border)
      put(symbols.horizontal, at: Point(column: column, row: rows - 1), border)
    }
    for row in 1..<rows - 1 {
      put(symbols.vertical, at: Point(column: 0, row: row), border)
      put(symbols.vertical, at: Point(column: columns - 1, row: row), border)
    }
    put(symbols.topLeft, at: Point(column: 0, row: 0), border)
    put(symbols.topRight, at: Point(column: columns - 1, row: 0), border)
    put(symbols.bottomLeft, at: Point(column: 0, row: rows - 1), border)
    put(symbols.bottomRight, at: Point(column: columns - 1, row: rows - 1), border)
    drawTitle(title, titleStyle)
    return bounds.inset(by: 1)
  }

  private static let rightTitleMin = 16

  private mutating func drawTitle(_ title: BoxTitle, _ style: Style) {
    // Corner, line, blank, text, blank, line, corner.
    let room = size.columns - 6
    guard room > 0 else { return }
    let left = TextWidth.truncate(
      SafeText.make(language.text(title.left), symbols: symbols),
      to: room,
      symbols: symbols
    )
    let leftWidth = TextWidth.cells(of: left)
    if leftWidth > 0 { put(" \(left) ", at: Point(column: 2, row: 0), style) }
    let rest = leftWidth == 0 ? room : room - leftWidth - 3
    let said = SafeText.make(language.text(title.right), symbols: symbols)
    // A few letters of it would say nothing.
    guard !said.isEmpty, rest >= min(Self.rightTitleMin, TextWidth.cells(of: said)) else { return }
    let right = TextWidth.truncate(said, to: rest, symbols: symbols)
    let rightWidth = TextWidth.cells(of: right)
    put(" \(right) ", at: Point(column: size.columns - rightWidth - 4, row: 0), style)
  }

  /// Draws a bar of `value` out of `full` (both from 0) over `width` cells.
  ///
  /// A value above 0 always shows something, and only a full one fills the last cell.
  package mutating func bar(
    _ value: Int,
    of full: Int,
    at point: Point,
    width: Int,
    _ style: Style = Style(.bar)
  ) {
    guard width > 0, full > 0, value > 0 else { return }
    let parts = symbols.barParts.count
    let steps = Self.steps(value, of: full, steps: width * parts)
    var column = point.column
    for _ in 0..<steps / parts {
      put(symbols.barParts[parts - 1], at: Point(column: column, row: point.row), style)
      column += 1
    }
    let rest = steps % parts
    guard rest > 0 else { return }
    put(symbols.barParts[rest - 1], at: Point(column: column, row: point.row), style)
  }

  /// Draws where `value` out of `full` would end: the expected end of a bar beside the real one.
  package mutating func barMark(
    _ value: Int,
    of full: Int,
    at point: Point,
    width: Int,
    _ style: Style = Style(.barExpected)
  ) {
    guard width > 0, full > 0, value >= 0 else { return }
    let column = min(width - 1, Self.scaled(value, of: full, to: width))
    put(symbols.expected, at: Point(column: point.column + column, row: point.row), style)
  }

  /// Draws the last `width` of `values` as columns of one cell, `full` (or the greatest) on top.
  package mutating func sparkline(
    _ values: [Int],
    of full: Int? = nil,
    at point: Point,
    width: Int,
    _ style: Style = Style(.bar)
  ) {
    guard width > 0 else { return }
    let shown = values.suffix(width)
    let top = max(1, full ?? shown.max() ?? 1)
    let heights = symbols.sparkHeights
    for (offset, value) in shown.enumerated() where value > 0 {
      let height = Self.steps(value, of: top, steps: heights.count)
      put(heights[height - 1], at: Point(column: point.column + offset, row: point.row), style)
    }
  }

  /// Draws a scroll bar down the part's last column for `visible` of `total` rows from `first`.
  package mutating func scrollBar(first: Int, visible: Int, total: Int, _ style: Style) {
    let rows = size.rows
    guard total > visible, rows > 0 else { return }
    let length = max(1, Self.scaled(visible, of: total, to: rows))
    let start = Self.scaled(first, of: max(1, total - visible), to: rows - length)
    for row in 0..<rows {
      let isThumb = (start..<start + length).contains(row)
      let symbol = isThumb ? symbols.scrollThumb : symbols.scrollTrack
      put(symbol, at: Point(column: size.columns - 1, row: row), style)
    }
  }

  /// Whole steps of `steps`: at least one, and all of them only for a full value.
  static func steps(_ value: Int, of full: Int, steps: Int) -> Int {
    if value >= full { return steps }
    return min(max(1, scaled(value, of: full, to: steps)), max(1, steps - 1))
  }

  /// `value` of `full`, as that part of `range`.
  static func scaled(_ value: Int, of full: Int, to range: Int) -> Int {
    let product = min(max(0, value), full).multipliedFullWidth(by: range)
    return full.dividingFullWidth(product).quotient
  }
}

package import ClusterState

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
  /// Texts that do not fit lose their middle: generated names differ at their end.
  package var keepsEnd: Bool
  /// Shown in the wide form of the table only.
  package var isWide: Bool
  /// Whether the column cursor is on it.
  package var isChosen = false

  package init(
    _ title: String,
    _ alignment: Alignment = .left,
    importance: Int,
    leastWidth: Int? = nil,
    isBar: Bool = false,
    keepsEnd: Bool = false,
    isWide: Bool = false
  ) {
    self.title = title
    self.alignment = alignment
    self.importance = importance
    self.leastWidth = leastWidth ?? .max
    self.isBar = isBar
    self.keepsEnd = keepsEnd
    self.isWide = isWide
  }
}

/// One cell of a table.
package enum TableCell: Hashable, Sendable {
  case text(String, Style = .text)
  /// Words rather than a value.
  case said(Sentence, Style = .text)
  /// A part of a whole beside what was expected.
  case bar(ShareBar, Style)
}

extension TableCell {
  /// The words of it, in English; none of a bar.
  var text: String {
    switch self {
    case .text(let text, _): text
    case .said(let sentence, _): sentence.english
    case .bar: ""
    }
  }
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
  /// Indices among the visible rows of those that are marked.
  package var marked: [Int] = []
  /// Whether a blank row stands between rows where all of them fit like that.
  package var isSpacious = false
  /// What to say instead when there are no rows.
  package var emptyText: [Sentence] = []

  package init(columns: [TableColumn], rows: [[TableCell]]) {
    self.columns = columns
    self.rows = rows
    total = rows.count
  }
}

extension Table {
  /// Leaves a column out, if it is there.
  package mutating func drop(column title: String) {
    guard let column = columns.firstIndex(where: { $0.title == title }) else { return }
    columns.remove(at: column)
    for row in rows.indices where rows[row].indices.contains(column) {
      rows[row].remove(at: column)
    }
  }

  /// Rows from one to the next where there may be a blank one between them.
  static func step(total: Int, visible: Int) -> Int { 2 * total - 1 <= visible ? 2 : 1 }
}

extension Canvas {
  /// Draws headings and rows; the selected row is marked and, with focus, highlighted.
  package mutating func draw(_ table: Table) {
    guard size.rows > 0 else { return }
    guard table.total > 0 else {
      drawEmpty(table.emptyText)
      return
    }
    let table = table.said(in: language)
    let isScrolling = table.total > size.rows - 1
    let layout = TableLayout(table, width: size.columns, height: size.rows, symbols)
    var column = 1
    for (index, spec) in table.columns.enumerated() {
      guard let width = layout.widths[index] else { continue }
      put(
        spec.title,
        at: Point(column: column, row: 0),
        width: width,
        spec.alignment,
        Style(.heading, spec.isChosen ? .underline : [])
      )
      column += width + layout.gap
    }
    let step = table.isSpacious ? Table.step(total: table.total, visible: size.rows - 1) : 1
    for (index, cells) in table.rows.enumerated() {
      let row = index * step + 1
      guard row < size.rows else { break }
      draw(cells, table, layout, row: row)
      if table.offset + index == table.selected { select(row, table.isFocused) }
    }
    for index in table.marked where index * step + 1 < size.rows {
      put(symbols.mark, at: Point(column: 0, row: index * step + 1), Style(.warning))
    }
    guard isScrolling else { return }
    inside(Rectangle(column: 0, row: 1, columns: size.columns, rows: size.rows - 1)) {
      $0.scrollBar(
        first: table.offset,
        visible: $0.size.rows,
        total: table.total,
        Style(.dim)
      )
    }
  }

  private mutating func drawEmpty(_ lines: [Sentence]) {
    var row = 0
    for line in lines {
      for part in TextWidth.wrap(language.text(line), size.columns - 2) where row < size.rows {
        put(part, at: Point(column: 1, row: row), Style(.dim))
        row += 1
      }
    }
  }

  private mutating func draw(
    _ cells: [TableCell],
    _ table: Table,
    _ layout: TableLayout,
    row: Int
  ) {
    var column = 1
    for (index, cell) in cells.enumerated() {
      guard let width = layout.widths[index] else { continue }
      let point = Point(column: column, row: row)
      switch cell {
      case .text(let text, let style):
        let column = table.columns[index]
        let shown = column.keepsEnd ? shortened(text, width) : text
        put(shown, at: point, width: width, column.alignment, style)
      case .said: break
      case .bar(let share, let style): draw(share, at: point, width: width, style)
      }
      column += width + layout.gap
    }
  }

  /// The beginning and the last characters of a text that is too long.
  private func shortened(_ text: String, _ width: Int) -> String {
    let safe = SafeText.make(text, symbols: symbols)
    let excess = TextWidth.cells(of: safe) - width
    guard excess > 0, width > 8 else { return safe }
    let tail = TextWidth.dropping(TextWidth.cells(of: safe) - 5, from: safe)
    return TextWidth.truncate(safe, to: width - 5, symbols: symbols) + tail
  }

  private mutating func select(_ row: Int, _ isFocused: Bool) {
    put(symbols.selectionMarker, at: Point(column: 0, row: row))
    let place = Rectangle(column: 0, row: row, columns: size.columns, rows: 1)
    // Each change of style costs a slow line more bytes than the letters between two of them.
    restyle(place) { style in
      let plain = style.role == .dim ? Style(.text, style.emphasis) : style
      return plain.adding(isFocused ? .selected : .selectedUnfocused)
    }
  }
}

extension Table {
  /// The table with its sentences as texts of a language.
  fileprivate func said(in language: Language) -> Table {
    var table = self
    for (row, cells) in rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        guard case .said(let sentence, let style) = cell else { continue }
        table.rows[row][column] = .text(language.text(sentence), style)
      }
    }
    return table
  }
}

/// Which columns of a table are shown, and how wide.
struct TableLayout {
  /// The least width of a bar, and the most it takes of what is left over.
  private static let barWidths = (least: 8, most: 40)

  /// The width of each column; `nil` for one that must go.
  let widths: [Int?]
  /// Blanks between two columns: two, or one where that saves a column.
  let gap: Int

  /// Whether there is no room for some columns.
  var hidesColumns: Bool { widths.contains(nil) }

  /// For a table in so many cells, one row of which are the headings.
  init(_ table: Table, width: Int, height: Int, _ symbols: Symbols) {
    let room = width - (table.total > height - 1 ? 3 : 2)
    let natural = Self.naturalWidths(table, room, symbols)
    let least = zip(table.columns, natural).map { min($0.leastWidth, $1) }
    let fitsWide = least.reduce(0, +) + 2 * (least.count - 1) <= room
    gap = fitsWide ? 2 : 1
    let kept = Self.columnsThatFit(table, least, room, gap)
    var widths = least
    let used = kept.reduce(0) { $0 + least[$1] } + gap * max(0, kept.count - 1)
    Self.shareOut(room - used, natural, kept, table, &widths)
    self.widths = table.columns.indices.map { kept.contains($0) ? min(widths[$0], room) : nil }
  }

  private static func naturalWidths(_ table: Table, _ room: Int, _ symbols: Symbols) -> [Int] {
    var natural = table.columns.map {
      max(TextWidth.cells(of: $0.title), $0.isBar ? barWidths.least : 0)
    }
    for row in table.rows {
      for (index, cell) in row.enumerated() {
        guard case .text(let text, _) = cell else { continue }
        let cells = TextWidth.cells(of: SafeText.make(text, symbols: symbols))
        natural[index] = max(natural[index], min(cells, room))
      }
    }
    return natural
  }

  /// Drops the least important columns until the others fit.
  private static func columnsThatFit(
    _ table: Table,
    _ least: [Int],
    _ room: Int,
    _ gap: Int
  ) -> Set<Int> {
    var kept = Set(table.columns.indices)
    let order = table.columns.indices.sorted {
      (table.columns[$0].importance, -$0) < (table.columns[$1].importance, -$1)
    }
    for index in order where kept.count > 1 {
      let needed = kept.reduce(0) { $0 + least[$1] } + gap * (kept.count - 1)
      if needed > room { kept.remove(index) }
    }
    return kept
  }

  /// Gives the room that is left first to texts that were cut, then to a bar.
  private static func shareOut(
    _ room: Int,
    _ natural: [Int],
    _ kept: Set<Int>,
    _ table: Table,
    _ widths: inout [Int]
  ) {
    var left = max(0, room)
    let order = kept.sorted {
      (table.columns[$1].importance, $0) < (table.columns[$0].importance, $1)
    }
    for index in order where left > 0 {
      let more = min(left, natural[index] - widths[index])
      widths[index] += more
      left -= more
    }
    guard let bar = order.first(where: { table.columns[$0].isBar }) else { return }
    widths[bar] = min(widths[bar] + left, barWidths.most)
  }
}

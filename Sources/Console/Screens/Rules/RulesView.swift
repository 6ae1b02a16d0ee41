internal import ClusterState

extension Canvas {
  /// The rules of a node, and what its conntrack remembers.
  mutating func drawRules(_ state: AppState) {
    let layout = RulesLayout(state)
    if layout.rules.size.rows > 0 { inside(layout.rules) { $0.drawRuleBox(state, layout) } }
    if layout.conntrack.size.rows > 0 { inside(layout.conntrack) { $0.drawConntrack(state) } }
  }

  private mutating func drawRuleBox(_ state: AppState, _ layout: RulesLayout) {
    let isFocused = state.popup == nil && !state.rules.isInConntrack
    let inner = box(
      BoxTitle(state.rulesTitle, right: state.rulesChangeTitle),
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: isFocused ? Style(.title, .bold) : Style(.title)
    )
    inside(inner) { canvas in
      let height = layout.visibleRules + 1
      let (table, foot) = canvas.bounds.splitTop(min(height, canvas.size.rows))
      canvas.inside(table) { $0.drawRuleRows(state, isFocused) }
      if layout.hasFoot { canvas.inside(foot) { $0.drawRuleFoot(state) } }
    }
  }

  private mutating func drawRuleRows(_ state: AppState, _ isFocused: Bool) {
    let place = state.list(.rules)
    let ids = state.rowIDs(.rules)
    let visible = max(0, size.rows - 1)
    drawRuleHeading(state)
    for (row, id) in ids.dropFirst(place.offset).prefix(visible).enumerated() {
      guard case .tree(let path) = id, let line = state.ruleRow(path) else { continue }
      let isSelected = place.offset + row == place.index
      inside(Rectangle(column: 0, row: row + 1, columns: size.columns, rows: 1)) { canvas in
        canvas.draw(line, state)
        guard isSelected else { return }
        canvas.put(canvas.symbols.selectionMarker, at: .zero, Style(.key))
        let rest = Rectangle(column: 1, row: 0, columns: canvas.size.columns - 1, rows: 1)
        canvas.emphasize(rest, isFocused ? .selected : .selectedUnfocused)
      }
    }
    guard ids.count > visible else { return }
    inside(Rectangle(column: 0, row: 1, columns: size.columns, rows: visible)) {
      $0.scrollBar(first: place.offset, visible: visible, total: ids.count, Style(.dim))
    }
  }

  private mutating func drawRuleHeading(_ state: AppState) {
    let column = RuleColumns(width: size.columns)
    let style = Style(.heading)
    put("PKTS", at: Point(column: column.packets, row: 0), width: 6, .right, style)
    if let bytes = column.bytes {
      put("BYTES", at: Point(column: bytes, row: 0), width: 6, .right, style)
    }
    let pan: Sentence = state.rules.pan > 0 ? "  from column \(state.rules.pan + 1)" : ""
    say("RULE\(pan)", at: Point(column: column.text, row: 0), style)
  }

  private mutating func draw(_ row: RuleScreenRow, _ state: AppState) {
    let column = RuleColumns(width: size.columns)
    if let step = row.step {
      put("\(step)", at: Point(column: 1, row: 0), width: 3, .right, Style(.key, .bold))
    }
    if let count = row.count {
      let style = Style(row.step == nil ? .dim : .key)
      put(count.packets, at: Point(column: column.packets, row: 0), width: 6, .right, style)
      if let bytes = column.bytes {
        put(count.bytes, at: Point(column: bytes, row: 0), width: 6, .right, style)
      }
    }
    let sign =
      switch row.mark {
      case .kept: " "
      case .added: "+"
      case .removed: "-"
      }
    let marking = Style(row.mark == .removed ? .removed : .added, .bold)
    if row.mark != .kept { put(sign, at: Point(column: column.text - 2, row: 0), marking) }
    var point = Point(column: column.text + row.indent, row: 0)
    if let isOpen = row.isOpen {
      put(isOpen ? "\u{25BC}" : "\u{25B6}", at: point, Style(.dim))
      point.column += 2
    }
    draw(row.tokens, at: point, pan: state.rules.pan)
    if row.step != nil {
      let width = max(0, TextWidth.cells(of: row.text) - state.rules.pan)
      emphasize(Rectangle(column: point.column, row: 0, columns: width, rows: 1), .underline)
    }
    guard !state.rules.words.isEmpty else { return }
    emphasize(state.rules.words, in: row.text, at: point, pan: state.rules.pan)
  }

  /// Words one after the other, without the first `pan` columns.
  private mutating func draw(_ tokens: [RuleSyntax.Token], at point: Point, pan: Int) {
    let room = Rectangle(
      column: point.column,
      row: 0,
      columns: size.columns - point.column,
      rows: 1
    )
    inside(room) { canvas in
      var column = -pan
      for token in tokens {
        guard column < canvas.size.columns else { break }
        column += canvas.put(token.text, at: Point(column: column, row: 0), token.style)
      }
    }
  }

  /// Marks each place of the words looked for.
  private mutating func emphasize(
    _ words: String,
    in line: String,
    at point: Point,
    pan: Int
  ) {
    let text = line.lowercased()
    var rest = text[...]
    while let range = rest.firstRange(of: words.lowercased()) {
      let start = TextWidth.cells(of: text[..<range.lowerBound]) - pan
      let width = TextWidth.cells(of: text[range])
      rest = rest[range.upperBound...]
      guard start + width > 0 else { continue }
      let first = max(0, start)
      let place = Rectangle(
        column: point.column + first,
        row: 0,
        columns: start + width - first,
        rows: 1
      )
      restyle(place) { Style(.match, $0.emphasis) }
    }
  }

  /// The line under the cursor whole, for it seldom fits.
  private mutating func drawRuleFoot(_ state: AppState) {
    for column in 0..<size.columns {
      put(symbols.horizontal, at: Point(column: column, row: 0), Style(.border))
    }
    let title = SafeText.make(language.text(state.lastRequestTitle), symbols: symbols)
    let shown = TextWidth.truncate(title, to: max(0, size.columns - 6), symbols: symbols)
    if !shown.isEmpty { put(" \(shown) ", at: Point(column: 1, row: 0), Style(.information)) }
    guard let text = state.selectedRuleText else { return }
    let safe = SafeText.make(text, symbols: symbols)
    let lines = TextWidth.wrap(safe, max(1, size.columns - 2))
    for (row, line) in lines.prefix(size.rows - 1).enumerated() {
      put(line, at: Point(column: 1, row: row + 1), Style(.text))
    }
  }

  private mutating func drawConntrack(_ state: AppState) {
    let isFocused = state.popup == nil && state.rules.isInConntrack
    let inner = box(
      BoxTitle("conntrack -L on \(state.rules.node)", right: state.conntrackTitle),
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: isFocused ? Style(.title, .bold) : Style(.title)
    )
    inside(inner) { canvas in
      let entries = state.rules.connections
      guard !entries.isEmpty else {
        return canvas.say(
          "No connection is open: with several requests per connection (t) clients keep theirs.",
          at: Point(column: 1, row: 0),
          width: canvas.size.columns - 2,
          .left,
          Style(.dim)
        )
      }
      let place = state.list(.conntrack)
      for (row, index) in entries.indices.dropFirst(place.offset).prefix(canvas.size.rows)
        .enumerated()
      {
        let isSelected = isFocused && index == place.index
        canvas.draw(entries[index], row: row, isSelected, state)
      }
      canvas.scrollBar(
        first: place.offset,
        visible: canvas.size.rows,
        total: entries.count,
        Style(.dim)
      )
    }
  }

  private mutating func draw(
    _ entry: ConntrackEntry,
    row: Int,
    _ isSelected: Bool,
    _ state: AppState
  ) {
    let line = Rectangle(column: 1, row: row, columns: size.columns - 2, rows: 1)
    let pan = state.rules.isInConntrack ? state.rules.pan : 0
    inside(line) { canvas in
      let text = entry.isStale ? entry.text + " stale" : entry.text
      let style = Style(entry.isStale ? .warning : .text)
      canvas.put(text.dropFirst(pan), at: .zero, style)
      if isSelected { canvas.emphasize(canvas.bounds, .selected) }
    }
    if isSelected { put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key)) }
  }
}

/// Where the columns of the rules stand.
struct RuleColumns {
  let packets: Int
  /// `nil` where there is no room.
  let bytes: Int?
  let text: Int

  init(width: Int) {
    packets = 5
    bytes = width >= 70 ? 12 : nil
    text = (bytes ?? packets) + 9
  }
}

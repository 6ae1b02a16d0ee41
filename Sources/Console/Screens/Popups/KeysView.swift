internal import ClusterState

extension Canvas {
  /// Keys by group with what they mean; what cannot be done now says why.
  ///
  /// Help first tells what one sees.
  mutating func draw(_ list: KeyList, _ state: AppState) {
    let shown = state.shown(list)
    let width = min(size.columns, 140)
    var lines = keyLines(shown, state, width: width - 2)
    if !list.isMenu, list.search == nil {
      lines = guideLines(state, width: width - 2) + lines
    }
    let title = BoxTitle(
      list.isMenu ? "What can be done here" : "Help",
      right: hint(list, state)
    )
    let searchRows = list.search == nil ? 0 : 1
    let rows = max(1, lines.count) + searchRows + 2
    popup(title, columns: width, rows: rows, at: .top) { canvas in
      let (search, rest) = canvas.bounds.splitTop(searchRows)
      if let editor = list.search {
        canvas.inside(search) { $0.draw(editor, isTyping: list.isTyping) }
      }
      canvas.inside(rest) { canvas in
        if lines.isEmpty {
          canvas.say("Nothing has these words. Esc shows all.", at: Point(column: 1, row: 0))
        }
        canvas.draw(lines, list, selected: shown[safely: list.selected], state)
      }
    }
  }

  /// What may be pressed while the list is open.
  private func hint(_ list: KeyList, _ state: AppState) -> Sentence {
    let isShort = size.columns < 60
    if list.isMenu { return isShort ? "/ finds   Esc" : "/ finds   Enter does it   Esc closes" }
    let menu = state.keys.text(of: .menu)
    return isShort ? "/ finds   Esc" : "/ finds   \(menu) does one of them   Esc closes"
  }

  /// The words that are looked for.
  private mutating func draw(_ editor: LineEditor, isTyping: Bool) {
    put("/", at: Point(column: 1, row: 0), Style(.key, .bold))
    if isTyping {
      draw(editor, at: Point(column: 2, row: 0), width: size.columns - 3, Style(.text))
    } else {
      put(editor.text, at: Point(column: 2, row: 0))
    }
  }

  private mutating func draw(
    _ lines: [KeyLine],
    _ list: KeyList,
    selected: Int?,
    _ state: AppState
  ) {
    let selectedLine = lines.firstIndex { $0.index == selected } ?? 0
    let wanted = list.isMenu ? selectedLine - size.rows / 2 : list.selected == 0 ? 0 : selectedLine
    let offset = max(0, min(wanted, lines.count - size.rows))
    for (row, line) in lines.dropFirst(offset).prefix(size.rows).enumerated() {
      put(line.key, at: Point(column: 2, row: row), width: 14, .left, Style(.key))
      put(line.text, at: Point(column: line.column, row: row), line.style)
      let start = size.columns - TextWidth.cells(of: line.command) - 1
      put(line.command, at: Point(column: start, row: row), Style(.dim))
      guard list.isMenu, let index = line.index, index == selected else { continue }
      if line.isFirst { put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key)) }
      emphasize(Rectangle(column: 0, row: row, columns: size.columns, rows: 1), .selected)
    }
  }

  /// Bindings under the headings of their groups, those that matter here before.
  private func keyLines(_ shown: [Int], _ state: AppState, width: Int) -> [KeyLine] {
    let here = Set(state.bindingsHere)
    let own = shown.filter(here.contains)
    var lines: [KeyLine] = []
    if !own.isEmpty { lines.append(heading("HERE")) }
    lines += own.flatMap { keyLines($0, state, width: width) }
    for group in Binding.Group.allCases {
      let members = shown.filter {
        !here.contains($0) && state.keys.bindings[$0].group == group
      }
      guard !members.isEmpty else { continue }
      lines.append(heading(Sentence(words: group.rawValue)))
      lines += members.flatMap { keyLines($0, state, width: width) }
    }
    return lines
  }

  private func heading(_ words: Sentence) -> KeyLine {
    KeyLine(text: language.text(words), column: 1, style: Style(.heading, .bold))
  }

  /// One binding, on as many lines as its help takes.
  private func keyLines(_ index: Int, _ state: AppState, width: Int) -> [KeyLine] {
    let binding = state.keys.bindings[index]
    let reason = binding.disabledReason(state)
    let help = reason.map { "\(binding.help) (\($0))" } ?? binding.help
    let command = binding.command.isEmpty ? "" : ":\(binding.command)"
    let start = 17
    let room = max(10, width - start - TextWidth.cells(of: command) - 3)
    let safe = SafeText.make(language.text(help), symbols: symbols)
    return TextWidth.wrap(safe, room).enumerated().map { row, text in
      KeyLine(
        text: text,
        column: start,
        style: Style(reason == nil ? .text : .disabled),
        key: row == 0 ? binding.keyText : "",
        command: row == 0 ? command : "",
        index: index,
        isFirst: row == 0
      )
    }
  }

  /// What one sees on the screen, and a blank line.
  private func guideLines(_ state: AppState, width: Int) -> [KeyLine] {
    TextWidth.wrap(language.text(ScreenGuide.text(state.screen)), width - 2).map {
      KeyLine(text: $0, column: 1, style: Style(.information))
    } + [KeyLine()]
  }
}

/// A line of the list of keys: of the guide, a group's heading or a binding.
private struct KeyLine {
  var text = ""
  var column = 0
  var style = Style.text
  var key = ""
  var command = ""
  /// Index into the bindings of the key table.
  var index: Int?
  /// Whether the binding begins here.
  var isFirst = false
}

internal import ClusterState

extension Canvas {
  /// Keys by group with what they mean; what cannot be done now says why.
  ///
  /// Help first tells what one sees.
  mutating func draw(_ list: KeyList, _ state: AppState) {
    let bindings = state.keys.bindings
    let shown = list.shown(bindings, language)
    let width = min(size.columns, 100)
    var lines = KeyLine.all(shown, of: bindings)
    if !list.isMenu, list.search == nil {
      lines = KeyLine.guide(language.text(ScreenGuide.text(state.screen)), width) + lines
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
    let wanted = list.isMenu ? selectedLine - size.rows / 2 : list.selected
    let offset = max(0, min(wanted, lines.count - size.rows))
    for (row, line) in lines.dropFirst(offset).prefix(size.rows).enumerated() {
      guard let index = line.index else {
        let style = line.text.isEmpty ? Style(.heading, .bold) : Style(.information)
        put(line.text, at: Point(column: 1, row: row), style)
        say(line.heading, at: Point(column: 1, row: row), style)
        continue
      }
      draw(state.keys.bindings[index], state, row: row)
      guard list.isMenu, index == selected else { continue }
      put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key))
      emphasize(Rectangle(column: 0, row: row, columns: size.columns, rows: 1), .selected)
    }
  }

  private mutating func draw(_ binding: Binding, _ state: AppState, row: Int) {
    let reason = binding.disabledReason(state)
    put(binding.keyText, at: Point(column: 2, row: row), width: 14, .left, Style(.key))
    let help = reason.map { "\(binding.help) (\($0))" } ?? binding.help
    let command = binding.command.isEmpty ? "" : ":\(binding.command)"
    let room = size.columns - 18 - TextWidth.cells(of: command) - 2
    say(
      help,
      at: Point(column: 17, row: row),
      width: max(0, room),
      .left,
      Style(reason == nil ? .text : .disabled)
    )
    put(
      command,
      at: Point(column: size.columns - TextWidth.cells(of: command) - 1, row: row),
      Style(.dim)
    )
  }
}

/// A line of the list of keys: of the guide, a group's heading or a binding.
private struct KeyLine {
  var text = ""
  var heading: Sentence = ""
  /// Index into the bindings of the key table.
  var index: Int?

  /// What one sees on the screen, and a blank line.
  static func guide(_ text: String, _ width: Int) -> [KeyLine] {
    TextWidth.wrap(text, width - 4).map { KeyLine(text: $0) } + [KeyLine()]
  }

  /// Those of some indices, under the headings of their groups.
  static func all(_ shown: [Int], of bindings: [Binding]) -> [KeyLine] {
    Binding.Group.allCases.flatMap { group in
      let members = shown.filter { bindings[$0].group == group }
      guard !members.isEmpty else { return [KeyLine]() }
      return [KeyLine(heading: Sentence(words: group.rawValue))]
        + members.map { KeyLine(index: $0) }
    }
  }
}

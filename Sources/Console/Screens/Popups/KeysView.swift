internal import ClusterState

extension Canvas {
  /// All keys by group with what they mean; what cannot be done now says why.
  ///
  /// Help first tells what one sees.
  mutating func drawKeys(_ selected: Int, _ isMenu: Bool, _ state: AppState) {
    let width = min(size.columns, 100)
    let guide = isMenu ? [] : KeyLine.guide(language.text(ScreenGuide.text(state.screen)), width)
    let lines = guide + KeyLine.all(of: state.keys.bindings)
    let place = Rectangle(
      column: (size.columns - width) / 2,
      row: 0,
      columns: width,
      rows: min(size.rows, lines.count + 2)
    )
    let menu = state.keys.text(of: .menu)
    let hint: Sentence =
      isMenu ? "Enter does it   Esc closes" : "\(menu) does one of them   Esc closes"
    inside(place) { canvas in
      canvas.fill()
      let title: Sentence = isMenu ? "What can be done here" : "Help"
      let inner = canvas.box(BoxTitle(title, right: hint), border: Style(.borderFocused))
      canvas.inside(inner) { $0.draw(lines, selected, isMenu, state) }
    }
  }

  private mutating func draw(
    _ lines: [KeyLine],
    _ selected: Int,
    _ isMenu: Bool,
    _ state: AppState
  ) {
    let selectedLine = lines.firstIndex { $0.index == selected } ?? 0
    let offset = max(0, min(selectedLine - size.rows / 2, lines.count - size.rows))
    for (row, line) in lines.dropFirst(offset).prefix(size.rows).enumerated() {
      guard let index = line.index else {
        let style = line.text.isEmpty ? Style(.heading, .bold) : Style(.information)
        put(line.text, at: Point(column: 1, row: row), style)
        say(line.heading, at: Point(column: 1, row: row), style)
        continue
      }
      let binding = state.keys.bindings[index]
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
      if isMenu, index == selected {
        put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key))
        emphasize(Rectangle(column: 0, row: row, columns: size.columns, rows: 1), .selected)
      }
    }
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

  static func all(of bindings: [Binding]) -> [KeyLine] {
    Binding.Group.allCases.flatMap { group in
      [KeyLine(heading: Sentence(words: group.rawValue))]
        + bindings.indices.filter { bindings[$0].group == group }.map { KeyLine(index: $0) }
    }
  }
}

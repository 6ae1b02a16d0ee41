internal import ClusterState

extension Canvas {
  /// At the foot: what is being typed, what was just said, or the most useful keys.
  ///
  /// What was said takes as many rows as it needs, over what stands there.
  mutating func drawFooter(_ state: AppState) {
    let last = Rectangle(column: 0, row: size.rows - 1, columns: size.columns, rows: 1)
    if let prompt = state.prompt {
      if let problem = prompt.problem {
        let end = size.rows - 1
        drawLines(language.text(problem), Style(.error), above: end)
      }
      inside(last) { $0.drawPrompt(prompt, state) }
    } else if let message = state.message {
      let style = Style(message.isError ? .error : .information)
      let end = size.rows
      drawLines(language.text(message.text), style, above: end)
    } else {
      inside(last) { $0.drawHints(state) }
    }
  }

  private static let linesMax = 4

  /// Draws a text on the rows that end above `end`.
  private mutating func drawLines(_ text: String, _ style: Style, above end: Int) {
    let safe = SafeText.make(text, symbols: symbols)
    let lines = TextWidth.wrap(safe, max(1, size.columns - 2)).prefix(Self.linesMax)
    let isOver = lines.count > 1 || end < size.rows
    let place = Rectangle(
      column: 0,
      row: max(0, end - lines.count),
      columns: size.columns,
      rows: lines.count
    )
    inside(place) { canvas in
      if isOver { canvas.fill() }
      for (row, line) in lines.enumerated() {
        canvas.put(line, at: Point(column: 1, row: row), style)
      }
    }
  }

  private mutating func drawPrompt(_ prompt: Prompt, _ state: AppState) {
    put(prompt.kind == .command ? ":" : "/", at: Point(column: 0, row: 0), Style(.key))
    let completions = state.completions
    let typed = TextWidth.cells(of: prompt.editor.text)
    if let first = completions.first, typed + 2 < size.columns {
      let rest = String(first.dropFirst(prompt.editor.text.count))
      put(rest, at: Point(column: 1 + typed, row: 0), Style(.inputHint))
      let others = completions.dropFirst().prefix(6).compactMap { $0.split(separator: " ").last }
      let list = others.joined(separator: "  ")
      put(
        list,
        at: Point(column: typed + TextWidth.cells(of: rest) + 5, row: 0),
        Style(.inputHint)
      )
    }
    let width =
      completions.isEmpty ? size.columns - 2 : min(typed + 1, size.columns - 2)
    let hint = completions.first
    draw(prompt.editor, at: Point(column: 1, row: 0), width: width, Style(.input))
    if let hint, prompt.editor.position == prompt.editor.text.count, typed + 2 < size.columns {
      let next = String(hint.dropFirst(prompt.editor.text.count).prefix(1))
      put(next, at: Point(column: 1 + typed, row: 0), Style(.inputHint))
    }
  }

  private mutating func drawHints(_ state: AppState) {
    for hint in state.footerHints(width: size.columns) {
      var column = hint.columns.lowerBound
      column += put(hint.key, at: Point(column: column, row: 0), Style(.key)) + 1
      put(hint.title, at: Point(column: column, row: 0), Style(.footer))
    }
  }
}

/// A key that the footer names, and where it stands there.
struct FooterHint {
  var columns: Range<Int>
  var key: String
  var title: String
  var action: Action
}

extension AppState {
  /// The most useful keys as they fit side by side.
  func footerHints(width: Int) -> [FooterHint] {
    let own = ownHints.compactMap { action in keys.bindings.first { $0.action == action } }
    let others = keys.bindings.filter { $0.hint != nil && !ownHints.contains($0.action) }
    let sorted = own + others.sorted { ($0.hint ?? 0) < ($1.hint ?? 0) }
    var column = 1
    var hints: [FooterHint] = []
    for binding in sorted where binding.disabledReason(self) == nil {
      guard let key = binding.keys.first?.text else { continue }
      let title = language.text(title(of: binding))
      let cells = TextWidth.cells(of: key) + TextWidth.cells(of: title) + 1
      guard column + cells <= width else { continue }
      let place = column..<column + cells
      hints.append(FooterHint(columns: place, key: key, title: title, action: binding.action))
      column += cells + 2
    }
    return hints
  }

  /// What the key does to what is selected, in a word.
  private func title(of binding: Binding) -> Sentence {
    switch (binding.action, screen) {
    case (.togglePause, _) where !playback.isPlaying: "play"
    case (.restart, .list(.nodes)): "power"
    case (.restart, .list(.pods)), (.restart, .list(.endpoints)): "readiness"
    default: binding.title
    }
  }

  /// Indices of the bindings that are most useful here: those of the footer if there were room.
  var bindingsHere: [Int] {
    let general = keys.bindings.filter { $0.hint != nil }.sorted { ($0.hint ?? 0) < ($1.hint ?? 0) }
    let actions = ownHints.isEmpty ? general.map(\.action) : ownHints
    return actions.compactMap { action in keys.bindings.firstIndex { $0.action == action } }
  }

  /// What is most useful on this screen, before what is useful on all.
  fileprivate var ownHints: [Action] {
    switch screen {
    case .timeline:
      [.help, .enter, .openBookmark, .openFork, .compare, .undo, .nextPane, .togglePause, .back]
    case .comparison: [.help, .enter, .openFilter, .back]
    case .list(.delays): [.help, .enter, .openDelete, .undo, .back]
    case .list(.connections): [.help, .explain, .openFilter, .kill, .openSend, .undo, .back]
    case .list(.streams): [.help, .enter, .openSend, .toggleStream, .openDelete, .undo, .back]
    case .list(.nodes):
      [.help, .enter, .toggleCordon, .drain, .restart, .undo, .toggleFaults, .open(.edit), .back]
    case .list(.workloads):
      [.help, .enter, .openScale, .restart, .open(.edit), .toggleFaults, .undo, .back]
    case .list(.pods):
      [.help, .kill, .restart, .explain, .open(.description), .toggleFaults, .undo, .back]
    case .list(.services):
      [.help, .enter, .openPolicies, .openSend, .toggleStream, .openScale, .undo, .back]
    case .list(.endpoints): [.help, .enter, .kill, .restart, .explain, .undo, .back]
    case .list(.tree):
      [
        .help, .enter, .moveSideways(-1), .moveSideways(1), .openFilter, .kill, .openPolicies,
        .undo, .back,
      ]
    case .list(.ingresses), .list(.slices), .list(.zones), .list(.namespaces), .list(.events):
      [.help, .enter, .openFilter, .toggleFaults, .toggleWide, .undo, .back]
    case .charts: [.help, .nextPane, .explain, .toggleStream, .openSend, .undo, .back]
    case .topology: [.help, .explain, .kill, .toggleStream, .undo, .enter, .openFilter, .back]
    case .matrix: [.help, .explain, .openFilter, .undo, .redo, .back]
    case .names: [.help, .explain, .openFilter, .undo, .back]
    case .rules:
      [
        .help, .enter, .openSend, .rules(.walk(1)), .rules(.changes), .openPolicies, .openMode,
        .explain, .openFilter, .rules(.family), .nextPane, .back,
      ]
    case .text:
      [.help, .openFilter, .findNext(1), .findNext(-1), .moveSideways(1), .saveTable, .undo, .back]
    case .overview, .list: []
    }
  }
}

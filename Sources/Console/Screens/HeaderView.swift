internal import ClusterState

extension Canvas {
  /// The first line: what is open, and how the clock stands.
  mutating func drawHeader(_ state: AppState) {
    fill(with: " ", Style(.header))
    let settings = state.simulation.settings
    let playback = state.playback
    let symbol = playback.isPlaying ? symbols.play : symbols.pause
    let clock = Quantities.clock(state.simulation.now)
    let speed: Sentence =
      playback.isBehind ? "\(playback.text) (behind)" : Sentence(verbatim: playback.text)
    let running = playback.isPlaying ? speed : "paused"
    let name = settings.mode.rawValue
    let mode = state.recording == nil ? name : "REC  \(name)"
    let right = language.text(
      "\(mode)  seed \(settings.seed)  \(symbol) \(running)  \(clock) "
    )
    let rightWidth = TextWidth.cells(of: right)
    put(right, at: Point(column: max(0, size.columns - rightWidth), row: 0), Style(.header))
    let room = size.columns - rightWidth - 11
    guard room > 0 else { return }
    put(" svctui", at: .zero, Style(.header, .bold))
    var column = 9
    for part in headerParts(state, room: room) {
      column += put(part, at: Point(column: column, row: 0), Style(.header)) + 2
    }
  }

  /// What is open and how much of it, as far as it fits: the counts before the whole title; away
  /// from the overview the way that led here.
  private func headerParts(_ state: AppState, room: Int) -> [String] {
    if state.showsCrumbs, state.screens.count > 1 { return crumbs(state, room: room) }
    let cluster = state.simulation.cluster
    let counts: [Sentence] = [
      Quantities.counted(cluster.nodes.count, "node"),
      Quantities.counted(cluster.pods.count, "pod"),
      Quantities.counted(cluster.services.count, "service"),
    ]
    let place: [Sentence] = state.namespace.map { ["in \($0)"] } ?? []
    var parts = (counts + place).map(language.text)
    var used = parts.reduce(0) { $0 + TextWidth.cells(of: $1) + 2 }
    while used > room, let last = parts.popLast() { used -= TextWidth.cells(of: last) + 2 }
    let title = SafeText.make(state.session.title, symbols: symbols)
    guard room - used >= 12 else { return parts }
    return [TextWidth.truncate(title, to: room - used, symbols: symbols)] + parts
  }

  /// The screens one came through, the last ones where there is no room for all.
  private func crumbs(_ state: AppState, room: Int) -> [String] {
    let place: [Sentence] = state.namespace.map { ["in \($0)"] } ?? []
    var names = state.screens.map { SafeText.make(language.text($0.crumb), symbols: symbols) }
    let separator = " \(Character(symbols.arrowRight)) "
    while names.count > 1, TextWidth.cells(of: names.joined(separator: separator)) > room {
      names.removeFirst()
    }
    let way = TextWidth.truncate(names.joined(separator: separator), to: room, symbols: symbols)
    return [way]
      + place.map(language.text).filter {
        TextWidth.cells(of: way) + TextWidth.cells(of: $0) + 2 <= room
      }
  }

  /// The last line: what is being typed, what was just said, or the most useful keys.
  mutating func drawFooter(_ state: AppState) {
    if let prompt = state.prompt {
      drawPrompt(prompt, state)
    } else if let message = state.message {
      say(
        message.text,
        at: Point(column: 1, row: 0),
        width: size.columns - 2,
        .left,
        Style(message.isError ? .error : .information)
      )
    } else {
      drawHints(state)
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
    if let problem = prompt.problem, typed + 4 < size.columns {
      let place = Point(column: typed + 4, row: 0)
      say(problem, at: place, width: size.columns - place.column - 1, .left, Style(.error))
    }
    let width =
      prompt.problem != nil
      ? min(typed + 1, size.columns - 2)
      : completions.isEmpty ? size.columns - 2 : min(typed + 1, size.columns - 2)
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
    let own = ownHints.compactMap { action in
      keys.bindings.first { $0.action == action && $0.disabledReason(self) == nil }
    }
    let others = keys.bindings.filter {
      $0.hint != nil && $0.disabledReason(self) == nil && !ownHints.contains($0.action)
    }
    var column = 1
    var hints: [FooterHint] = []
    for binding in own + others.sorted(by: { ($0.hint ?? 0) < ($1.hint ?? 0) }) {
      guard let key = binding.keys.first?.text else { continue }
      let title = language.text(
        binding.action == .togglePause && !playback.isPlaying ? "play" : binding.title
      )
      let cells = TextWidth.cells(of: key) + TextWidth.cells(of: title) + 1
      guard column + cells <= width else { continue }
      let place = column..<column + cells
      hints.append(FooterHint(columns: place, key: key, title: title, action: binding.action))
      column += cells + 2
    }
    return hints
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
      [.help, .enter, .toggleCordon, .drain, .restart, .toggleFaults, .open(.edit), .undo, .back]
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
    case .overview, .list, .text: []
    }
  }
}

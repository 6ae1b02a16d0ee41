internal import ClusterState

// Looks, words, the projector and recordings.

extension AppState {
  mutating func reduce(_ action: RoomAction) {
    switch action {
    case .openThemes: openThemes()
    case .showAliases: showAliases()
    case .togglePresenting: togglePresenting()
    case .stopRecording:
      guard recording != nil else { return }
      effects.append(.recordScreen(nil))
    }
  }

  mutating func perform(_ command: RoomCommand) {
    switch command {
    case .action(let action): perform(.action(.room(action)))
    case .theme(let name): choose(theme: name)
    case .record(let path):
      guard !path.isEmpty else {
        message = .error("record takes the name of a file, or stop")
        return
      }
      effects.append(.recordScreen(path))
    }
  }

  /// The file that this visit is recorded to, as the program around says; `nil` without one.
  package mutating func tellRecording(_ path: String?) { recording = path }

  private mutating func showAliases() {
    var lines = [TextLine("Words of your own, from config.yaml", Style(.heading, .bold))]
    let own = session.configuration.aliases.sorted { $0.name < $1.name }
    lines += own.map {
      TextLine(Self.aliasLine($0.name, Sentence(verbatim: $0.line)), indent: 2, wraps: true)
    }
    if own.isEmpty { lines.append(TextLine("none", Style(.dim), indent: 2)) }
    lines += [.empty, TextLine("Words of the program", Style(.heading, .bold))]
    let known = AppCommand.actions.map { ($0.words, $0.action) }
    let room = RoomCommand.actions.map { ($0.words, Action.room($0.action)) }
    for (words, action) in (known + room).sorted(by: { $0.0[0] < $1.0[0] }) {
      let help = keys.bindings.first { $0.action == action }?.help ?? ""
      lines.append(
        TextLine(
          Self.aliasLine(words.joined(separator: ", "), help),
          indent: 2,
          wraps: true
        )
      )
    }
    lines += [.empty, TextLine("Words that more follows", Style(.heading, .bold))]
    let verbs = (AppCommand.verbs + RoomCommand.verbs).sorted().joined(separator: ", ")
    lines.append(TextLine(Sentence(verbatim: verbs), indent: 2, wraps: true))
    show(title: "Commands", lines)
  }

  private static func aliasLine(_ words: String, _ meaning: Sentence) -> Sentence {
    "\(TextWidth.fit(words, max(26, TextWidth.cells(of: words) + 2)))\(meaning)"
  }
}

// MARK: - Themes

extension AppState {
  /// The theme that is drawn with now, the one under the cursor of the chooser included.
  package var shownTheme: Theme? { session.themes.first { $0.name == theme } }

  private mutating func openThemes() {
    guard !session.themes.isEmpty else { return }
    let index = session.themes.firstIndex { $0.name == theme } ?? 0
    popup = .themes(selected: index, before: theme)
  }

  private mutating func choose(theme name: String) {
    guard session.themes.contains(where: { $0.name == name }) else {
      let names = session.themes.map(\.name).joined(separator: ", ")
      message = .error("there is no theme \(name); there are \(names)")
      return
    }
    theme = name
    message = .note("theme \(name); theme: \(name) in config.yaml makes it stay")
  }

  mutating func handleThemes(_ key: Key, _ selected: Int, _ before: String) {
    let last = session.themes.count - 1
    var wanted = selected
    switch key {
    case .down, .character("j"), .tab: wanted = min(selected + 1, last)
    case .up, .character("k"), .backTab: wanted = max(selected - 1, 0)
    case .home, .character("g"): wanted = 0
    case .end, .character("G"): wanted = last
    case .enter:
      popup = nil
      choose(theme: theme)
      return
    case .escape, .character("q"):
      popup = nil
      theme = before
      return
    default: return
    }
    theme = session.themes[wanted].name
    popup = .themes(selected: wanted, before: before)
  }
}

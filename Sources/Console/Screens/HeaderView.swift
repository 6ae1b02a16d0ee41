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
    let rest: Sentence = state.timeline.isLookingBack ? "in the past" : "paused"
    let running = playback.isPlaying ? speed : rest
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
}

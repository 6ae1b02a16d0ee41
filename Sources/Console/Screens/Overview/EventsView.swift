internal import ClusterState

extension Canvas {
  /// What happened, newest last; a long event takes as much of the line as there is.
  mutating func drawEvents(_ state: AppState, _ isFocused: Bool) {
    let place = state.list(.pane(.events))
    let ids = state.rowIDs(.pane(.events))
    var row = 0
    if ids.count < size.rows { row = drawHint(state, room: size.rows - ids.count) }
    for (index, id) in ids.enumerated().dropFirst(place.offset).prefix(size.rows - row) {
      guard case .event(let number) = id else { continue }
      draw(state.simulation.events[number], row: row)
      if isFocused, index == place.index {
        put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key))
        emphasize(Rectangle(column: 0, row: row, columns: size.columns, rows: 1), .selected)
      }
      row += 1
    }
  }

  /// What to try, as long as there is room for it.
  ///
  /// Returns the rows it took.
  private mutating func drawHint(_ state: AppState, room: Int) -> Int {
    let hint = state.session.hint(in: language)
    guard !hint.isEmpty else { return 0 }
    let lines = TextWidth.wrap(
      SafeText.make(hint, symbols: symbols),
      size.columns - 2
    )
    for (row, line) in lines.prefix(room).enumerated() {
      let isCut = row == room - 1 && lines.count > room
      let shown = isCut ? line + " " + String(Character(symbols.ellipsis)) : line
      put(
        shown,
        at: Point(column: 1, row: row),
        width: size.columns - 2,
        .left,
        Style(.information)
      )
    }
    return min(lines.count, room)
  }

  private mutating func draw(_ event: Event, row: Int) {
    let time = Quantities.eventTime(event.instant)
    put(time, at: Point(column: 1, row: row), Style(.dim))
    let start = TextWidth.cells(of: time) + 3
    say(
      EventText.text(event.kind),
      at: Point(column: start, row: row),
      width: size.columns - start - 1,
      .left,
      Style(event.role)
    )
  }
}

extension Event {
  /// What the event looks like.
  fileprivate var role: Role {
    switch kind {
    case .completed: .dim
    case .podDeleted, .podStopped, .podRemoved, .serviceDeleted, .workloadDeleted: .terminating
    case .podReady: .ready
    case .podCreated, .podStarted: .starting
    case .podUnschedulable, .podWithoutAddress: .bad
    case .requestsSent(let report):
      report.outcomes[.delivered] == UInt64(report.requests) ? .text : .warning
    default: .text
    }
  }
}

import ClusterState
import Console

/// Drives the explorer on a terminal that only gets lines: keys in, words out.
struct LineLoop {
  private var said: PlainScreen?
  private var message = ""
  private var events = 0
  private var isTyping = false

  /// Tables need room, and no line is cut for it.
  private static let least = Size(columns: 160, rows: 40)

  /// Runs until the program is finished; throws when the terminal ends it.
  static func run(
    _ explorer: inout Explorer,
    on terminal: inout LineTerminal
  ) throws(TerminalEnd) {
    var loop = LineLoop()
    let size = terminal.size
    explorer.handle(
      .resize(
        Size(columns: max(size.columns, least.columns), rows: max(size.rows, least.rows))
      )
    )
    loop.events = explorer.state.simulation.events.count
    loop.say(explorer.state, terminal)
    var ticked = MonotonicClock.microseconds
    while !explorer.isFinished {
      let key = try terminal.nextKey(timeoutMilliseconds: explorer.millisecondsToNextTick)
      let now = MonotonicClock.microseconds
      explorer.tick(elapsedMicroseconds: now - ticked)
      ticked = now
      if let key { explorer.handle(key) }
      while let request = explorer.nextRequest() {
        if request == .repaint { loop.said = nil }
      }
      loop.say(explorer.state, terminal, isAnswer: key != nil)
    }
    terminal.say("\n")
  }

  /// Says what is new: a whole screen where it is another one, else what changed on it.
  private mutating func say(
    _ state: AppState,
    _ terminal: borrowing LineTerminal,
    isAnswer: Bool = true
  ) {
    var lines: [String] = []
    let news = state.plainEvents(since: events)
    events = state.simulation.events.count
    if isAnswer {
      let screen = state.plain
      if screen.place != said?.place { lines += screen.lines }
      lines += news
      let text = state.plainMessage
      if state.prompt != nil {
        terminal.say((isTyping ? "\r" : "\n") + text)
        isTyping = true
        return
      }
      isTyping = false
      if !text.isEmpty, text != message { lines.append(text) }
      message = text
      if screen != said || !lines.isEmpty { lines.append(screen.focus) }
      said = screen
    } else if !isTyping, !news.isEmpty {
      lines = news + [said?.focus ?? ""]
    }
    // The cursor stays behind what has the focus.
    guard !lines.isEmpty else { return }
    terminal.say(lines.map { "\n\($0)" }.joined())
  }
}

import Console

/// Something with a screen that answers keys and lets time pass.
protocol TerminalProgram {
  /// Answers a key.
  mutating func handle(_ key: Key)
  /// Lets time pass that really passed; called only while `millisecondsToNextTick` says so.
  mutating func tick(elapsedMicroseconds: Int64)
  /// The screen as it is now.
  func frame(size: Size) -> Frame
  /// How long after the last tick time must pass; nil when nothing moves.
  ///
  /// With nil, waiting needs no wake-ups.
  var millisecondsToNextTick: Int? { get }
  /// What frames are drawn with; nil leaves it as it is.
  var theme: Theme? { get }
  /// Told what was drawn.
  mutating func shown(_ frame: Frame)
  /// Whether the program is over.
  var isFinished: Bool { get }
  /// What the terminal is asked to do beside showing frames; each is asked once.
  mutating func nextRequest() -> TerminalRequest?
  /// How an edit that was asked for ended.
  mutating func edited(_ draft: EditDraft, _ end: EditEnd)
}

extension TerminalProgram {
  mutating func nextRequest() -> TerminalRequest? { nil }
  mutating func edited(_ draft: EditDraft, _ end: EditEnd) {}
  var theme: Theme? { nil }
  mutating func shown(_ frame: Frame) {}
}

/// What only the terminal can do.
enum TerminalRequest: Hashable {
  /// Stop as a shell job.
  case suspend
  /// Draw all afresh.
  case repaint
  /// Put text into the clipboard of the person's own machine.
  case copy(String)
  /// Let the person edit a text.
  case edit(EditDraft)
}

/// Drives a program: keys and time in, frames out.
struct RunLoop {
  /// At most thirty frames a second while time passes; keys are answered at once.
  static let frameMicroseconds: Int64 = 33_333
  /// Keys taken before a frame is shown in between.
  static let waitingKeysMax = 512

  private var ticked: Int64?
  private var drawn: Int64 = 0
  private var mustDraw = true

  /// Runs until the program is finished; throws when the terminal ends it.
  static func run(
    _ program: inout some TerminalProgram,
    on terminal: inout Terminal
  ) throws(TerminalEnd) {
    var loop = RunLoop()
    while !program.isFinished { try loop.turn(&program, &terminal) }
  }

  private mutating func turn(
    _ program: inout some TerminalProgram,
    _ terminal: inout Terminal
  ) throws(TerminalEnd) {
    let now = MonotonicClock.microseconds
    if mustDraw, now - drawn >= Self.frameMicroseconds {
      drawn = now
      mustDraw = false
      let frame = program.frame(size: terminal.size)
      if let theme = program.theme { terminal.use(theme) }
      terminal.show(frame)
      program.shown(frame)
    }
    let nextTick = program.millisecondsToNextTick
    // A program that begins to move does so from now on.
    ticked = nextTick == nil ? nil : ticked ?? now
    let tickDue = ticked.map { $0 + Int64(nextTick ?? 0) * 1000 }
    var key = try terminal.nextKey(timeoutMilliseconds: timeout(tickDue))
    // A key is answered at its own time; without one, time passes in whole ticks.
    if key != nil || MonotonicClock.microseconds >= tickDue ?? .max { pass(&program) }
    var count = 0
    while let next = key {
      handle(next, &program, &terminal)
      count += 1
      if program.isFinished || count == Self.waitingKeysMax { break }
      key = try terminal.nextKey(timeoutMilliseconds: 0)
    }
  }

  /// How long to wait for a key: until the next tick or until a frame that waits may be shown.
  private func timeout(_ tickDue: Int64?) -> Int? {
    let frameDue = mustDraw ? drawn + Self.frameMicroseconds : nil
    guard let due = [tickDue, frameDue].compactMap({ $0 }).min() else { return nil }
    return Int(max(0, (due - MonotonicClock.microseconds + 999) / 1000))
  }

  /// Lets the time since the last tick pass.
  private mutating func pass(_ program: inout some TerminalProgram) {
    guard let last = ticked else { return }
    let now = MonotonicClock.microseconds
    guard now > last else { return }
    ticked = now
    program.tick(elapsedMicroseconds: now - last)
    mustDraw = true
  }

  private mutating func handle(
    _ key: Key,
    _ program: inout some TerminalProgram,
    _ terminal: inout Terminal
  ) {
    // The time the program was stopped for is not the simulation's.
    if key == .resumed { ticked = MonotonicClock.microseconds }
    program.handle(key)
    // Of sizes that come fast one after another only the last is worth drawing.
    if case .resize = key { drawn = MonotonicClock.microseconds } else { drawn = 0 }
    mustDraw = true
    while let request = program.nextRequest() {
      switch request {
      case .edit(let draft):
        program.edited(draft, terminal.edit(draft))
        ticked = MonotonicClock.microseconds
      case .suspend:
        terminal.suspend()
        ticked = MonotonicClock.microseconds
      case .repaint: terminal.repaint()
      case .copy(let text): terminal.copy(text)
      }
    }
  }
}

import Console
import Glibc

/// The terminal while a recording is played on it.
struct CastScreen: ~Copyable {
  private var terminal: LineTerminal
  private var filter = CastFilter()

  /// How long the last picture is left.
  private static let restMicroseconds: Int64 = 1_000_000

  static func open() throws(TerminalError) -> CastScreen {
    CastScreen(terminal: try LineTerminal.open(restoring: Array(FrameWriter.leaving.utf8)))
  }

  private init(terminal: consuming LineTerminal) {
    self.terminal = terminal
    self.terminal.say(FrameWriter.entering)
  }

  var size: Size { terminal.size }

  /// Gives the terminal back as it was.
  consuming func close() {}

  deinit { terminal.say(FrameWriter.leaving) }

  /// Plays all events at their time; ends early when it is asked to.
  mutating func play(_ cast: Asciicast, speed: Double, idleLimit: Double) throws(TerminalEnd) {
    var last: Int64 = 0
    var isPaused = false
    let longest = Int64(idleLimit * 1_000_000)
    for event in cast.events {
      let gap = Double(min(event.microseconds - last, longest)) / speed
      last = event.microseconds
      guard try wait(Int64(gap), &isPaused) else { return }
      if case .output(let text) = event.kind { terminal.say(filter.take(text)) }
    }
    _ = try wait(Self.restMicroseconds, &isPaused)
  }

  /// Waits, longer while it is paused; false when it is enough.
  private mutating func wait(
    _ microseconds: Int64,
    _ isPaused: inout Bool
  ) throws(TerminalEnd) -> Bool {
    var left = microseconds
    while isPaused || left > 0 {
      let start = MonotonicClock.microseconds
      let key = try terminal.nextKey(
        timeoutMilliseconds: isPaused ? nil : Int((left + 999) / 1_000)
      )
      if !isPaused { left -= MonotonicClock.microseconds - start }
      switch key {
      case .character("q"), .escape, .control("c"): return false
      case .character(" "): isPaused.toggle()
      case .character("."):
        isPaused = true
        return true
      default: break
      }
    }
    return true
  }
}

import Console
import Glibc

/// One line on standard error that says how far something long is, and lets Ctrl-C end it cleanly.
struct ProgressLine {
  /// Nothing is shown before this: most work is over at once.
  private static let patienceMicroseconds: Int64 = 300_000
  private static let intervalMicroseconds: Int64 = 100_000

  private let startedAt = MonotonicClock.microseconds
  private var shownAt: Int64 = 0
  private let isShown: Bool
  private let former = Interruption.listen()

  /// Shows nothing unless standard error is a terminal.
  init(isWanted: Bool = true) { isShown = isWanted && StandardStreams.isErrorTerminal }

  /// Shows the text, now and then; whether to go on.
  mutating func report(_ text: @autoclosure () -> String) -> Bool {
    let now = MonotonicClock.microseconds
    if isShown, now - startedAt > Self.patienceMicroseconds,
      now - shownAt > Self.intervalMicroseconds
    {
      shownAt = now
      let line = Diagnostics.safe(text() + "   Ctrl-C cancels")
      StandardStreams.writeError("\r\u{1B}[K" + line)
    }
    return !Interruption.isRequested
  }

  /// Takes the line away, so that something else can be written.
  mutating func clear() {
    guard shownAt > 0 else { return }
    StandardStreams.writeError("\r\u{1B}[K")
    shownAt = 0
  }

  /// Takes the line away and gives Ctrl-C its usual meaning back.
  mutating func finish() {
    clear()
    Interruption.stopListening(former)
  }

  /// `45 %  120 of 265 MB`; without the total when nobody knows it.
  static func megabytes(_ bytes: UInt64, of total: UInt64?) -> String {
    guard let total, total > 0 else { return "\(bytes >> 20) MB" }
    return "\(min(100, bytes * 100 / total)) %  \(bytes >> 20) of \(total >> 20) MB"
  }
}

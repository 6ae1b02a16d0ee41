import Console
import Glibc

/// One line on standard error that says how far something long is, and lets Ctrl-C end it cleanly.
struct ProgressLine {
  /// Nothing is shown before this: most work is over at once.
  private static let patienceMicroseconds: Int64 = 300_000
  private static let intervalMicroseconds: Int64 = 100_000
  /// Columns of a terminal that does not say how many it has.
  private static let defaultWidth = 80

  private let startedAt = MonotonicClock.microseconds
  private var shownAt: Int64 = 0
  private let isShown: Bool
  private let former = Interruption.listen()

  /// Shows nothing unless standard error is a terminal.
  init(isWanted: Bool = true) { isShown = isWanted && StandardStreams.isErrorTerminal }

  /// Shows what is done and then of what, now and then; whether to go on.
  ///
  /// `text` is told how many microseconds it has taken so far.
  mutating func report(_ subject: String = "", _ text: (_ elapsed: Int64) -> String) -> Bool {
    let now = MonotonicClock.microseconds
    let elapsed = now - startedAt
    if isShown, elapsed > Self.patienceMicroseconds, now - shownAt > Self.intervalMicroseconds {
      shownAt = now
      let line = Diagnostics.safe("\(text(elapsed))   Ctrl-C cancels   \(subject)")
      // A line that went on in the next one could not be taken away again.
      let width = (StandardStreams.errorColumns ?? Self.defaultWidth) - 1
      StandardStreams.writeError("\r\u{1B}[K" + TextWidth.truncate(line, to: width))
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

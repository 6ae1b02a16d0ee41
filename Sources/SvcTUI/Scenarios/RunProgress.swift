import ClusterState
import Console
import Glibc

/// Shows on standard error how far a long run is, and lets Ctrl-C end it cleanly.
struct RunProgress {
  /// Nothing is shown before this: most scenarios are over at once.
  private static let patienceMicroseconds: Int64 = 300_000
  private static let intervalMicroseconds: Int64 = 100_000
  /// Columns of a terminal that does not say how many it has.
  private static let defaultWidth = 80

  private let name: String
  private let startedAt = MonotonicClock.microseconds
  private var shownAt: Int64 = 0
  private let isShown = StandardStreams.isErrorTerminal
  private let former = Interruption.listen()

  init(_ name: String) {
    self.name = name
  }

  /// Whether to go on; shows the simulated time.
  mutating func report(_ now: Instant) -> Bool {
    show { _ in Quantities.clock(now) }
  }

  /// Whether to go on; shows how many of all runs are done and how long the rest will take.
  mutating func report(done: Int, of total: Int) -> Bool {
    show { elapsed in
      let share = total == 0 ? 1 : Double(done) / Double(total)
      var text = "\(Quantities.count(done)) of \(Quantities.count(total)) runs"
      text += "  \(Quantities.percent(share))"
      guard done > 0 else { return text }
      let microseconds = Double(elapsed) / Double(done)
      text += "  \(Quantities.fixed(1_000_000 / microseconds, 1))/s"
      let left = Int64(microseconds * Double(total - done))
      return text + "  \(Quantities.span(Delay(microseconds: left))) left"
    }
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

  private mutating func show(_ words: (_ elapsed: Int64) -> String) -> Bool {
    let time = MonotonicClock.microseconds
    let elapsed = time - startedAt
    if isShown, elapsed > Self.patienceMicroseconds, time - shownAt > Self.intervalMicroseconds {
      shownAt = time
      let text = Diagnostics.safe("\(words(elapsed))   Ctrl-C cancels   \(name)")
      // A line that went on in the next one could not be taken away again.
      let width = (StandardStreams.errorColumns ?? Self.defaultWidth) - 1
      StandardStreams.writeError("\r\u{1B}[K" + TextWidth.truncate(text, to: width))
    }
    return !Interruption.isRequested
  }
}

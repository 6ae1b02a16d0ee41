import ClusterState
import Console
import Glibc

/// Shows on standard error how far a long run is, and lets Ctrl-C end it cleanly.
struct RunProgress {
  /// Nothing is shown before this: most scenarios are over at once.
  private static let patienceMicroseconds: Int64 = 300_000
  private static let intervalMicroseconds: Int64 = 100_000

  private let name: String
  private let startedAt = MonotonicClock.microseconds
  private var shownAt: Int64 = 0
  private let isShown = StandardStreams.isErrorTerminal
  private let former = Interruption.listen()

  init(_ name: String) {
    self.name = name
  }

  /// Whether to go on.
  mutating func report(_ now: Instant) -> Bool {
    let time = MonotonicClock.microseconds
    if isShown, time - startedAt > Self.patienceMicroseconds,
      time - shownAt > Self.intervalMicroseconds
    {
      shownAt = time
      StandardStreams.writeError(
        "\r\u{1B}[K" + Diagnostics.safe("\(name) \(Quantities.clock(now))   Ctrl-C cancels")
      )
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
}

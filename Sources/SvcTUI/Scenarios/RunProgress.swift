import ClusterState
import Console

/// Shows on standard error how far a long run is, and lets Ctrl-C end it cleanly.
struct RunProgress {
  private let name: String
  private var line = ProgressLine()

  init(_ name: String) {
    self.name = name
  }

  /// Whether to go on.
  mutating func report(_ now: Instant) -> Bool {
    let name = name
    return line.report("\(name) \(Quantities.clock(now))")
  }

  /// Takes the line away, so that something else can be written.
  mutating func clear() { line.clear() }

  /// Takes the line away and gives Ctrl-C its usual meaning back.
  mutating func finish() { line.finish() }
}

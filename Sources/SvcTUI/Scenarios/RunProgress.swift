import ClusterState
import Console

/// Shows on standard error how far a long run is, and lets Ctrl-C end it cleanly.
struct RunProgress {
  private let name: String
  private var line = ProgressLine()

  init(_ name: String) {
    self.name = name
  }

  /// Whether to go on; shows the simulated time.
  mutating func report(_ now: Instant) -> Bool {
    line.report(name) { _ in Quantities.clock(now) }
  }

  /// Whether to go on; shows how many of all runs are done and how long the rest will take.
  mutating func report(done: Int, of total: Int) -> Bool {
    line.report(name) { elapsed in
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
  mutating func clear() { line.clear() }

  /// Takes the line away and gives Ctrl-C its usual meaning back.
  mutating func finish() { line.finish() }
}

import ClusterState
import Console

/// A run of a scenario in words, line by line as it plays.
enum RunText {
  /// Events of one line that are told; the rest is counted.
  private static let eventsMax = 8

  static func heading(_ file: ScenarioFile, seed: UInt64) -> String {
    Diagnostics.safe("\(file.path)  seed \(seed)") + "\n"
  }

  /// A line with its instant and what it came to.
  static func text(_ played: ScenarioPlayer.Played) -> String {
    let time = Quantities.eventTime(played.at)
    var lines: [String] = []
    switch played.outcome {
    case .done(let events):
      lines.append("  \(time)  \(played.line.text)")
      lines += events.prefix(eventsMax).map { event in
        let when = event.instant == played.at ? "" : "\(Quantities.eventTime(event.instant))  "
        return "               \(when)\(EventText.text(event.kind))"
      }
      let rest = events.count - eventsMax
      if rest > 0 {
        lines.append("               and \(Quantities.counted(rest, "further event"))")
      }
      if let losses = played.losses { lines.append("               \(LossText.text(losses))") }
    case .marked: lines.append("  \(time)  \(played.line.text)")
    case .checked(let check):
      let sign = check.passed ? "✓" : "✗"
      if check.passed { lines.append("  \(time)  \(sign) \(check.expected)") }
      if !check.passed {
        lines.append("  \(time)  \(sign) line \(check.line): expected \(check.expected)")
        lines.append("               but it was \(check.actual)")
      }
    case .refused(let error):
      lines.append("  \(time)  ✗ line \(played.line.number): \(played.line.text)")
      lines.append("               refused: \(ErrorText.text(error)); nothing after it was played")
    case .cancelled: lines.append("  \(time)  cancelled")
    }
    return lines.map { Diagnostics.safe($0) + "\n" }.joined()
  }

  /// What was lost and why, and whether all was as expected.
  static func summary(_ run: ScenarioRun) -> String {
    var lines = losses(run.final).map { "  \($0)" }
    let passed = run.checks.count(where: \.passed)
    lines.append(
      run.checks.count == passed
        ? "  passed: \(Quantities.counted(passed, "expectation"))"
        : "  FAILED: \(run.checks.count - passed) of "
          + "\(Quantities.counted(run.checks.count, "expectation"))"
    )
    if let failure = run.failure { lines.append("  FAILED at line \(failure.line.number)") }
    return lines.map { Diagnostics.safe($0) + "\n" }.joined() + "\n"
  }

  private static func losses(_ simulation: Simulation) -> [String] {
    let cluster = simulation.cluster
    let services = cluster.services.ids.compactMap { cluster.services[$0]?.key }.sorted()
    var others = simulation.ledger.outcomes
    var lines: [String] = []
    for service in services {
      guard let tally = simulation.ledger[service] else { continue }
      for verdict in Verdict.allCases { others[verdict] -= tally.outcomes[verdict] }
      let why = tally.lastFailure.map { ": \(ReasonText.text($0))" } ?? ""
      guard let text = loss(tally.outcomes) else { continue }
      lines.append("\(text), to \(service)\(why)")
      if let summary = simulation.lossSummary(of: service) {
        lines.append("  \(LossText.text(summary))")
      }
    }
    if let text = loss(others) { lines.append("\(text), to no Service that is there") }
    return lines
  }

  /// `lost 37 of 1,000 (30 refused, 7 timed out)`; `nil` if nothing was lost.
  private static func loss(_ outcomes: Outcomes) -> String? {
    let lost = outcomes.total - outcomes[.delivered]
    guard lost > 0 else { return nil }
    let parts = Verdict.allCases.filter { $0 != .delivered && outcomes[$0] > 0 }
      .map { "\(Quantities.count(outcomes[$0])) \(VerdictText.word($0))" }
    return "lost \(Quantities.count(lost)) of \(Quantities.count(outcomes.total))"
      + " (\(parts.joined(separator: ", ")))"
  }
}

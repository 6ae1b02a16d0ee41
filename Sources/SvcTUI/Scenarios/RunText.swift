import ClusterState
import Console

/// A run of a scenario in words, line by line as it plays.
struct RunText {
  let language: Language

  /// Events of one line that are told; the rest is counted.
  private static let eventsMax = 8

  func heading(_ file: ScenarioFile, seed: UInt64) -> String {
    line("\(file.path)  seed \(seed)")
  }

  /// A line with its instant and what it came to.
  func text(_ played: ScenarioPlayer.Played) -> String {
    let time = Quantities.eventTime(played.at)
    var lines: [Sentence] = []
    switch played.outcome {
    case .done(let events):
      lines.append("  \(time)  \(played.line.text)")
      lines += events.prefix(Self.eventsMax).map { event in
        let when = event.instant == played.at ? "" : "\(Quantities.eventTime(event.instant))  "
        return "               \(when)\(EventText.text(event.kind))"
      }
      let rest = events.count - Self.eventsMax
      if rest > 0 {
        lines.append("               and \(Quantities.counted(rest, "further event"))")
      }
      if let losses = played.losses { lines.append("               \(LossText.text(losses))") }
    case .marked: lines.append("  \(time)  \(played.line.text)")
    case .checked(let check):
      let sign = check.passed ? "✓" : "✗"
      if check.passed {
        lines.append("  \(time)  \(sign) \(check.expected)")
      } else {
        lines.append("  \(time)  \(sign) line \(check.line): expected \(check.expected)")
        lines.append("               but it was \(check.actual)")
      }
    case .refused(let error):
      lines.append("  \(time)  ✗ line \(played.line.number): \(played.line.text)")
      lines.append("               refused: \(ErrorText.text(error)); nothing after it was played")
    case .cancelled: lines.append("  \(time)  cancelled")
    }
    return lines.map(line).joined()
  }

  /// What was lost and why, and whether all was as expected.
  func summary(_ run: ScenarioRun) -> String {
    var lines: [Sentence] = losses(run.final).map { "  \($0)" }
    let passed = run.checks.count(where: \.passed)
    lines.append(
      run.checks.count == passed
        ? "  passed: \(Quantities.counted(passed, "expectation"))"
        : "  FAILED: \(run.checks.count - passed) of "
          + "\(Quantities.counted(run.checks.count, "expectation"))"
    )
    if let failure = run.failure { lines.append("  FAILED at line \(failure.line.number)") }
    return lines.map(line).joined() + "\n"
  }

  private func line(_ sentence: Sentence) -> String {
    Diagnostics.safe(language.text(sentence)) + "\n"
  }

  private func losses(_ simulation: Simulation) -> [Sentence] {
    let cluster = simulation.cluster
    let services = cluster.services.ids.compactMap { cluster.services[$0]?.key }.sorted()
    var others = simulation.ledger.outcomes
    var lines: [Sentence] = []
    for service in services {
      guard let tally = simulation.ledger[service] else { continue }
      for verdict in Verdict.allCases { others[verdict] -= tally.outcomes[verdict] }
      guard let text = loss(tally.outcomes) else { continue }
      lines.append(
        tally.lastFailure.map { "\(text), to \(service): \(ReasonText.text($0))" }
          ?? "\(text), to \(service)"
      )
      if let summary = simulation.lossSummary(of: service) {
        lines.append("  \(LossText.text(summary))")
      }
    }
    if let text = loss(others) { lines.append("\(text), to no Service that is there") }
    return lines
  }

  /// `lost 37 of 1,000 (30 refused, 7 timed out)`; `nil` if nothing was lost.
  private func loss(_ outcomes: Outcomes) -> Sentence? {
    let lost = outcomes.total - outcomes[.delivered]
    guard lost > 0 else { return nil }
    let parts = Verdict.allCases.filter { $0 != .delivered && outcomes[$0] > 0 }
      .map { "\(Quantities.count(outcomes[$0])) \(VerdictText.word($0))" as Sentence }.joined()
    return "lost \(Quantities.count(lost)) of \(Quantities.count(outcomes.total)) (\(parts))"
  }
}

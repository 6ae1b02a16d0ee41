package import ClusterState

/// A row of a comparison of two branches.
package enum ComparisonRow: Equatable, Sendable {
  case heading(Sentence)
  /// What is compared, its value in either branch, and the difference in a word; no word where
  /// both are equal.
  case values(label: Sentence, first: Sentence, second: Sentence, difference: Sentence)
  /// Something that takes a whole row.
  case note(Sentence)

  /// The row in one line, as it is filtered by and shown in full.
  var text: Sentence {
    switch self {
    case .heading(let text), .note(let text): text
    case .values(let label, let first, let second, let difference):
      "\(label): \(first) | \(second) \(difference)"
    }
  }
}

/// Two branches side by side, in words.
enum ComparisonText {
  /// Differences of objects and commands beyond these are only counted.
  static let shownMax = 1_000

  /// `ends` are the last moments of the branches, of which the earlier one is compared.
  static func rows(
    _ comparison: SimulationComparison,
    _ parting: BranchParting,
    names: SimulationComparison.Pair<String>,
    ends: SimulationComparison.Pair<Instant>
  ) -> [ComparisonRow] {
    var rows: [ComparisonRow] = [.heading("REQUESTS up to \(comparison.instants.first - .zero)")]
    if ends.first != ends.second {
      let isFirst = ends.first > ends.second
      let (later, earlier) = isFirst ? (names.first, names.second) : (names.second, names.first)
      let last = max(ends.first, ends.second) - .zero
      rows.append(.note("\(later) goes on to \(last); compared is where \(earlier) stands."))
    }
    rows += figures(comparison.requests, comparison.outcomes)
    rows += [(names.first, comparison.losses.first), (names.second, comparison.losses.second)]
      .compactMap { name, loss in loss.map { .note("\(name)  \(LossText.text($0))") } }
    for service in comparison.services { rows += self.rows(service) }
    return rows + self.rows(parting, names) + self.rows(comparison.changes, names)
  }

  /// Sent, answered, lost by outcome, and the rate of success.
  private static func figures(
    _ requests: SimulationComparison.Pair<UInt64>,
    _ outcomes: SimulationComparison.Pair<Outcomes>
  ) -> [ComparisonRow] {
    let open = SimulationComparison.Pair(
      requests.first - min(requests.first, outcomes.first.total),
      requests.second - min(requests.second, outcomes.second.total)
    )
    var rows = [count("sent", requests) { $0 }]
    if open != .init(0, 0) { rows.append(count("on their way", open) { $0 }) }
    rows.append(count("answered", outcomes) { $0[.delivered] })
    for verdict in Verdict.allCases where verdict != .delivered {
      guard outcomes.first[verdict] + outcomes.second[verdict] > 0 else { continue }
      rows.append(count("  \(VerdictText.word(verdict))", outcomes) { $0[verdict] })
    }
    rows.append(count("lost", outcomes, \.lost))
    func rate(_ outcomes: Outcomes) -> Sentence {
      outcomes.total == 0
        ? "-"
        : Sentence(
          verbatim: Quantities.percent(Double(outcomes[.delivered]) / Double(outcomes.total))
        )
    }
    rows.append(
      values("success rate", outcomes, rate) { first, second in
        rate(first) == rate(second) ? "" : "differs"
      }
    )
    return rows
  }

  private static func rows(_ service: SimulationComparison.Service) -> [ComparisonRow] {
    var rows: [ComparisonRow] = [.heading("SERVICE \(service.key)")]
    rows += figures(service.requests, service.outcomes)
    if service.lost != .init(0, 0) {
      rows.append(
        values("last lost, because", service.lastFailures) {
          $0.map(ReasonText.text) ?? "-"
        } difference: { _, _ in
          "differs"
        }
      )
    }
    rows += service.endpoints.map { entry in
      let pod = entry.endpoint.pod.name
      func cell(_ count: UInt64, _ share: Double) -> Sentence {
        count == 0 ? "-" : "\(Quantities.count(count))  \(Quantities.percent(share))"
      }
      return .values(
        label: pod.isEmpty
          ? Sentence(verbatim: entry.endpoint.text) : "\(entry.endpoint.text)  \(pod)",
        first: cell(entry.counts.first, entry.shares.first),
        second: cell(entry.counts.second, entry.shares.second),
        difference: change(entry.counts.first, entry.counts.second)
      )
    }
    return rows
  }

  private static func rows(
    _ parting: BranchParting,
    _ names: SimulationComparison.Pair<String>
  ) -> [ComparisonRow] {
    let common = Quantities.counted(parting.common, "command")
    var rows: [ComparisonRow] = [.heading("DONE SINCE THEY PARTED, after \(common) in common")]
    guard !parting.first.isEmpty || !parting.second.isEmpty else {
      return rows + [.note("Nothing was done in either.")]
    }
    rows += parting.first.prefix(shownMax).map { row($0, in: names.first) }
    rows += parting.second.prefix(shownMax).map { row($0, in: names.second) }
    let more = max(0, parting.first.count - shownMax) + max(0, parting.second.count - shownMax)
    return rows + (more == 0 ? [] : [.note("and \(Quantities.counted(more, "further command"))")])
  }

  /// A command may be as long as a row.
  private static func row(_ given: BranchParting.Given, in name: String) -> ComparisonRow {
    .note("\(name)  at \(given.instant - .zero)  \(given.command)")
  }

  private static func rows(
    _ changes: [ObjectChange],
    _ names: SimulationComparison.Pair<String>
  ) -> [ComparisonRow] {
    var rows: [ComparisonRow] = [.heading("OBJECTS")]
    guard !changes.isEmpty else { return rows + [.note("No object differs.")] }
    rows += changes.prefix(shownMax).map { change in
      guard !change.path.isEmpty else {
        let isFirst = change.to == nil
        return .values(
          label: Sentence(verbatim: change.object),
          first: isFirst ? "is there" : "-",
          second: isFirst ? "-" : "is there",
          difference: "only in \(isFirst ? names.first : names.second)"
        )
      }
      return .values(
        label: "\(change.object): \(change.field)",
        first: change.from.map { Sentence(verbatim: $0.compactText) } ?? "(not set)",
        second: change.to.map { Sentence(verbatim: $0.compactText) } ?? "(not set)",
        difference: "differs"
      )
    }
    let more = changes.count - shownMax
    return rows
      + (more <= 0 ? [] : [.note("and \(Quantities.counted(more, "further difference"))")])
  }

  private static func count<Value>(
    _ label: Sentence,
    _ pair: SimulationComparison.Pair<Value>,
    _ value: (Value) -> UInt64
  ) -> ComparisonRow {
    values(label, pair) {
      Sentence(verbatim: Quantities.count(value($0)))
    } difference: { first, second in
      change(value(first), value(second))
    }
  }

  private static func values<Value>(
    _ label: Sentence,
    _ pair: SimulationComparison.Pair<Value>,
    _ text: (Value) -> Sentence,
    difference: (Value, Value) -> Sentence
  ) -> ComparisonRow {
    let isEqual = pair.first == pair.second
    return .values(
      label: label,
      first: text(pair.first),
      second: text(pair.second),
      difference: isEqual ? "" : difference(pair.first, pair.second)
    )
  }

  /// `+12`, `-3`; nothing where both are equal.
  private static func change(_ first: UInt64, _ second: UInt64) -> Sentence {
    if first == second { return "" }
    return first < second
      ? "+\(Quantities.count(second - first))" : "-\(Quantities.count(first - second))"
  }
}

internal import ClusterState

/// Counters explained: what an outcome means, where it happened, and why.
enum OutcomeText {
  private static let rowsMax = 20

  /// What the client notices and who answers, by outcome.
  private static func meaning(_ verdict: Verdict) -> Sentence {
    switch verdict {
    case .delivered: "The endpoint's process answered within the client's patience."
    case .rejected: "A rule of kube-proxy answered at once that there is nobody (REJECT)."
    case .dropped:
      "A rule threw the packet away without a word (DROP): the client waits for its time-out."
    case .refused:
      "The endpoint's host answered at once that nothing listens there (connection refused)."
    case .reset: "A connection that was open broke before the answer came."
    case .timedOut: "Nobody answered in time."
    case .nameError: "DNS knows no such name, so no packet was sent."
    case .notHandled: "No rule of kube-proxy knows the address: the packet went on unchanged."
    case .loop: "Aliases or routes lead round in a circle."
    }
  }

  /// Why requests ended in one way.
  static func lines(
    _ verdict: Verdict,
    _ key: ObjectName,
    _ tally: ServiceTally,
    _ losses: LossSummary?
  ) -> [TextLine] {
    let count = Quantities.count(tally.outcomes[verdict])
    let all = Quantities.counted(tally.outcomes.total, "request")
    let word = VerdictText.word(verdict)
    var lines = [
      TextLine(
        "\(count) of \(all) to \(key): \(word)",
        Style(VerdictText.role(verdict), .bold),
        wraps: true
      ), .empty, TextLine(meaning(verdict), wraps: true),
    ]
    lines += places(verdict, tally)
    guard verdict != .delivered else { return lines }
    let parts = losses?.parts.filter { $0.verdicts.contains(verdict) } ?? []
    if !parts.isEmpty { lines += [.empty, heading("since the last change")] + parts.flatMap(part) }
    if let failure = tally.lastFailure {
      let reason = ReasonText.text(failure)
      lines += [.empty, heading("the last that failed, of all")]
      lines.append(TextLine(reason, indent: 4, wraps: true))
    }
    return lines
  }

  /// What the last change cost, cause by cause.
  static func lines(_ summary: LossSummary) -> [TextLine] {
    [TextLine(LossText.text(summary), Style(.bad, .bold), wraps: true)]
      + summary.parts.flatMap { [.empty] + part($0) }
  }

  private static func heading(_ text: Sentence) -> TextLine { TextLine(text, Style(.title)) }

  private static func places(_ verdict: Verdict, _ tally: ServiceTally) -> [TextLine] {
    let endpoints = tally.endpoints.filter { $0.outcomes[verdict] > 0 }
    var lines: [TextLine] = []
    if !endpoints.isEmpty { lines += [.empty, heading("endpoints they were sent to")] }
    for tally in endpoints.prefix(rowsMax) {
      let endpoint = tally.endpoint
      let count = Quantities.count(tally.outcomes[verdict])
      let pod: Sentence = endpoint.pod.name.isEmpty ? "no pod" : "\(endpoint.pod)"
      lines.append(
        TextLine("\(count)  \(endpoint.text)  \(pod)  \(endpoint.nodeName)", indent: 4)
      )
    }
    if endpoints.count > rowsMax {
      let others = Quantities.count(endpoints.count - rowsMax)
      lines.append(TextLine("and \(others) more endpoints", Style(.dim), indent: 4))
    }
    let nodes = tally.nodeOutcomes.filter { $0.value[verdict] > 0 }.sorted { $0.key < $1.key }
    if !nodes.isEmpty { lines += [.empty, heading("nodes whose rules decided")] }
    for (name, outcomes) in nodes.prefix(rowsMax) {
      let (count, all) = (Quantities.count(outcomes[verdict]), Quantities.count(outcomes.total))
      lines.append(TextLine("\(name)  \(count) of \(all)", indent: 4))
    }
    return lines
  }

  private static func part(_ part: LossSummary.Part) -> [TextLine] {
    let cause = LossText.cause(part)
    let words: Sentence = part.verdicts.map(VerdictText.word).joined(separator: ", ")
    let seconds = [part.from, part.to].map {
      Quantities.fixed(Double($0.microseconds) / 1e6, 1)
    }
    var lines = [
      TextLine("\(Quantities.count(part.lost)) \(words): \(cause)", indent: 4, wraps: true),
      TextLine(
        "sent between \(seconds[0]) s and \(seconds[1]) s after the change",
        Style(.dim),
        indent: 8,
        wraps: true
      ),
    ]
    if !part.endpoints.isEmpty {
      let endpoints = part.endpoints.prefix(rowsMax).map { "\($0)" }.joined(separator: ", ")
      lines.append(TextLine("to \(endpoints)", Style(.dim), indent: 8, wraps: true))
    }
    if !part.nodes.isEmpty {
      let nodes = part.nodes.prefix(rowsMax).joined(separator: ", ")
      lines.append(TextLine("decided on \(nodes)", Style(.dim), indent: 8, wraps: true))
    }
    return lines
  }
}

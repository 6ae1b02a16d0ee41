package import ClusterState

/// What was lost since the last change, in a sentence made from facts.
package enum LossText {
  /// Endpoints, nodes and causes that are named one by one.
  private static let namedMax = 3

  /// `lost during the last change: 37 of 12,400 requests, all to 10.244.1.7:8080, between +0.0 s
  /// and +1.3 s, because node-b's rules were not yet synced`.
  package static func text(_ summary: LossSummary) -> Sentence {
    let (lost, all) = (Quantities.count(summary.lost), Quantities.count(summary.requests))
    let (from, to) = (offset(summary.from), offset(summary.to))
    let what: Sentence =
      switch (summary.command, place(summary.endpoints)) {
      case (0, let place?):
        "lost so far: \(lost) of \(all) requests, \(place), between \(from) and \(to)"
      case (0, nil): "lost so far: \(lost) of \(all) requests, between \(from) and \(to)"
      case (_, let place?):
        "lost during the last change: \(lost) of \(all) requests, \(place), "
          + "between \(from) and \(to)"
      case (_, nil):
        "lost during the last change: \(lost) of \(all) requests, between \(from) and \(to)"
      }
    guard let first = summary.parts.first else { return what }
    guard summary.parts.count > 1 else { return "\(what), because \(cause(first))" }
    let parts: [Sentence] = summary.parts.prefix(namedMax).map { part in
      "\(Quantities.count(part.lost)) because \(cause(part))"
    }
    let rest = summary.parts.dropFirst(namedMax).reduce(0) { $0 + $1.lost }
    let others: [Sentence] = rest == 0 ? [] : ["\(Quantities.count(rest)) for other reasons"]
    return "\(what): \((parts + others).joined(separator: "; "))"
  }

  /// `lost 37 of 12,400: node-b's rules were not yet synced`, the main cause only.
  package static func short(_ summary: LossSummary) -> Sentence {
    let (lost, all) = (Quantities.count(summary.lost), Quantities.count(summary.requests))
    guard let first = summary.parts.first else { return "lost \(lost) of \(all)" }
    return "lost \(lost) of \(all): \(cause(first))"
  }

  private static func place(_ endpoints: [SocketAddress]) -> Sentence? {
    switch endpoints.count {
    case 0: nil
    case 1: "all to \(endpoints[0])"
    default: "to \(list(endpoints.map { Sentence(verbatim: $0) }))"
    }
  }

  private static func list(_ names: [Sentence]) -> Sentence {
    guard names.count > namedMax else {
      guard names.count > 1, let last = names.last else { return names.first ?? "" }
      return "\(names.dropLast().joined()) and \(last)"
    }
    return "\(names.prefix(namedMax).joined()) and \(names.count - namedMax) more"
  }

  /// `+1.3 s`, with milliseconds where tenths would say nothing.
  private static func offset(_ delay: Delay) -> String {
    "+\(Quantities.fixed(Double(delay.microseconds) / 1e6, 1)) s"
  }

  /// Why, in words that name who was late.
  package static func cause(_ part: LossSummary.Part) -> Sentence {
    let pods = part.pods.isEmpty ? "the pod" : list(part.pods.map { Sentence(verbatim: $0.name) })
    return switch part.cause {
    case .rulesNotSynced: rules(part.nodes)
    case .sliceNotWritten: "\(pods) had ended and the EndpointSlice did not say so yet"
    case .readinessStale: "\(pods) did not serve and its readiness probe had not noticed"
    case .onlyTerminating: "only endpoints that were terminating were left"
    case .connectionKept: "established connections kept leading to \(pods)"
    case .flowStale: "UDP flows kept leading to where no rule would send them any more"
    case .connectionBroken: "\(pods) ended while answers were awaited"
    case .hostDown: "the machine of \(pods) was gone and nobody had noticed"
    case .nobody: "there was no endpoint to go to"
    case .policy: "the policy Local binds traffic to a node without endpoints"
    case .overload: "\(pods) took longer to answer than clients wait"
    case .naming: "the name led nowhere, or to where it had led before"
    case .clientGone: "the client itself ended"
    case .other: "\(verdicts(part.verdicts)) by the rules"
    }
  }

  private static func rules(_ nodes: [String]) -> Sentence {
    switch nodes.count {
    case 0: "rules were not yet synced"
    case 1: "\(nodes[0])'s rules were not yet synced"
    default: "the rules of \(list(nodes.map { Sentence(verbatim: $0) })) were not yet synced"
    }
  }

  private static func verdicts(_ verdicts: [Verdict]) -> Sentence {
    "they were \(list(verdicts.map(VerdictText.word)))"
  }
}

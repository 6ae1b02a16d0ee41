/// The facts about what was lost since the last change, ready to be told.
package struct LossSummary: Equatable, Sendable {
  /// What was lost for one cause.
  package struct Part: Equatable, Sendable {
    package var cause: LossCause
    package var lost: UInt64
    /// Nodes whose rules decided, by name.
    package var nodes: [String]
    /// Endpoints that they were sent to, in order.
    package var endpoints: [SocketAddress]
    package var pods: [ObjectName]
    /// How they ended, the most frequent way first.
    package var verdicts: [Verdict]
    /// From the change to the sending of the first and the last of them.
    package var from: Delay
    package var to: Delay
  }

  package var startedAt: Instant
  /// The change, as a command of this history from 1; 0: the opened document.
  package var command: Int
  package var lost: UInt64
  /// Requests that ended since the change.
  package var requests: UInt64
  /// The largest first.
  package var parts: [Part]
  package var endpoints: [SocketAddress]
  package var from: Delay
  package var to: Delay
}

extension LossWindow {
  /// `nil` if nothing was lost; `service` leaves out what concerns others.
  func summary(of service: ObjectName?, _ ledger: TrafficLedger) -> LossSummary? {
    let mine = losses.filter { service == nil || $0.service == service }
    guard !mine.isEmpty else { return nil }
    let causes = Set(mine.map(\.cause)).sorted()
    let parts = causes.map { cause in part(cause, mine.filter { $0.cause == cause }) }
      .sorted { ($1.lost, $0.cause) < ($0.lost, $1.cause) }
    return LossSummary(
      startedAt: startedAt,
      command: command,
      lost: parts.reduce(0) { $0 + $1.lost },
      requests: ledger.ended(of: service) - ledgerBefore.ended(of: service),
      parts: parts,
      endpoints: Set(mine.compactMap(\.endpoint)).sorted(),
      from: parts.map(\.from).min() ?? .zero,
      to: parts.map(\.to).max() ?? .zero
    )
  }

  private func part(_ cause: LossCause, _ losses: [Loss]) -> LossSummary.Part {
    var counts: [(verdict: Verdict, count: UInt64)] = []
    for verdict in Verdict.allCases {
      let count = losses.reduce(0) { $0 + ($1.verdict == verdict ? $1.count : 0) }
      if count > 0 { counts.append((verdict, count)) }
    }
    func offset(_ instant: Instant?) -> Delay { max(.zero, (instant ?? startedAt) - startedAt) }
    return LossSummary.Part(
      cause: cause,
      lost: losses.reduce(0) { $0 + $1.count },
      nodes: Set(losses.map(\.node)).filter { !$0.isEmpty }.sorted(),
      endpoints: Set(losses.compactMap(\.endpoint)).sorted(),
      pods: Set(losses.map(\.pod)).filter { !$0.name.isEmpty }.sorted(),
      verdicts: counts.sorted { ($1.count, $0.verdict.rawValue) < ($0.count, $1.verdict.rawValue) }
        .map(\.verdict),
      from: offset(losses.map(\.first).min()),
      to: offset(losses.map(\.last).max())
    )
  }
}

extension Simulation {
  /// What was lost since the last change of the cluster, of one Service or in all; `nil` if
  /// nothing was.
  package func lossSummary(of service: ObjectName? = nil) -> LossSummary? {
    losses.summary(of: service, ledger)
  }
}

internal import ClusterState

extension AppState {
  static let streamColumns = [
    TableColumn("NAME", importance: 5),
    TableColumn("ARRIVALS", importance: 8, leastWidth: 14),
    TableColumn("FROM", importance: 6, leastWidth: 12),
    TableColumn("TO", importance: 9, leastWidth: 12),
    TableColumn("CONNECTIONS", importance: 4, leastWidth: 10),
    TableColumn("SENT", .right, importance: 9),
    TableColumn("IN FLIGHT", .right, importance: 7),
    TableColumn("REQ/S", .right, importance: 10),
    TableColumn("SERVICE OK", .right, importance: 8),
  ]

  /// A stream, with the part of what its Service answered in the last seconds that was delivered.
  func cells(_ stream: TrafficStream) -> [TableCell] {
    let plan = stream.plan
    let success = recentSuccess(of: stream)
    return [
      .text(plan.name ?? "-", Style(plan.name == nil ? .dim : .text)),
      .said(PlanText.arrivals(plan)),
      .text("\(plan.traffic.source)"),
      .text("\(plan.traffic.destination)"),
      .said(PlanText.connections(plan), Style(.dim)),
      .text(Quantities.count(stream.sent)),
      .text(Quantities.count(stream.inFlight)),
      .text(rate(of: stream)),
      .text(
        success.map(Quantities.percent) ?? "-",
        success.map { Style($0 < 1 ? .bad : .good) } ?? Style(.dim)
      ),
    ]
  }

  /// The part of its Service's answers of the last seconds that was delivered.
  func recentSuccess(of stream: TrafficStream) -> Double? {
    service(behind: stream.traffic.destination)
      .flatMap { simulation.ledger[$0]?.recentSuccess(at: simulation.now) }
  }

  /// Requests a second: as planned at this moment, else on average since the start.
  func perSecond(of stream: TrafficStream) -> Double? {
    let elapsed = simulation.now - stream.startedAt
    if let planned = stream.plan.arrivals.rate(after: elapsed) { return Double(planned) }
    guard elapsed.microseconds > 0 else { return nil }
    return Double(stream.sent) * 1e6 / Double(elapsed.microseconds)
  }

  private func rate(of stream: TrafficStream) -> String {
    guard let rate = perSecond(of: stream) else { return "-" }
    let isPlanned = stream.plan.arrivals.rate(after: simulation.now - stream.startedAt) != nil
    return (isPlanned ? "" : "\u{2248}") + Quantities.count(Int(rate))
  }
}

extension Arrivals {
  /// The rate that is planned some time after the start; `nil` where answers or bursts make it.
  fileprivate func rate(after delay: Delay) -> Int? {
    switch self {
    case .constant(let rate), .poisson(let rate): return rate
    case .ramp(let first, let last, let span):
      guard delay < span else { return last }
      let part = Double(max(0, delay.microseconds)) / Double(span.microseconds)
      return first + Int(Double(last - first) * part)
    case .bursts, .closedLoop: return nil
    }
  }
}

extension ServiceTally {
  /// Seconds that count as recent.
  private static let recentSeconds = 5

  /// The part of the requests that ended in the last seconds that was delivered; `nil` if none did.
  func recentSuccess(at now: Instant) -> Double? {
    let ended = ends.counts(Self.recentSeconds, at: now).reduce(0, +)
    guard ended > 0 else { return nil }
    return Double(successes.counts(Self.recentSeconds, at: now).reduce(0, +)) / Double(ended)
  }
}

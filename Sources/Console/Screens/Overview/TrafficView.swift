package import ClusterState

extension Canvas {
  /// Counters of the selected Service: outcomes, rate, what chance says, latency, streams.
  mutating func drawTraffic(_ state: AppState) {
    var row = 0
    for line in TrafficModel(state).lines where row < size.rows {
      draw(line, row: row)
      row += 1
    }
  }

  private mutating func draw(_ line: TrafficModel.Line, row: Int) {
    switch line {
    case .text(let text, let style):
      put(text, at: Point(column: 1, row: row), width: size.columns - 2, .left, style)
    case .outcome(let verdict, let count, let total):
      drawOutcome(verdict, count, total, row)
    case .rate(let counts, let rate):
      let text = "\(Quantities.count(rate))/s"
      put("req/s", at: Point(column: 1, row: row), Style(.heading))
      let start = size.columns - TextWidth.cells(of: text) - 1
      sparkline(
        counts.map { Int(clamping: $0) },
        at: Point(column: Self.barStart, row: row),
        width: max(0, start - Self.barStart - 1)
      )
      put(text, at: Point(column: start, row: row))
    }
  }

  private mutating func drawOutcome(
    _ verdict: Verdict,
    _ count: UInt64,
    _ total: UInt64,
    _ row: Int
  ) {
    let style = Style(VerdictText.role(verdict))
    let share = Quantities.percent(Double(count) / Double(total))
    let numbers = "\(Quantities.count(count))  \(share)"
    let start = size.columns - TextWidth.cells(of: numbers) - 1
    put(VerdictText.word(verdict), at: Point(column: 1, row: row), style)
    put(numbers, at: Point(column: start, row: row))
    let width = start - Self.barStart - 2
    guard width >= 6 else { return }
    bar(
      Int(clamping: count),
      of: Int(clamping: total),
      at: Point(column: Self.barStart, row: row),
      width: width,
      style
    )
  }

  /// Column at which bars and sparklines begin.
  private static let barStart = 13
}

/// What the traffic pane says, the most important first.
struct TrafficModel {
  enum Line {
    case text(String, Style)
    case outcome(Verdict, UInt64, total: UInt64)
    case rate([UInt64], Int)
  }

  private(set) var lines: [Line] = []

  init(_ state: AppState) {
    let simulation = state.simulation
    guard let key = state.selectedService, let service = simulation.cluster.services[key] else {
      lines = [.text("Select a Service to see its counters.", Style(.dim))]
      return
    }
    if let tally = simulation.ledger[key] {
      addCounters(tally, service, simulation)
    } else {
      addInvitation(state, service)
    }
    for stream in simulation.streams
    where state.service(behind: stream.traffic.destination) == key {
      lines.append(
        .text(
          "stream \(stream.plan), \(Quantities.count(stream.sent)) sent",
          Style(.information)
        )
      )
    }
  }

  private mutating func addInvitation(_ state: AppState, _ service: Service) {
    if service.spec.type == .externalName {
      lines.append(.text("An alias: clients go to \(service.spec.externalName)", Style(.dim)))
      lines.append(.text("themselves, past kube-proxy and its counters.", Style(.dim)))
    } else if let traffic = state.usualTraffic(to: service) {
      lines.append(.text("No requests yet. t sends, Ctrl-T streams:", Style(.dim)))
      lines.append(.text("\(traffic)", Style(.dim)))
    } else {
      lines.append(.text("No requests yet. t sends.", Style(.dim)))
    }
  }

  private mutating func addCounters(
    _ tally: ServiceTally,
    _ service: Service,
    _ simulation: Simulation
  ) {
    for verdict in Verdict.allCases where tally.outcomes[verdict] > 0 {
      lines.append(.outcome(verdict, tally.outcomes[verdict], total: tally.requests))
    }
    let counts = tally.rate.counts(RateSeries.secondsKept, at: simulation.now)
    if counts.contains(where: { $0 > 0 }) {
      let rate = Int(tally.rate.perSecond(at: simulation.now).rounded())
      lines.append(.rate(counts, rate))
    }
    if let failure = tally.lastFailure {
      lines.append(.text("last failure: \(ReasonText.text(failure))", Style(.bad)))
    }
    if let chance = ChanceText.text(tally, service, simulation.settings.mode) {
      lines.append(.text(chance, Style(.dim)))
    }
    let nodes = tally.nodes
      .map { "\($0.key) \(Quantities.count($0.value))" }.joined(separator: "  ")
    if !nodes.isEmpty { lines.append(.text("decided on  \(nodes)", Style(.dim))) }
    if let half = tally.latencies.percentile(50), let most = tally.latencies.percentile(99) {
      lines.append(
        .text(
          "latency  p50 \(Quantities.latency(half))  p99 \(Quantities.latency(most))  (modelled)",
          Style(.dim)
        )
      )
    }
  }
}

/// Whether counts look like chance, in words.
package enum ChanceText {
  package static func text(_ tally: ServiceTally, _ service: Service, _ mode: ProxyMode) -> String?
  {
    guard
      let test = ChiSquare(
        observed: tally.endpoints.map(\.count),
        expected: tally.endpoints.map(\.expected)
      )
    else { return nil }
    let verdict =
      switch test.p {
      case 0.01...: "chance explains the shares"
      case 0.001...: "rare by chance"
      default: cause(service, mode)
      }
    let probability = test.p < 0.001 ? "p < 0.001" : "p = \(Quantities.fixed(test.p, 3))"
    return "\(verdict): \(probability), chi-square \(Quantities.fixed(test.statistic, 1)), "
      + "\(test.degreesOfFreedom) df"
  }

  /// What makes shares differ from the expected ones beyond chance.
  private static func cause(_ service: Service, _ mode: ProxyMode) -> String {
    if service.spec.sessionAffinity == .clientIP { return "sessionAffinity keeps clients in place" }
    return mode == .ipvs ? "round robin, not chance" : "not chance"
  }
}

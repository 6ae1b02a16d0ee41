internal import ClusterState

/// What the traffic pane says, the most important first.
struct TrafficModel {
  enum Line: Equatable {
    case text(Sentence, Style)
    case outcome(Verdict, UInt64, total: UInt64)
    /// All outcomes in one bar.
    case stack(delivered: UInt64, total: UInt64)
    case rate([UInt64], Int)
    /// The part that was delivered of what ended in each second, and in the last few.
    case success([Double?], recent: Double?)
  }

  /// With fewer rows, every outcome and loss has to do with one.
  private static let rowsOfDetail = 6

  private(set) var lines: [Line] = []
  /// The line of each counter that can be asked about.
  private(set) var rows: [RowID: Int] = [:]
  private let room: Size
  private let language: Language

  /// What is said of the selected Service in so many cells.
  init(_ state: AppState, _ room: Size) {
    self.room = room
    language = state.language
    let simulation = state.simulation
    guard let key = state.selectedService, let service = simulation.cluster.services[key] else {
      lines = [.text("Select a Service to see its counters.", Style(.dim))]
      return
    }
    if let tally = simulation.ledger[key] {
      addOutcomes(tally)
      if let summary = simulation.lossSummary(of: key) { add(summary) }
      addRates(tally, simulation.now)
      addProgress(tally)
      addLatency(tally)
      addCauses(tally, service, simulation)
      addPlaces(tally)
    } else {
      addInvitation(state, service)
    }
    let strays = simulation.ledger.strays
    if strays > 0 {
      add("\(Quantities.counted(strays, "request")) reached no Service: see :events", .warning)
    }
    for stream in simulation.streams
    where state.service(behind: stream.traffic.destination) == key {
      add("stream \(stream.plan), \(Quantities.count(stream.sent)) sent", .information)
    }
  }

  private var isTight: Bool { room.rows < Self.rowsOfDetail }

  private mutating func add(_ text: Sentence, _ role: Role = .dim) {
    lines.append(.text(text, Style(role)))
  }

  private mutating func addInvitation(_ state: AppState, _ service: Service) {
    if service.spec.type == .externalName {
      add("An alias: clients go to \(service.spec.externalName)")
      add("themselves, past kube-proxy and its counters.")
    } else if let traffic = state.usualTraffic(to: service) {
      add("No requests to it yet. t sends, Ctrl-T streams:")
      add("\(traffic)")
    } else {
      add("No requests to it yet. t sends.")
    }
  }

  private mutating func addOutcomes(_ tally: ServiceTally) {
    let verdicts = Verdict.allCases.filter { tally.outcomes[$0] > 0 }
    if isTight, verdicts.count > 1 {
      let delivered = tally.outcomes[.delivered]
      for verdict in verdicts { rows[.outcome(verdict)] = lines.count }
      lines.append(.stack(delivered: delivered, total: tally.outcomes.total))
      return
    }
    for verdict in verdicts {
      rows[.outcome(verdict)] = lines.count
      lines.append(.outcome(verdict, tally.outcomes[verdict], total: tally.requests))
    }
  }

  /// What the last change cost: its whole sentence, or where it has no room the gist.
  private mutating func add(_ summary: LossSummary) {
    rows[.losses] = lines.count
    let sentence = TextWidth.wrap(language.text(LossText.text(summary)), max(1, room.columns))
    guard sentence.count <= max(1, room.rows / 3) else {
      return add(LossText.short(summary), .bad)
    }
    for line in sentence { add(Sentence(verbatim: line), .bad) }
  }

  private mutating func addRates(_ tally: ServiceTally, _ now: Instant) {
    let counts = tally.rate.counts(RateSeries.secondsKept, at: now)
    if counts.contains(where: { $0 > 0 }) {
      lines.append(.rate(counts, Int(tally.rate.perSecond(at: now).rounded())))
    }
    let rates = tally.successRates(RateSeries.secondsKept, at: now)
    if rates.contains(where: { $0 != nil }) {
      lines.append(.success(rates, recent: tally.recentSuccess(at: now)))
    }
  }

  private mutating func addProgress(_ tally: ServiceTally) {
    var parts: [Sentence] = []
    if tally.inFlight > 0 { parts.append("\(Quantities.count(tally.inFlight)) in flight") }
    if tally.retries > 0 {
      parts.append(
        "\(Quantities.count(tally.retries)) retries among "
          + "\(Quantities.counted(tally.attempts, "attempt"))"
      )
    }
    if !parts.isEmpty { add(parts.joined(separator: "   "), .text) }
  }

  private mutating func addLatency(_ tally: ServiceTally) {
    let percentiles = [50, 90, 99].compactMap { percent in
      tally.latencies.percentile(percent).map { "p\(percent) \(Quantities.latency($0))" }
    }
    guard !percentiles.isEmpty, let most = tally.latencies.max else { return }
    let all = percentiles + ["max \(Quantities.latency(most))"]
    add("latency \(all.joined(separator: " ")) (modelled)")
  }

  private mutating func addCauses(
    _ tally: ServiceTally,
    _ service: Service,
    _ simulation: Simulation
  ) {
    if let failure = tally.lastFailure { add("last failure: \(ReasonText.text(failure))", .bad) }
    if let chance = ChanceText.text(tally, service, simulation.settings.mode) { add(chance) }
  }

  /// Where it was decided and where it went, with what was lost there.
  private mutating func addPlaces(_ tally: ServiceTally) {
    let nodes = tally.nodeOutcomes.sorted { $0.key < $1.key }
      .map { Self.place(Sentence(verbatim: $0.key), $0.value) }
    if !nodes.isEmpty { add("decided on  \(nodes.joined(separator: "  "))") }
    let zones = tally.zoneOutcomes.filter { $0.outcomes.total > 0 }
      .map { zone -> Sentence in
        zone.zone.isEmpty
          ? Self.place("no zone", zone.outcomes)
          : Self.place(Sentence(verbatim: zone.zone), zone.outcomes)
      }
    if zones.count > 1 { add("went to     \(zones.joined(separator: "  "))") }
  }

  private static func place(_ name: Sentence, _ outcomes: Outcomes) -> Sentence {
    let lost = outcomes.total - outcomes[.delivered]
    let count = Quantities.count(outcomes.total)
    return lost > 0
      ? "\(name) \(count) (\(Quantities.count(lost)) lost)" : "\(name) \(count)"
  }
}

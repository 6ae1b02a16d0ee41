internal import ClusterState

// Pictures of the traffic of the selected Service.

extension AppState {
  /// Outcomes in the order in which they are listed and stacked.
  private static let verdicts = Verdict.allCases

  /// Shows the pictures.
  mutating func showCharts() {
    guard selectedService != nil else {
      message = .error("select a Service first: its traffic is shown")
      return
    }
    if screen != .charts { screens.append(.charts) }
  }

  /// The list of the picture that keys act on; `nil` where it has none.
  var chartList: ListName? {
    switch charts.focus {
    case .outcomes: .pane(.traffic)
    case .shares: .pane(.endpoints)
    case .clients: .clients
    case .latency: nil
    }
  }

  /// Rows of a list of the pictures that fit.
  func chartRows(_ pane: ChartPane) -> Int {
    let rows = ChartsLayout(self).place(pane).inset(by: 1).size.rows
    switch pane {
    case .outcomes: return max(1, rows / 3)
    case .shares: return max(0, rows - 1)
    case .clients: return max(0, rows - 2)
    case .latency: return 0
    }
  }

  var shownTally: ServiceTally? { selectedService.flatMap { simulation.ledger[$0] } }

  var shownLosses: LossSummary? { selectedService.flatMap { simulation.lossSummary(of: $0) } }

  /// What chance lets expect of the selected Service's endpoints.
  var expectationWords: Sentence? {
    guard let tally = shownTally,
      let service = selectedService.flatMap({ simulation.cluster.services[$0] })
    else { return nil }
    return ExpectationText.text(tally, service, simulation.settings.mode)
  }

  var noTrafficWords: Sentence {
    guard let key = selectedService else { return "Select a Service to see its traffic." }
    return "Nothing was sent to \(key) yet. t sends requests, Ctrl-T starts a stream."
  }

  /// Counters that can be asked about: each outcome there was, then what the last change cost.
  var trafficRows: [RowID] {
    guard let tally = shownTally else { return [] }
    let outcomes = Self.verdicts.filter { tally.outcomes[$0] > 0 }.map(RowID.outcome)
    return outcomes + (shownLosses == nil ? [] : [.losses])
  }

  /// Clients that the selected Service has been sent requests by.
  var clientRows: [RowID] { (shownTally?.clients ?? []).indices.map(RowID.client) }

  func layer(of verdict: Verdict, _ symbols: Symbols) -> StackedChart.Layer {
    let style = Style(verdict == .delivered ? .bar : VerdictText.role(verdict))
    guard verdict != .delivered else {
      return StackedChart.Layer(symbols.barParts[symbols.barParts.count - 1], style)
    }
    return StackedChart.Layer(VerdictText.letter(verdict).unicodeScalars.first ?? "!", style)
  }

  /// What became of requests in the last bins of time.
  ///
  /// As long as there are few of them, they are drawn wider.
  func outcomeChart(_ tally: ServiceTally, columns: Int) -> StackedChart {
    let width = outcomeWidth(tally, columns: columns)
    let bins = tally.history.recent(columns / width, at: simulation.now)
    let layers = Self.verdicts.map { layer(of: $0, .ascii) }
    return StackedChart(
      layers,
      columns: bins.map { bin in Self.verdicts.map { bin[$0] } },
      width: width
    )
  }

  /// Columns of the screen to a bin of time.
  func outcomeWidth(_ tally: ServiceTally, columns: Int) -> Int {
    guard let start = tally.history.start else { return 1 }
    let seconds = (simulation.now - start).microseconds / 1_000_000 + 1
    let bins = Int(seconds / tally.history.binSeconds) + 1
    return [4, 2].first { bins * $0 <= columns } ?? 1
  }

  func title(of pane: ChartPane) -> BoxTitle {
    let key = selectedService.map { "\($0)" } ?? ""
    switch pane {
    case .outcomes:
      guard let tally = shownTally else { return BoxTitle("Outcomes of \(key)") }
      let seconds = tally.history.binSeconds
      let rate = Quantities.count(Int(tally.rate.perSecond(at: simulation.now).rounded()))
      return BoxTitle("Outcomes of \(key)", right: "\(rate) req/s, \(seconds) s a step")
    case .latency: return BoxTitle("Latency", right: "logarithmic")
    case .shares: return title(of: .endpoints)
    case .clients: return BoxTitle("Clients by endpoints", right: "h l w")
    }
  }

  /// Moves the cursor over the endpoints of the heat map.
  mutating func moveChartColumn(_ distance: Int) {
    guard charts.focus == .clients, let tally = shownTally else { return }
    let last = tally.endpoints.count { $0.count > 0 } - 1
    charts.column = min(max(0, charts.column + distance), max(0, last))
  }

  /// The next picture, or with -1 the one before.
  mutating func turnChart(_ direction: Int) {
    let count = ChartPane.allCases.count
    let next = (charts.focus.rawValue + direction + count) % count
    charts.focus = ChartPane(rawValue: next) ?? .outcomes
  }
}

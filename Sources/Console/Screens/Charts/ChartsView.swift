internal import ClusterState

extension Canvas {
  /// Four pictures of the selected Service's traffic.
  mutating func drawCharts(_ state: AppState) {
    let layout = ChartsLayout(state)
    if layout.isTabbed {
      inside(layout.tabBar) { $0.drawChartTabs(state.charts.focus) }
      inside(layout.place(state.charts.focus)) { $0.draw(state.charts.focus, state) }
      return
    }
    for pane in ChartPane.allCases {
      inside(layout.place(pane)) { $0.draw(pane, state) }
    }
  }

  private mutating func drawChartTabs(_ focus: ChartPane) {
    let places = TabBar.places(width: size.columns)
    for (pane, place) in zip(ChartPane.allCases, places) {
      let style = pane == focus ? Style(.title, [.bold, .reverse]) : Style(.dim)
      let point = Point(column: place.lowerBound, row: 0)
      say(pane.title, at: point, width: place.count, .center, style)
    }
  }

  private mutating func draw(_ pane: ChartPane, _ state: AppState) {
    let isFocused = state.charts.focus == pane && state.popup == nil
    let inner = box(
      state.title(of: pane),
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: isFocused ? Style(.title, .bold) : Style(.title)
    )
    inside(inner) { canvas in
      guard let tally = state.shownTally else {
        canvas.drawWords(state.noTrafficWords)
        return
      }
      switch pane {
      case .outcomes: canvas.drawOutcomes(tally, state, isFocused)
      case .latency: canvas.drawLatencies(tally)
      case .shares: canvas.drawEndpoints(state, isFocused, isOfShares: true)
      case .clients: canvas.drawClients(ClientMap(tally, state), state, isFocused)
      }
    }
  }

  /// The endpoints with their shares and, where a row is left, what chance lets expect.
  ///
  /// `isOfShares` leaves out what has no room beside bars.
  mutating func drawEndpoints(_ state: AppState, _ isFocused: Bool, isOfShares: Bool = false) {
    var table = state.endpointsTable(isFocused, rows: size.rows - 1)
    if isOfShares, size.columns < 100 {
      for title in ["ZONE", "NODE", "IP:PORT"] + (size.columns < 80 ? ["EXPECTED"] : []) {
        table.drop(column: title)
      }
      if let bar = table.columns.firstIndex(where: \.isBar) { table.columns[bar].importance = 20 }
    }
    draw(table)
    guard table.total > 0, table.total + 2 < size.rows, let words = state.expectationWords else {
      return
    }
    let row = size.rows - 1
    say(words, at: Point(column: 1, row: row), width: size.columns - 2, .left, Style(.dim))
  }

  /// A paragraph in a pane that has nothing else to show.
  mutating func drawWords(_ text: Sentence) {
    for (row, line) in TextWidth.wrap(language.text(text), size.columns - 2).enumerated() {
      put(line, at: Point(column: 1, row: row), Style(.dim))
    }
  }

  private mutating func drawLatencies(_ tally: ServiceTally) {
    let place = Rectangle(column: 1, row: 0, columns: size.columns - 2, rows: size.rows - 1)
    guard let chart = LatencyChart(tally.latencies, width: place.size.columns) else {
      return drawWords("No request was delivered yet: there are no latencies.")
    }
    inside(place) { $0.draw(chart) }
    let row = size.rows - 1
    put(
      tally.latencies.wordsOfPercentiles,
      at: Point(column: 1, row: row),
      width: size.columns - 2,
      .left,
      Style(.text)
    )
  }
}

extension Canvas {
  /// What became of requests in the course of time, above the counters.
  private mutating func drawOutcomes(
    _ tally: ServiceTally,
    _ state: AppState,
    _ isFocused: Bool
  ) {
    let rows = state.rowIDs(.pane(.traffic))
    let legend = min(rows.count, max(1, size.rows / 3))
    let height = size.rows - legend - 1
    if height >= 2 {
      let place = Rectangle(column: 1, row: 0, columns: size.columns - 2, rows: height)
      let chart = state.outcomeChart(tally, columns: place.size.columns)
      inside(place) { $0.draw(chart) }
      let width = chart.width
      drawTimeAxis(tally.history, state.simulation.now, width: width, row: height)
    }
    let selected = state.list(.pane(.traffic)).index
    let first = max(0, min(selected - legend + 1, rows.count - legend))
    for (offset, row) in rows.dropFirst(first).prefix(legend).enumerated() {
      let line = size.rows - legend + offset
      drawOutcomeRow(row, tally, state, row: line)
      if isFocused, first + offset == selected {
        put(symbols.selectionMarker, at: Point(column: 0, row: line), Style(.key))
        emphasize(Rectangle(column: 0, row: line, columns: size.columns, rows: 1), .selected)
      }
    }
  }

  private mutating func drawTimeAxis(
    _ history: OutcomeHistory,
    _ now: Instant,
    width: Int,
    row: Int
  ) {
    let columns = size.columns - 2
    let seconds = Int64(columns / width) * history.binSeconds
    let begin = now.microseconds / 1_000_000 - seconds
    say(
      begin >= 0 ? "\(Quantities.span(.seconds(seconds))) ago" : "",
      at: Point(column: 1, row: row),
      Style(.dim)
    )
    say("now", at: Point(column: 1, row: row), width: columns, .right, Style(.dim))
  }

  private mutating func drawOutcomeRow(
    _ id: RowID,
    _ tally: ServiceTally,
    _ state: AppState,
    row: Int
  ) {
    switch id {
    case .outcome(let verdict):
      let style = Style(VerdictText.role(verdict))
      let layer = state.layer(of: verdict, symbols)
      put(layer.letter, at: Point(column: 1, row: row), layer.style)
      say(VerdictText.word(verdict), at: Point(column: 3, row: row), style)
      let share = Double(tally.outcomes[verdict]) / Double(max(1, tally.outcomes.total))
      let numbers = "\(Quantities.count(tally.outcomes[verdict]))  \(Quantities.percent(share))"
      let room = size.columns - 17
      put(numbers, at: Point(column: 16, row: row), width: max(0, room), .left)
    case .losses:
      guard let summary = state.shownLosses else { return }
      let words = LossText.short(summary)
      say(words, at: Point(column: 1, row: row), width: size.columns - 2, .left, Style(.bad))
    default: break
    }
  }
}

extension LatencyHistogram {
  /// `p50 1.2ms  p90 4.0ms  p99 8.4ms  max 12.0ms (modelled)`.
  fileprivate var wordsOfPercentiles: String {
    let parts = [50, 90, 99].compactMap { percent in
      percentile(percent).map { "p\(percent) \(Quantities.latency($0))" }
    }
    let most = max.map { ["max \(Quantities.latency($0))"] } ?? []
    return (parts + most).joined(separator: "  ") + "  (modelled)"
  }
}

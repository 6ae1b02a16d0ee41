internal import ClusterState

extension Canvas {
  /// Counters of the selected Service: outcomes, losses, rates, what chance says, latency, streams.
  mutating func drawTraffic(_ state: AppState, _ isFocused: Bool) {
    let room = Size(columns: max(0, size.columns - 2), rows: size.rows)
    let model = TrafficModel(state, room)
    for (row, line) in model.lines.prefix(size.rows).enumerated() {
      draw(line, row: row)
    }
    drawRates(state, below: model.lines.count)
    guard isFocused, let id = state.list(.pane(.traffic)).selection, let row = model.rows[id],
      row < size.rows
    else { return }
    put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key))
    emphasize(Rectangle(column: 0, row: row, columns: size.columns, rows: 1), .selected)
  }

  /// The requests of the last minute as a curve, where there is room left for it.
  private mutating func drawRates(_ state: AppState, below lines: Int) {
    let left = size.rows - lines - 1
    guard left >= Self.curveRowsLeast, size.columns > 4, let tally = state.shownTally else {
      return
    }
    let now = state.simulation.now
    // The last second has just begun.
    let counts = tally.rate.counts(RateSeries.secondsKept, at: now).dropLast()
    guard let most = counts.max(), most > 0 else { return }
    let height = min(left, Self.curveRowsMost)
    let words: Sentence = "req/s in the last minute, at most \(Quantities.count(most))"
    let top = size.rows - height
    say(words, at: Point(column: 1, row: top), width: size.columns - 2, .left, Style(.dim))
    let wide = max(1, (size.columns - 2) * 2 / counts.count)
    let values = counts.flatMap { [Int](repeating: Int(clamping: $0), count: wide) }
    let place = Rectangle(
      column: 1,
      row: top + 1,
      columns: size.columns - 2,
      rows: height - 1
    )
    inside(place) { $0.draw(DotChart(values)) }
  }

  private static let curveRowsLeast = 4
  private static let curveRowsMost = 8

  private mutating func draw(_ line: TrafficModel.Line, row: Int) {
    switch line {
    case .text(let text, let style):
      say(text, at: Point(column: 1, row: row), width: size.columns - 2, .left, style)
    case .outcome(let verdict, let count, let total):
      drawOutcome(verdict, count, total, row)
    case .stack(let delivered, let total): drawStack(delivered, total, row)
    case .rate(let counts, let rate):
      let width = drawSeries("req/s", "\(Quantities.count(rate))/s", Style(.text), row)
      sparkline(
        counts.map { Int(clamping: $0) },
        at: Point(column: Self.barStart, row: row),
        width: width
      )
    case .success(let rates, let recent): drawSuccess(rates, recent, row)
    }
  }

  /// The heading and the number of a sparkline.
  ///
  /// Returns the cells between them.
  private mutating func drawSeries(
    _ heading: String,
    _ number: String,
    _ style: Style,
    _ row: Int
  ) -> Int {
    put(heading, at: Point(column: 1, row: row), Style(.heading))
    let width = max(Self.numberWidth, TextWidth.cells(of: number))
    let start = size.columns - width - 1
    put(number, at: Point(column: start, row: row), width: width, .right, style)
    return max(0, start - Self.barStart - 1)
  }

  /// The part that was delivered by the second; seconds without an end are blank.
  private mutating func drawSuccess(_ rates: [Double?], _ recent: Double?, _ row: Int) {
    let isWhole = (recent ?? 1) == 1
    let number = recent.map(Quantities.percent) ?? "-"
    let width = drawSeries("ok", number, Style(isWhole ? .good : .bad), row)
    let point = Point(column: Self.barStart, row: row)
    // What is zero would be blank as well: it has the lowest of all columns.
    let heights = rates.map { rate in rate.map { max(1, Int($0 * 1_000)) } ?? 0 }
    sparkline(
      heights.map { $0 == 1_000 ? $0 : 0 },
      of: 1_000,
      at: point,
      width: width,
      Style(.good)
    )
    sparkline(heights.map { $0 < 1_000 ? $0 : 0 }, of: 1_000, at: point, width: width, Style(.bad))
  }

  /// All outcomes in one bar: what was delivered, then in another pattern what was not.
  private mutating func drawStack(_ delivered: UInt64, _ total: UInt64, _ row: Int) {
    let share = Quantities.percent(Double(delivered) / Double(total))
    say("delivered", at: Point(column: 1, row: row), Style(.bad))
    let start = size.columns - TextWidth.cells(of: share) - 1
    put(share, at: Point(column: start, row: row))
    let width = start - Self.barStart - 2
    guard width >= 6 else { return }
    let kept = min(
      width - 1,
      max(delivered > 0 ? 1 : 0, Int(Double(delivered) / Double(total) * Double(width)))
    )
    for column in 0..<width {
      put(
        column < kept ? symbols.barParts[symbols.barParts.count - 1] : symbols.lost,
        at: Point(column: Self.barStart + column, row: row),
        Style(column < kept ? .good : .barBad)
      )
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
    say(VerdictText.word(verdict), at: Point(column: 1, row: row), style)
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
  /// Numbers behind sparklines share it, so that one second stands under the other.
  private static let numberWidth = 7
}

import ClusterState
import Console

/// What a sweep came to, as a table with a bar for every row.
struct SweepText {
  let language: Language
  /// Whether bars are drawn in ASCII.
  let isASCII: Bool
  /// Columns of the widest line that shall come of it.
  let width: Int

  private static let barMax = 60
  private static let barMin = 10
  /// Columns where nobody says how many there are.
  private static let defaultWidth = 100

  init(language: Language) {
    self.language = language
    let terminal = TerminalOptions(environment: TerminalOptions.currentEnvironment())
    isASCII = terminal.settleLocale().isASCII
    width = StandardStreams.outputColumns ?? Self.defaultWidth
  }

  /// For a test: all that is asked of the world otherwise.
  init(language: Language, isASCII: Bool, width: Int) {
    self.language = language
    self.isASCII = isASCII
    self.width = width
  }

  /// The whole text: rows with their bars, the scale of the bars, and what the figures are.
  func text(_ summary: SweepSummary) -> String {
    let rows = summary.rows
    let isShare = summary.measure == .passed
    let top = rows.map { $0.interval.high ?? $0.interval.mean }.max() ?? 0
    let headings =
      summary.grid.axes.map(\.key) + ["RUNS", summary.measure.name.uppercased(), "95% INTERVAL"]
      + (isShare ? [] : ["PASSED"])
    let cells = rows.map { row in
      row.values + [Quantities.count(row.runs)]
        + [figure(row.interval.mean, isShare), span(row.interval, isShare)]
        + (isShare ? [] : [Quantities.percent(row.passed.mean)])
    }
    let columns = headings.indices.map { column in
      aligned(
        [headings[column]] + cells.map { $0[column] },
        isLeft: column < summary.grid.axes.count
      )
    }
    let used = columns.reduce(0) { $0 + TextWidth.cells(of: $1[0]) + 3 }
    let barWidth = min(Self.barMax, max(Self.barMin, width - used))
    let bars = rows.map { bar($0.interval, top, barWidth) }
    var text = ""
    for line in 0...rows.count {
      let bar = line == 0 ? scale(figure(top, isShare), barWidth) : bars[line - 1]
      let words = columns.map { $0[line] } + [bar]
      text += trimmed(Diagnostics.safe(words.joined(separator: "   "))) + "\n"
    }
    return text + "\n" + legend(summary).map { language.text($0) + "\n" }.joined()
  }

  /// `0` and the greatest value at the ends of the bars.
  private func scale(_ top: String, _ width: Int) -> String {
    let line = String(repeating: isASCII ? "-" : "─", count: max(0, width - top.count - 3))
    return "0 \(line) \(top)"
  }

  /// Full up to the lower end of the interval, then the interval, with a sign at the mean.
  func bar(_ interval: ConfidenceInterval, _ top: Double, _ width: Int) -> String {
    guard top > 0 else { return "" }
    func column(_ value: Double) -> Int { min(width, Int((value / top * Double(width)).rounded())) }
    let mean = column(interval.mean)
    let (low, high) = (
      column(interval.low ?? interval.mean), column(interval.high ?? interval.mean)
    )
    let (full, open, sign) = isASCII ? ("#", "=", "|") : ("█", "▒", "│")
    guard high > low else { return String(repeating: full, count: mean) }
    let cells = (0..<high).map { cell in
      cell < low ? full : cell == min(mean, high - 1) && high - low > 2 ? sign : open
    }
    return cells.joined()
  }

  private func figure(_ value: Double, _ isShare: Bool) -> String {
    isShare ? Quantities.percent(value) : Quantities.fixed(value, value < 100 ? 2 : 1)
  }

  private func span(_ interval: ConfidenceInterval, _ isShare: Bool) -> String {
    guard let low = interval.low, let high = interval.high else { return "-" }
    return "\(figure(low, isShare)) .. \(figure(high, isShare))"
  }

  private func aligned(_ words: [String], isLeft: Bool) -> [String] {
    let width = words.map { TextWidth.cells(of: $0) }.max() ?? 0
    return words.map { word in
      let blanks = String(repeating: " ", count: width - TextWidth.cells(of: word))
      return isLeft ? word + blanks : blanks + word
    }
  }

  private func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line = line.dropLast() }
    return String(line)
  }

  private func legend(_ summary: SweepSummary) -> [Sentence] {
    var lines: [Sentence] = []
    switch summary.measure {
    case .passed:
      lines.append(
        "passed: the share of runs that met every expectation, with its 95 % interval after Wilson"
      )
      return lines
    case .lost: lines.append("lost: requests of a run that were not delivered, since its last mark")
    case .ended: lines.append("ended: all requests of a run that ended, since its last mark")
    case .verdict(let verdict):
      lines.append("\(verdict.name): requests of a run that ended so, since its last mark")
    }
    lines.append("the mean of all runs, with its 95 % interval after Student")
    return lines
  }
}

import ClusterState
import Testing

@testable import Console

@Suite struct ChartTests {
  private func drawn(
    _ columns: Int,
    _ rows: Int,
    _ symbols: Symbols = .unicode,
    _ draw: (inout Canvas) -> Void
  ) -> [String] {
    var canvas = Canvas(size: Size(columns: columns, rows: rows), symbols: symbols)
    draw(&canvas)
    return canvas.frame.rows
  }

  @Test(
    arguments: [
      // Short of the band, within it, beyond it, and without chance to speak of.
      (200, 350...450, "████   ░┊░          "), (400, 300...500, "██████▓▓┊░░         "),
      (700, 350...450, "███████▓┊▓████      "), (500, nil, "████████┊█          "),
    ] as [(Int, ClosedRange<Int>?, String)]
  )
  func `a share bar shows where chance lets it end`(
    value: Int,
    band: ClosedRange<Int>?,
    text: String
  ) {
    let bar = ShareBar(value, of: 1_000, expected: 400 + 10, band: band)
    let rows = drawn(20, 1) { $0.draw(bar, at: .zero, width: 20) }
    #expect(rows == [text])
  }

  @Test func `a share bar in ASCII tells the band without colour`() {
    let bar = ShareBar(400, of: 1_000, band: 300...500)
    #expect(drawn(20, 1, .ascii) { $0.draw(bar, at: .zero, width: 20) } == ["######==...         "])
  }

  private static let layers = [
    StackedChart.Layer("#", Style(.bar)), StackedChart.Layer("X", Style(.bad)),
  ]

  @Test func `a single lost request among thousands is seen`() {
    let chart = StackedChart(
      Self.layers,
      columns: [[1_000, 1], [500, 500], [0, 250], [1_001, 0]]
    )
    let rows = drawn(5, 4) { $0.draw(chart) }
    #expect(rows == [" █▇ █", " ██ █", " █X █", " XXX█"])
  }

  @Test func `a stacked chart is as wide as it is told`() {
    let chart = StackedChart(Self.layers, columns: [[1, 0], [2, 0]], width: 2)
    #expect(drawn(4, 2) { $0.draw(chart) } == ["  ██", "████"])
    #expect(drawn(4, 1, .ascii) { $0.draw(chart) } == ["--##"])
  }

  @Test func `a curve has two values to a cell and four heights to a row`() {
    let chart = DotChart([1, 2, 3, 4], of: 4)
    #expect(drawn(2, 1) { $0.draw(chart) } == ["⣠⣾"])
    #expect(drawn(2, 1, .ascii) { $0.draw(chart) } == [".:"])
  }

  @Test func `latencies stand on an axis of doublings with percentiles below`() throws {
    var histogram = LatencyHistogram()
    histogram.record(1_100, count: 98)
    histogram.record(5_000, count: 2)
    let chart = try #require(LatencyChart(histogram, width: 24))
    #expect(chart.counts.count == 24)
    #expect(chart.counts[0] == 98 && chart.counts.reduce(0, +) == 100)
    #expect(chart.marks.map(\.percent) == [50, 90, 99])
    let rows = drawn(24, 4) { $0.draw(chart) }
    #expect(rows[0].first == "█")
    #expect(rows[2].hasPrefix("↑p50 p90"))
    #expect(rows[3] == "1.0ms   2.0ms   4.1ms   ")
    #expect(LatencyChart(LatencyHistogram(), width: 24) == nil)
  }

  @Test func `a heat map shades what there is and leaves out nothing small`() {
    let map = HeatMap(
      [[.init(0), .init(1, text: "1"), .init(50, text: "50"), .init(100, text: "100")]],
      full: 100,
      cellWidth: 7
    )
    #expect(drawn(28, 1) { $0.draw(map) } == ["–      ░░ 1   ▒▒ 50  ██ 100 "])
    #expect(drawn(28, 1, .ascii) { $0.draw(map) } == ["-      .. 1   :: 50  ## 100 "])
  }

  @Test func `chance moves a half of 1,200 by 2,9 points`() {
    let margin = ExpectationText.margin(of: 0.5, requests: 1_200)
    #expect(Quantities.fixed(margin * 100, 1) == "2.9")
    #expect(ExpectationText.margin(of: 0.5, requests: 0) == 0)
  }
}

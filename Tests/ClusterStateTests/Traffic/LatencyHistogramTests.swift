import Testing

@testable import ClusterState

@Suite struct LatencyHistogramTests {
  /// Value, the index of its counter and the highest value counted there, as HdrHistogram
  /// has them with a lowest value of 1 and three digits (taken from its Python port, 0.10).
  @Test(
    arguments: [
      (0, 0, 0), (1, 1, 1), (2_047, 2_047, 2_047), (2_048, 2_048, 2_049), (2_049, 2_048, 2_049),
      (4_095, 3_071, 4_095), (4_096, 3_072, 4_099), (10_000, 4_322, 10_007),
      (1_000_000, 11_169, 1_000_447), (600_000_000, 20_600, 600_309_759),
    ] as [(Int64, Int, Int64)]
  )
  func `buckets are those of HdrHistogram`(value: Int64, index: Int, highest: Int64) {
    #expect(LatencyHistogram.index(of: value) == index)
    #expect(LatencyHistogram.highestValue(at: index) == highest)
  }

  @Test func `percentiles are right to three digits`() throws {
    var histogram = LatencyHistogram()
    for value in 1...100_000 as ClosedRange<Int64> { histogram.record(value * 10) }
    for percent in [1, 50, 90, 99] {
      let expected = Double(percent) * 10_000
      let found = try #require(histogram.percentile(percent))
      #expect(abs(Double(found) / expected - 1) < 0.001)
    }
    #expect(histogram.max == 1_000_000)
    #expect(histogram.percentile(100) == 1_000_000)
    #expect(histogram.mean == 500_005)
  }

  @Test func `adding histograms is as recording all in one`() {
    var (one, other, all) = (LatencyHistogram(), LatencyHistogram(), LatencyHistogram())
    var generator = SeededGenerator(seed: 2)
    for number in 0..<5_000 {
      let value = Int64(generator.next(below: 1 << (generator.next(below: 30) + 1)))
      all.record(value, count: 2)
      if number % 3 == 0 { one.record(value) } else { other.record(value) }
    }
    var sum = LatencyHistogram()
    sum.add(one, weight: 2)
    sum.add(other, weight: 2)
    #expect(sum == all)
  }

  @Test func `longer than ten minutes counts as ten minutes`() {
    var histogram = LatencyHistogram()
    histogram.record(.max)
    #expect(histogram.percentile(50) == LatencyHistogram.microsecondsMax)
    #expect(LatencyHistogram().percentile(50) == nil)
  }
}

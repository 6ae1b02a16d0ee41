import Testing

@testable import ClusterState

/// Intervals against published figures.
@Suite struct ConfidenceIntervalTests {
  @Test(
    arguments: [
      (1, 12.7062), (2, 4.30265), (10, 2.22814), (11, 2.20099), (12, 2.17881), (15, 2.13145),
      (20, 2.08596), (30, 2.04227), (60, 2.00030), (120, 1.97993), (1_000_000, 1.95996),
    ] as [(UInt64, Double)]
  )
  func `quantiles of Student's t are those of the tables`(degrees: UInt64, quantile: Double) {
    #expect(abs(ConfidenceInterval.student(degrees) - quantile) < 0.000_02)
  }

  private func mean(_ values: [UInt64]) -> ConfidenceInterval {
    ConfidenceInterval(
      ofMean: UInt64(values.count),
      sum: values.reduce(0, +),
      squares: values.reduce(0) { $0 + UInt128($1) * UInt128($1) }
    )
  }

  @Test func `a mean has the interval that a textbook gives it`() throws {
    // 10 values, mean 12, standard deviation sqrt(80 / 9): 12 +- 2.26216 * 0.942809.
    let interval = mean([8, 8, 9, 11, 11, 12, 13, 15, 16, 17])
    #expect(interval.mean == 12)
    let expected = 2.26216 * (94.0 / 9 / 10).squareRoot()
    #expect(abs(try #require(interval.high) - 12 - expected) < 1e-9)
    #expect(abs(12 - (try #require(interval.low)) - expected) < 1e-9)
  }

  @Test func `one run says nothing about chance, equal ones leave none`() {
    #expect(mean([7]).low == nil)
    #expect(mean([7]).high == nil)
    #expect(mean([7, 7, 7]).low == 7)
    #expect(mean([7, 7, 7]).high == 7)
    #expect(mean([0, 0, 0, 9]).low == 0)
  }

  @Test func `sums beyond 64 bits are exact`() {
    let large: UInt64 = 4_000_000_000_000
    #expect(mean([large, large, large]).low == Double(large))
  }

  @Test func `a share has Wilson's interval, also where all or none passed`() throws {
    let half = ConfidenceInterval(ofShare: 5, of: 10)
    #expect(abs(try #require(half.low) - 0.236_593) < 0.000_001)
    #expect(abs(try #require(half.high) - 0.763_407) < 0.000_001)
    let none = ConfidenceInterval(ofShare: 0, of: 10)
    #expect(none.low == 0)
    #expect(abs(try #require(none.high) - 0.277_533) < 0.000_001)
    let all = ConfidenceInterval(ofShare: 10, of: 10)
    #expect(all.high == 1)
    #expect(abs(try #require(all.low) - 0.722_467) < 0.000_001)
  }
}

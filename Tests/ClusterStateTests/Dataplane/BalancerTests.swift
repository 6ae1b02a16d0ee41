import Testing

@testable import ClusterState

@Suite struct BalancerTests {
  @Test(arguments: ProxyMode.allCases, [1, 2, 3, 5, 7, 10, 64, 100, 1_000, 5_000])
  func `the alias table gives each endpoint exactly its share`(mode: ProxyMode, count: Int) {
    let balancer = Balancer(count: count, mode: mode)
    #expect(balancer.shares.reduce(UInt128(0)) { $0 + UInt128($1) } == UInt128(UInt64.max))
    // What lies below a column's threshold is its own, what lies above is its alias's.
    var heights = [UInt128](repeating: 0, count: count)
    for column in 0..<count {
      let own = UInt128(balancer.thresholds[column])
      heights[column] += own
      heights[Int(balancer.aliases[column])] += UInt128(UInt64.max) - own
    }
    #expect(heights == balancer.shares.map { UInt128($0) * UInt128(count) })
  }

  @Test(arguments: [2, 3, 4, 10, 100, 1_000])
  func `the chances of a rule chain are those of its rules`(count: Int) {
    let balancer = Balancer(count: count, mode: .iptables)
    var left = 1.0
    for index in 0..<count - 1 {
      let rule = Double(Balancer.ruleThreshold(remaining: count - index)) / Double(1 << 31)
      #expect(abs(balancer.probability(of: index) - left * rule) < 1e-12)
      left *= 1 - rule
    }
    #expect(abs(balancer.probability(of: count - 1) - left) < 1e-12)
    #expect(abs((0..<count).map(balancer.probability).reduce(0, +) - 1) < 1e-12)
  }

  @Test func `many draws count as so many single ones`() {
    for mode in ProxyMode.allCases {
      let balancer = Balancer(count: 7, mode: mode)
      var (one, many) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
      var (counts, singles) = ([UInt64](repeating: 0, count: 7), [UInt64](repeating: 0, count: 7))
      balancer.pick(5_000, &many, into: &counts)
      for _ in 0..<5_000 { singles[balancer.pick(&one)] += 1 }
      #expect(counts == singles)
      #expect(one == many)
      #expect(counts.reduce(0, +) == 5_000)
    }
  }
}

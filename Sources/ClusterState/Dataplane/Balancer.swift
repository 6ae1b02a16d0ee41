/// Chooses one of several endpoints as the proxy's mode does, a draw a request.
///
/// In iptables mode the chances are those of the real rule chain: rule i of n takes what is left
/// with a probability that the rule text gives to ten digits and the kernel compares with 31
/// random bits. In nftables mode all are equally likely. One draw of 64 bits decides, through an
/// alias table (Walker 1977) with integer weights, so the choice is equal on every machine.
package struct Balancer: Equatable, Sendable {
  /// Chance of each endpoint in units of 2^-64; the last also takes the rounding.
  package let shares: [UInt64]
  /// A draw below it stays in its column, any other goes to `alias`.
  let thresholds: [UInt64]
  let aliases: [UInt32]

  /// A chooser among `count` endpoints, at least one.
  package init(count: Int, mode: ProxyMode) {
    precondition(count > 0)
    shares = mode == .iptables ? Self.ruleChainShares(count) : Self.equalShares(count)
    (thresholds, aliases) = Self.aliasTable(shares)
  }

  /// A chooser among as many as there are weights, of which at least one is not 0.
  package init(weights: [UInt64]) {
    let total = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
    precondition(total > 0)
    var shares = weights.map { UInt64(UInt128($0) * UInt128(UInt64.max) / total) }
    let last = weights.lastIndex { $0 > 0 } ?? 0
    shares[last] += UInt64.max - shares.reduce(0, +)
    self.shares = shares
    (thresholds, aliases) = Self.aliasTable(shares)
  }

  /// The chance of endpoint `index`, between 0 and 1.
  package func probability(of index: Int) -> Double {
    shares.count == 1 ? 1 : Double(shares[index]) * 0x1p-64
  }

  @inline(__always)
  package func pick(_ generator: inout SeededGenerator) -> Int {
    let draw = generator.next().multipliedFullWidth(by: UInt64(thresholds.count))
    let column = Int(truncatingIfNeeded: draw.high)
    return draw.low < thresholds[column] ? column : Int(aliases[column])
  }

  /// Decides `count` requests one by one and counts each in `counts`.
  package func pick(
    _ count: Int,
    _ generator: inout SeededGenerator,
    into counts: inout [UInt64]
  ) {
    precondition(counts.count == shares.count)
    guard shares.count > 1 else {
      counts[0] += UInt64(count)
      return
    }
    let columns = UInt64(thresholds.count)
    var local = generator
    thresholds.withUnsafeBufferPointer { thresholds in
      aliases.withUnsafeBufferPointer { aliases in
        counts.withUnsafeMutableBufferPointer { counts in
          for _ in 0..<count {
            let draw = local.next().multipliedFullWidth(by: columns)
            let column = Int(truncatingIfNeeded: draw.high)
            let index = draw.low < thresholds[column] ? column : Int(aliases[column])
            counts[index] &+= 1
          }
        }
      }
    }
    generator = local
  }

  /// The 31-bit threshold of a rule with `remaining` endpoints left to choose from: 1/remaining
  /// rounded to ten decimals as kube-proxy writes it, times 2^31 as the kernel keeps it.
  package static func ruleThreshold(remaining: Int) -> UInt64 {
    let tenDecimals = (20_000_000_000 / UInt64(remaining) + 1) / 2
    return (tenDecimals * 0x8000_0000 + 5_000_000_000) / 10_000_000_000
  }

  private static func ruleChainShares(_ count: Int) -> [UInt64] {
    var left = UInt64.max
    var shares: [UInt64] = []
    for remaining in stride(from: count, to: 1, by: -1) {
      let share = left.multipliedFullWidth(by: ruleThreshold(remaining: remaining) << 33).high
      shares.append(share)
      left -= share
    }
    return shares + [left]
  }

  private static func equalShares(_ count: Int) -> [UInt64] {
    let share = UInt64.max / UInt64(count)
    return (1..<count).map { _ in share } + [UInt64.max - share * UInt64(count - 1)]
  }

  /// Fills columns of equal height, each with at most two endpoints (Vose 1991).
  private static func aliasTable(_ shares: [UInt64]) -> ([UInt64], [UInt32]) {
    let count = UInt128(shares.count)
    var heights = shares.map { UInt128($0) * count }
    let full = UInt128(UInt64.max)
    var thresholds = [UInt64](repeating: .max, count: shares.count)
    var aliases = [UInt32](0..<UInt32(shares.count))
    var small = heights.indices.filter { heights[$0] < full }
    var large = heights.indices.filter { heights[$0] >= full }
    while let low = small.popLast(), let high = large.popLast() {
      thresholds[low] = UInt64(heights[low])
      aliases[low] = UInt32(high)
      heights[high] -= full - heights[low]
      if heights[high] < full { small.append(high) } else { large.append(high) }
    }
    return (thresholds, aliases)
  }
}

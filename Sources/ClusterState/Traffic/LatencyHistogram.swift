/// Latencies in the buckets of HdrHistogram: three significant digits up to ten minutes and more.
///
/// Values below 2,048 microseconds are exact; above, each power of two has 1,024 buckets. Buckets
/// are kept in pieces that appear when they are first used and that copies share (docs/adr/0012).
package struct LatencyHistogram: Equatable, Sendable {
  private static let subBucketBits = 11
  private static let halfCount = 1 << (subBucketBits - 1)
  private static let pieceBits = 6
  /// Longer ones count as this long.
  package static let microsecondsMax: Int64 = 600_000_000

  /// Pieces of 64 counters; empty where nothing was counted.
  private var pieces: [[UInt64]] = []
  package private(set) var total: UInt64 = 0
  /// All latencies together, exactly.
  private var sum: UInt128 = 0
  /// The longest latency, exactly.
  package private(set) var max: Int64?

  package init() {}

  package mutating func record(_ microseconds: Int64, count: UInt64 = 1) {
    guard count > 0 else { return }
    let value = Swift.max(0, Swift.min(microseconds, Self.microsecondsMax))
    add(count, at: Self.index(of: value))
    total += count
    sum += UInt128(value) * UInt128(count)
    max = Swift.max(max ?? 0, value)
  }

  package mutating func add(_ other: Self, weight: UInt64 = 1) {
    guard other.total > 0, weight > 0 else { return }
    for (number, piece) in other.pieces.enumerated() {
      for (offset, count) in piece.enumerated() where count > 0 {
        add(count * weight, at: number << Self.pieceBits + offset)
      }
    }
    total += other.total * weight
    sum += other.sum * UInt128(weight)
    max = Swift.max(max ?? 0, other.max ?? 0)
  }

  /// What was recorded after an earlier state of this histogram; its ``max`` is exact if nothing
  /// was recorded before, else to three digits.
  package func since(_ earlier: Self) -> Self {
    guard earlier.total > 0 else { return self }
    var later = Self()
    for (number, piece) in pieces.enumerated() {
      let before = number < earlier.pieces.count ? earlier.pieces[number] : []
      for (offset, count) in piece.enumerated() {
        let index = number << Self.pieceBits + offset
        let counted = count - (before.isEmpty ? 0 : Swift.min(count, before[offset]))
        guard counted > 0 else { continue }
        later.add(counted, at: index)
        later.total += counted
        later.max = Swift.min(Self.highestValue(at: index), max ?? 0)
      }
    }
    later.sum = sum - Swift.min(sum, earlier.sum)
    return later
  }

  /// The mean in microseconds, exactly; `nil` without requests.
  package var mean: Double? { total == 0 ? nil : Double(sum) / Double(total) }

  /// The latency that `percent` of 100 requests do not exceed; `nil` without requests.
  ///
  /// To three digits: the highest value of its bucket, as HdrHistogram has it.
  package func percentile(_ percent: Int) -> Int64? {
    let rank = Swift.max(1, (total * UInt64(percent) + 99) / 100)
    var seen: UInt64 = 0
    for (number, piece) in pieces.enumerated() {
      for (offset, count) in piece.enumerated() where count > 0 {
        seen += count
        guard seen >= rank else { continue }
        let highest = Self.highestValue(at: number << Self.pieceBits + offset)
        return Swift.min(highest, max ?? highest)
      }
    }
    return nil
  }

  /// How many latencies are above each bound's predecessor and not above it, to three digits.
  ///
  /// `bounds` are in microseconds, rising; what is above the last counts under it.
  package func counts(upTo bounds: [Int64]) -> [UInt64] {
    guard !bounds.isEmpty else { return [] }
    var counts = [UInt64](repeating: 0, count: bounds.count)
    var place = 0
    for (number, piece) in pieces.enumerated() {
      for (offset, count) in piece.enumerated() where count > 0 {
        let value = Self.highestValue(at: number << Self.pieceBits + offset)
        while place < bounds.count - 1, value > bounds[place] { place += 1 }
        counts[place] += count
      }
    }
    return counts
  }

  private mutating func add(_ count: UInt64, at index: Int) {
    let number = index >> Self.pieceBits
    while pieces.count <= number { pieces.append([]) }
    if pieces[number].isEmpty {
      pieces[number] = [UInt64](repeating: 0, count: 1 << Self.pieceBits)
    }
    pieces[number][index & (1 << Self.pieceBits - 1)] += count
  }

  /// Bucket 0 has 2,048 places of width 1, each further one 1,024 places of twice the width.
  static func index(of value: Int64) -> Int {
    let bits = Int64.bitWidth - value.leadingZeroBitCount
    let bucket = Swift.max(0, bits - subBucketBits)
    return bucket * halfCount + Int(value >> Int64(bucket))
  }

  /// The highest value that is counted at an index.
  static func highestValue(at index: Int) -> Int64 {
    guard index >= 2 * halfCount else { return Int64(index) }
    let bucket = index / halfCount - 1
    let place = Int64(index - bucket * halfCount)
    return (place + 1) << Int64(bucket) - 1
  }
}

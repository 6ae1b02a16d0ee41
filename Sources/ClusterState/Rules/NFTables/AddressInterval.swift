/// Addresses in a row, as nft keeps and prints ranges.
struct AddressInterval: Hashable, Comparable {
  let first: IPAddress
  var last: UInt128

  init(_ range: CIDR) {
    first = range.base
    last = range.base.bits | Self.hostMask(range.hostBits)
  }

  static func < (left: Self, right: Self) -> Bool {
    let (one, other) = (left.first.bits, right.first.bits)
    return one == other ? left.last < right.last : one < other
  }

  /// The text of ranges of one family: sorted, and joined where they overlap or touch.
  static func texts(_ ranges: [CIDR]) -> [String] {
    let intervals: [Self] = ranges.map { Self($0) }
    let sorted = intervals.sorted()
    // Single addresses alone are no intervals, so that neighbours stay apart.
    let areSingle = sorted.allSatisfy { $0.first.bits == $0.last }
    var joined: [Self] = []
    for interval in sorted {
      if let previous = joined.last, previous.reaches(interval, areSingle: areSingle) {
        joined[joined.count - 1].last = max(previous.last, interval.last)
      } else {
        joined.append(interval)
      }
    }
    return joined.map(\.text)
  }

  private func reaches(_ next: Self, areSingle: Bool) -> Bool {
    next.first.bits <= last || !areSingle && next.first.bits - last == 1
  }

  private static func hostMask(_ bits: Int) -> UInt128 {
    bits >= 128 ? .max : (1 << UInt128(bits)) - 1
  }

  /// An address, a prefix, or `first-last`.
  private var text: String {
    let width = first.isIPv6 ? 128 : 32
    if first.bits == last { return first.description }
    for length in 0..<width {
      let mask = Self.hostMask(width - length)
      if first.bits & mask == 0, first.bits | mask == last { return "\(first)/\(length)" }
    }
    return "\(first)-\(IPAddress(isIPv6: first.isIPv6, bits: last))"
  }
}

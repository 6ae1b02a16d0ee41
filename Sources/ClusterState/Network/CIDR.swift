/// A range of addresses with a common prefix, such as `10.96.0.0/12`.
package struct CIDR: Hashable, Sendable, CustomStringConvertible {
  /// The first address; host bits are zero.
  package var base: IPAddress
  package var prefixLength: Int

  /// The range of `prefixLength` that holds `address`.
  package init(holding address: IPAddress, prefixLength: Int) {
    let hostBits = UInt128((address.isIPv6 ? 128 : 32) - prefixLength)
    base = IPAddress(isIPv6: address.isIPv6, bits: (address.bits >> hostBits) << hostBits)
    self.prefixLength = prefixLength
  }

  /// Reads `address/length`; host bits are cut off.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(String(parts[0])),
      let length = Int(parts[1]), (0...(address.isIPv6 ? 128 : 32)).contains(length)
    else { return nil }
    self.init(holding: address, prefixLength: length)
  }

  package var description: String { "\(base)/\(prefixLength)" }

  /// How many low bits differ within the range.
  package var hostBits: Int { (base.isIPv6 ? 128 : 32) - prefixLength }

  package func contains(_ address: IPAddress) -> Bool {
    address.isIPv6 == base.isIPv6
      && address.bits >> UInt128(hostBits) == base.bits >> UInt128(hostBits)
  }

  /// The address `offset` after the base; `nil` past the end.
  package func address(at offset: UInt128) -> IPAddress? {
    guard hostBits == 128 || offset >> UInt128(hostBits) == 0 else { return nil }
    return IPAddress(isIPv6: base.isIPv6, bits: base.bits + offset)
  }

  /// The smallest range that holds all `ranges`, which must be of one family and not empty.
  package static func spanning(_ ranges: [CIDR]) -> CIDR? {
    guard var span = ranges.first else { return nil }
    for range in ranges {
      while !(span.contains(range.base) && span.prefixLength <= range.prefixLength) {
        span = CIDR(holding: span.base, prefixLength: span.prefixLength - 1)
      }
    }
    return span
  }
}

/// Finds, among many ranges that do not overlap, the one that holds an address.
package struct CIDRSet: Sendable {
  private var ranges: Set<CIDR>
  /// There are few: a look-up asks once for each.
  private var prefixLengths: [Int]

  package init(_ ranges: [CIDR]) {
    self.ranges = Set(ranges)
    prefixLengths = Set(ranges.map(\.prefixLength)).sorted(by: >)
  }

  /// The longest range that holds the address.
  package func range(holding address: IPAddress) -> CIDR? {
    prefixLengths.lazy.filter { $0 <= (address.isIPv6 ? 128 : 32) }
      .map { CIDR(holding: address, prefixLength: $0) }.first(where: ranges.contains)
  }
}

/// An IPv4 or IPv6 address; compares by value.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  package var isIPv6: Bool
  /// The address as a number: 32 bits of it for IPv4.
  package var bits: UInt128

  package init(isIPv6: Bool, bits: UInt128) {
    self.isIPv6 = isIPv6
    self.bits = bits
  }

  /// The family under its name in `ipFamilies`.
  package var family: IPFamily { isIPv6 ? .v6 : .v4 }

  /// Reads dotted IPv4 (no leading zeros) or any RFC 4291 form of IPv6; no zone index.
  package init?(_ text: String) {
    // By far the most common form, read where it stands.
    if let bits = Self.parsedIPv4(text.utf8) {
      self.init(isIPv6: false, bits: UInt128(bits))
      return
    }
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: ":")), let bits = Self.parsedIPv6(bytes[...]) else {
      return nil
    }
    self.init(isIPv6: true, bits: bits)
  }

  /// Whether it is 127.0.0.0/8 or ::1.
  package var isLoopback: Bool { isIPv6 ? bits == 1 : bits >> 24 == 127 }

  /// Dotted, or RFC 5952 for IPv6.
  package var description: String {
    guard isIPv6 else {
      return Self.dotted(UInt32(truncatingIfNeeded: bits))
    }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * UInt128($0))) }
    let zeros = Self.longestZeroRun(groups)
    let texts = groups.map { String($0, radix: 16) }
    guard let zeros else { return texts.joined(separator: ":") }
    return texts[..<zeros.lowerBound].joined(separator: ":") + "::"
      + texts[zeros.upperBound...].joined(separator: ":")
  }

  /// `ip:port`, or `[ip]:port` for IPv6: how endpoint sets and rules name an endpoint.
  package func withPort(_ port: UInt16) -> String {
    isIPv6 ? "[\(self)]:\(port)" : "\(self):\(port)"
  }

  private static func dotted(_ bits: UInt32) -> String {
    // At most 15 bytes: a string of this length needs no memory of its own.
    String(unsafeUninitializedCapacity: 15) { bytes in
      var count = 0
      for shift: UInt32 in [24, 16, 8, 0] {
        let number = UInt8(truncatingIfNeeded: bits >> shift)
        if count > 0 {
          bytes[count] = UInt8(ascii: ".")
          count += 1
        }
        for (divisor, least) in [(UInt8(100), UInt8(100)), (10, 10), (1, 0)] where number >= least {
          bytes[count] = 48 + number / divisor % 10
          count += 1
        }
      }
      return count
    }
  }

  /// Four decimal numbers up to 255 without leading zeros, joined by dots.
  private static func parsedIPv4(_ bytes: some Sequence<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    var number: UInt32 = 0
    var (digits, dots) = (0, 0)
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        value = value << 8 | number
        (number, digits, dots) = (0, 0, dots + 1)
      } else {
        guard (48...57).contains(byte), digits == 0 || number > 0 else { return nil }
        number = number * 10 + UInt32(byte - 48)
        digits += 1
        guard number <= 255 else { return nil }
      }
    }
    return digits > 0 && dots == 3 ? value << 8 | number : nil
  }

  private static func parsedIPv6(_ bytes: ArraySlice<UInt8>) -> UInt128? {
    let colon = UInt8(ascii: ":")
    let gap = bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
    guard let gap else {
      guard let all = groups(bytes), all.count == 8 else { return nil }
      return joined(all)
    }
    guard let head = groups(bytes[..<gap], mayEndDotted: false),
      let tail = groups(bytes[(gap + 2)...]),
      head.count + tail.count < 8
    else { return nil }
    let zeros = Array(repeating: UInt16(0), count: 8 - head.count - tail.count)
    return joined(head + zeros + tail)
  }

  /// The 16-bit groups of one side of `::`; an address may end with a dotted IPv4 address.
  private static func groups(
    _ bytes: ArraySlice<UInt8>,
    mayEndDotted: Bool = true
  ) -> [UInt16]? {
    guard !bytes.isEmpty else { return [] }
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 8 else { return nil }
    var groups: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if mayEndDotted, index == parts.count - 1, let dotted = parsedIPv4(part) {
        groups += [UInt16(dotted >> 16), UInt16(truncatingIfNeeded: dotted)]
      } else if (1...4).contains(part.count),
        part.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
      {
        groups.append(group)
      } else {
        return nil
      }
    }
    return groups
  }

  private static func joined(_ groups: [UInt16]) -> UInt128 {
    groups.reduce(0) { $0 << 16 | UInt128($1) }
  }

  /// The first longest run of at least two zero groups.
  private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while start < groups.count {
      let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
      if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
      start = max(end, start + 1)
    }
    return best
  }
}

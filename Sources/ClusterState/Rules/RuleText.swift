/// The text of rules, gathered in one buffer.
struct RuleText {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  @inline(__always)
  mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  @inline(__always)
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// A number that is not negative.
  mutating func add(_ number: Int) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(48 + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

  mutating func add(_ address: IPAddress) {
    guard !address.isIPv6 else { return add(address.description) }
    // By far the most common form; a text of its own for each would cost more than the rest.
    let bits = UInt32(truncatingIfNeeded: address.bits)
    for shift: UInt32 in [24, 16, 8, 0] {
      if shift < 24 { add(".") }
      add(Int(bits >> shift & 255))
    }
  }

  /// `ip:port`, or `[ip]:port` for IPv6.
  mutating func add(_ address: SocketAddress) {
    if address.address.isIPv6 { add("[") }
    add(address.address)
    add(address.address.isIPv6 ? "]:" : ":")
    add(Int(address.port))
  }

  /// `0x00004000`.
  mutating func addMark(_ mark: UInt32) {
    let digits = String(mark, radix: 16)
    add("0x")
    for _ in digits.utf8.count..<8 { add("0") }
    add(digits)
  }

  /// One line of its own; whatever would end the line is left out.
  mutating func addComment(_ text: String) {
    add("# ")
    bytes.append(contentsOf: text.utf8.filter { $0 >= 0x20 && $0 != 0x7f })
    add("\n")
  }
}

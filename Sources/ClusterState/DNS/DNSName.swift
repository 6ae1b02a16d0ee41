/// A domain name as asked for; its letter case is kept and means nothing (RFC 4343).
package struct DNSName: Hashable, Sendable, CustomStringConvertible {
  /// Without a dot at its end.
  package let text: String
  /// Written with a dot at its end: no search path is applied.
  package let isAbsolute: Bool
  /// ``text`` in lower case, as it is compared.
  private let lowered: String

  /// Reads a name of labels of letters, digits, `-`, `_` and `*`; `nil` for anything else, for an
  /// empty label, one over 63 characters, or a name over 253 (RFC 1035 2.3.4).
  package init?(_ text: String) {
    isAbsolute = text.hasSuffix(".")
    self.text = isAbsolute ? String(text.dropLast()) : text
    lowered = self.text.lowercased()
    let labels = self.text.utf8.split(
      separator: UInt8(ascii: "."),
      omittingEmptySubsequences: false
    )
    let isValid = labels.allSatisfy { label in
      (1...63).contains(label.count) && label.allSatisfy(Self.isAllowed)
    }
    guard isValid, self.text.utf8.count <= 253 else { return nil }
  }

  private init(absolute text: String) {
    self.text = text
    isAbsolute = true
    lowered = text.lowercased()
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "*"):
      true
    default: false
    }
  }

  /// The name with a dot at its end.
  package var description: String { "\(text)." }

  /// How many dots a resolver counts, to compare with `ndots`.
  var dotCount: Int { text.utf8.count { $0 == UInt8(ascii: ".") } }

  /// In lower case.
  var labels: [String] { Self.labels(of: lowered.utf8[...]) }

  /// This name under a search domain, or by itself for the empty one; `nil` if it grows too long.
  func searched(in domain: String) -> DNSName? {
    DNSName(domain.isEmpty ? "\(text)." : "\(text).\(domain).")
  }

  /// The labels before those of `domain`, in lower case; `nil` if the name is not within it.
  func labels(under domain: String) -> [String]? {
    let name = lowered.utf8
    guard name.count >= domain.utf8.count, name.suffix(domain.utf8.count).elementsEqual(domain.utf8)
    else { return nil }
    let rest = name.prefix(name.count - domain.utf8.count)
    guard let last = rest.last else { return [] }
    return last == UInt8(ascii: ".") ? Self.labels(of: rest.dropLast()) : nil
  }

  private static func labels(of name: Substring.UTF8View) -> [String] {
    name.split(separator: UInt8(ascii: ".")).map { String(Substring($0)) }
  }

  /// Whether the other name is the same or lies below this one.
  func holds(_ other: DNSName) -> Bool { other.labels(under: lowered) != nil }
}

extension DNSName {
  /// The name under which an address is looked up: `in-addr.arpa` or `ip6.arpa`.
  package init(reverseOf address: IPAddress) {
    let (width, digits) = address.isIPv6 ? (4, 32) : (8, 4)
    let mask = UInt128(1 << width) - 1
    let parts = (0..<digits).map {
      String((address.bits >> UInt128($0 * width)) & mask, radix: address.isIPv6 ? 16 : 10)
    }
    self.init(
      absolute: parts.joined(separator: ".") + (address.isIPv6 ? ".ip6" : ".in-addr") + ".arpa"
    )
  }

  /// The address that a name under `in-addr.arpa` or `ip6.arpa` stands for.
  package var reversedAddress: IPAddress? {
    if let parts = labels(under: "in-addr.arpa") {
      return parts.count == 4 ? IPAddress(parts.reversed().joined(separator: ".")) : nil
    }
    guard let nibbles = labels(under: "ip6.arpa"), nibbles.count == 32 else { return nil }
    var bits: UInt128 = 0
    for nibble in nibbles.reversed() {
      guard nibble.utf8.count == 1, let value = UInt128(nibble, radix: 16) else { return nil }
      bits = bits << 4 | value
    }
    return IPAddress(isIPv6: true, bits: bits)
  }
}

/// How addresses and ranges must be written (KEP-4858; apimachinery `validation/ip.go`).
///
/// New objects may not have leading zeros, IPv4-mapped IPv6 addresses, or ranges with bits set
/// beyond their prefix. Values that an object had before such rules are left alone on update.
package enum AddressValidation {
  /// What is wrong with the address of a field that existed before the rules became strict.
  package static func legacyAddress(_ text: String, old: [String] = []) -> [String] {
    guard !old.contains(text) else { return [] }
    guard let sloppy = SloppyAddress(text) else { return [notAnAddress] }
    if sloppy.hasLeadingZeros { return ["must not have leading 0s"] }
    return sloppy.isMapped ? ["must not be an IPv4-mapped IPv6 address"] : []
  }

  /// What is wrong with an address that must be in its canonical form.
  package static func canonicalAddress(_ text: String) -> [String] {
    let messages = legacyAddress(text)
    guard messages.isEmpty, let address = IPAddress(text) else { return messages }
    return address.description == text ? [] : ["must be in canonical form (\"\(address)\")"]
  }

  /// What is wrong with the range of a field that existed before the rules became strict.
  package static func legacyRange(_ text: String, old: [String] = []) -> [String] {
    guard !old.contains(text) else { return [] }
    guard let sloppy = SloppyRange(text) else { return [notARange] }
    if sloppy.hasLeadingZeros { return ["must not have leading 0s in IP or prefix length"] }
    if sloppy.address.isMapped { return ["must not have an IPv4-mapped IPv6 address"] }
    return sloppy.hasHostBits ? ["must not have bits set beyond the prefix length"] : []
  }

  /// What is wrong with a range that must be in its canonical form.
  package static func canonicalRange(_ text: String) -> [String] {
    let messages = legacyRange(text)
    guard messages.isEmpty, let range = CIDR(text) else { return messages }
    return range.description == text ? [] : ["must be in canonical form (\"\(range)\")"]
  }

  /// What is wrong with an address that pods or endpoints are to have: it must not be the
  /// unspecified one, loopback or link-local (`ValidateEndpointIP`, `ValidateNonSpecialIP`).
  package static func nonSpecialAddress(_ text: String) -> [String] {
    guard let address = SloppyAddress(text)?.address else { return ["must be a valid IP address"] }
    var messages: [String] = []
    if address.bits == 0 {
      messages.append("may not be unspecified (0.0.0.0 or ::)")
    }
    if address.isLoopback {
      messages.append("may not be in the loopback range (127.0.0.0/8, ::1/128)")
    }
    if address.isLinkLocalUnicast {
      messages.append("may not be in the link-local range (169.254.0.0/16, fe80::/10)")
    }
    if address.isLinkLocalMulticast {
      messages.append("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)")
    }
    return messages
  }

  static let notAnAddress = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
  static let notARange = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
}

/// An address read as leniently as the API server once did (`netutils.ParseIPSloppy`).
package struct SloppyAddress: Sendable {
  /// What the text means; an IPv4-mapped address is the IPv4 address.
  package let address: IPAddress
  package let hasLeadingZeros: Bool
  /// `::ffff:10.0.0.1` and the like.
  package let isMapped: Bool

  package init?(_ text: String) {
    if let address = IPAddress(text) {
      hasLeadingZeros = false
      (self.address, isMapped) = Self.unmapped(address)
      return
    }
    guard let address = IPAddress(Self.withoutLeadingZeros(text)) else { return nil }
    hasLeadingZeros = true
    (self.address, isMapped) = Self.unmapped(address)
  }

  private static func unmapped(_ address: IPAddress) -> (IPAddress, Bool) {
    guard address.isIPv6, address.bits >> 32 == 0xFFFF else { return (address, false) }
    return (IPAddress(isIPv6: false, bits: address.bits & 0xFFFF_FFFF), true)
  }

  private static func withoutLeadingZeros(_ text: String) -> String {
    var kept = ""
    var pending = false
    for character in text {
      if character == "0", kept.last.map({ $0 == "." || $0 == ":" }) ?? true {
        pending = true
        continue
      }
      if pending, character == "." || character == ":" { kept.append("0") }
      pending = false
      kept.append(character)
    }
    return pending ? kept + "0" : kept
  }
}

/// A range read as leniently as the API server once did (`netutils.ParseCIDRSloppy`).
package struct SloppyRange: Sendable {
  package let address: SloppyAddress
  /// The range, without the bits beyond its prefix.
  package let range: CIDR
  package let hasLeadingZeros: Bool

  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let address = SloppyAddress(String(parts[0])),
      !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
      var length = Int(parts[1])
    else { return nil }
    // The prefix of a mapped address counts from the front of the IPv6 address.
    if address.isMapped { length -= min(96, length) }
    guard length <= (address.address.isIPv6 ? 128 : 32) else { return nil }
    self.address = address
    range = CIDR(holding: address.address, prefixLength: length)
    hasLeadingZeros = address.hasLeadingZeros || (parts[1].count > 1 && parts[1].hasPrefix("0"))
  }

  /// Whether the address is not the first of the range.
  package var hasHostBits: Bool { range.base != address.address }
}

extension IPAddress {
  /// Whether it is of 169.254.0.0/16 or fe80::/10.
  package var isLinkLocalUnicast: Bool {
    isIPv6 ? bits >> 118 == 0xFE80 >> 6 : bits >> 16 == 0xA9FE
  }

  /// Whether it is of 224.0.0.0/24 or ff02::/16, with the scope in the low four bits.
  package var isLinkLocalMulticast: Bool {
    isIPv6 ? bits >> 112 & 0xFF0F == 0xFF02 : bits >> 8 == 0xE00000
  }
}

extension FieldErrors {
  /// Checks the address of a field that existed before the rules became strict.
  package mutating func checkLegacyAddress(
    _ field: FieldPath,
    _ text: String,
    old: [String] = []
  ) {
    addInvalid(field, text, AddressValidation.legacyAddress(text, old: old))
  }

  /// Checks the range of a field that existed before the rules became strict.
  package mutating func checkLegacyRange(
    _ field: FieldPath,
    _ text: String,
    old: [String] = []
  ) {
    addInvalid(field, text, AddressValidation.legacyRange(text, old: old))
  }
}

/// What the API server says about addresses that it still takes.
package enum AddressWarnings {
  /// The warning for an address (`GetWarningsForIP`); `nil` for one that cannot be read.
  package static func address(_ field: FieldPath, _ text: String) -> String? {
    guard let sloppy = SloppyAddress(text) else { return nil }
    if sloppy.hasLeadingZeros || sloppy.isMapped {
      return nonStandard(field, "IP address", text, sloppy.address.description)
    }
    return canonical(field, "IPv6 address", text, sloppy.address)
  }

  /// The warnings for a range (`GetWarningsForCIDR`); none for one that cannot be read.
  package static func range(_ field: FieldPath, _ text: String) -> [String] {
    guard let sloppy = SloppyRange(text) else { return [] }
    var warnings: [String] = []
    if sloppy.hasHostBits {
      let address = sloppy.address.address
      warnings.append(
        "\(field.text): CIDR value \"\(text)\" is ambiguous in this context"
          + " (should be \"\(sloppy.range)\" or \"\(address)/\(address.isIPv6 ? 128 : 32)\"?)"
      )
    }
    if sloppy.hasLeadingZeros || sloppy.address.isMapped {
      warnings.append(nonStandard(field, "CIDR value", text, sloppy.range.description))
    }
    guard warnings.isEmpty else { return warnings }
    let isCanonical = !sloppy.range.base.isIPv6 || sloppy.range.description == text
    return isCanonical
      ? []
      : [
        "\(field.text): IPv6 CIDR value \"\(text)\" should be in RFC 5952 canonical format"
          + " (\"\(sloppy.range)\")"
      ]
  }

  private static func nonStandard(
    _ field: FieldPath,
    _ what: String,
    _ text: String,
    _ better: String
  ) -> String {
    "\(field.text): non-standard \(what) \"\(text)\" will be considered invalid in a future"
      + " Kubernetes release: use \"\(better)\""
  }

  private static func canonical(
    _ field: FieldPath,
    _ what: String,
    _ text: String,
    _ address: IPAddress
  ) -> String? {
    guard address.isIPv6, address.description != text else { return nil }
    return "\(field.text): \(what) \"\(text)\" should be in RFC 5952 canonical format"
      + " (\"\(address)\")"
  }
}

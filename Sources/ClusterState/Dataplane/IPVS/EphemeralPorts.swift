/// The ports a client takes for its connections, one after the other, round and round.
///
/// A client's kernel takes them by chance; in their order every choice that hashes ports can be
/// repeated.
package struct EphemeralPorts: Hashable, Sendable {
  /// The range of Linux (`net.ipv4.ip_local_port_range`).
  package static let range: ClosedRange<UInt16> = 32_768...60_999

  /// The port of the next connection.
  package private(set) var next = range.lowerBound

  package init() {}

  package mutating func take() -> UInt16 {
    defer { skip(1) }
    return next
  }

  /// As if `count` ports had been taken.
  mutating func skip(_ count: Int) {
    let range = Self.range
    let place = (Int(next - range.lowerBound) + count % range.count) % range.count
    next = range.lowerBound + UInt16(place)
  }
}

/// An address with a port: where a virtual server listens, or one of its real servers answers.
package struct SocketAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var address: IPAddress
  package var port: UInt16

  package init(_ address: IPAddress, _ port: UInt16) {
    self.address = address
    self.port = port
  }

  /// `ip:port`, or `[ip]:port` for IPv6.
  package var description: String { address.withPort(port) }

  /// IPv4 first, then by the address as a number, then by port.
  package static func < (left: Self, right: Self) -> Bool {
    let (one, other) = (left.address, right.address)
    if one.isIPv6 != other.isIPv6 { return other.isIPv6 }
    return one.bits == other.bits ? left.port < right.port : one.bits < other.bits
  }
}

/// Where a request comes from.
package enum Source: Hashable, Sendable {
  case pod(ObjectName)
  case node(String)
  /// A client outside the cluster. 203.0.113.2 unless another address is given.
  case outside(IPAddress)
  /// Whoever has this address: a pod, a node, or somebody outside.
  case address(IPAddress)

  /// The IPv6 address of a client outside that nobody said more of (RFC 3849).
  static let outsideIPv6 = IPAddress(isIPv6: true, bits: 0x2001_0db8 << 96 | 2)
  /// A client outside that nobody said more of, by its IPv4 address (RFC 5737).
  package static let outside = Self.outside(IPAddress(isIPv6: false, bits: 0xcb00_7102))
}

/// Where a request is sent to.
package enum Destination: Hashable, Sendable {
  /// A name that DNS resolves, as seen from the source.
  case name(String, port: PortReference?)
  case service(ObjectName, port: PortReference?)
  /// A URL; `isIngress` goes through Ingress and HTTPRoute whatever DNS says.
  case http(HTTPRequest, isIngress: Bool)
  case address(IPAddress, UInt16)
  case node(String, UInt16)
}

/// A port by number or name.
package enum PortReference: Hashable, Sendable, CustomStringConvertible {
  case number(UInt16)
  case name(String)

  package var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .name(let name): name
    }
  }
}

/// Who talks to whom.
package struct Traffic: Hashable, Sendable {
  package var source: Source
  package var destination: Destination
  package var `protocol`: TransportProtocol
  /// The node a packet from outside arrives on, where the destination does not say.
  package var entryNode: String?

  package init(
    from source: Source,
    to destination: Destination,
    protocol: TransportProtocol = .tcp,
    entryNode: String? = nil
  ) {
    self.source = source
    self.destination = destination
    self.protocol = `protocol`
    self.entryNode = entryNode
  }

  /// The same from one of many clients: those outside have addresses that count up.
  func ofClient(_ number: Int) -> Traffic {
    guard number > 0, case .outside(let first) = source else { return self }
    var other = self
    other.source = .outside(IPAddress(isIPv6: first.isIPv6, bits: first.bits &+ UInt128(number)))
    return other
  }
}

/// How a request ended.
package enum Verdict: Int, CaseIterable, Sendable {
  case delivered
  /// Refused at once by a rule.
  case rejected
  /// A rule's silence.
  case dropped
  /// The endpoint's host answers, nothing listens.
  case refused
  /// An established connection broke.
  case reset
  /// Any other silence.
  case timedOut
  case nameError
  /// No Service's address: left alone.
  case notHandled
  case loop

  /// The word of the command line's JSON.
  package var name: String { "\(self)" }
}

/// A count for every verdict.
package struct Outcomes: Hashable, Sendable {
  private var counts = [UInt64](repeating: 0, count: Verdict.allCases.count)

  package init() {}

  package subscript(verdict: Verdict) -> UInt64 {
    get { counts[verdict.rawValue] }
    set { counts[verdict.rawValue] = newValue }
  }

  package var total: UInt64 { counts.reduce(0, +) }

  package static func += (left: inout Self, right: Self) {
    for verdict in Verdict.allCases { left[verdict] += right[verdict] }
  }
}

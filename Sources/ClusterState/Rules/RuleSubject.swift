/// The Service port that a rule is there for, with the texts that rules make of its name.
package struct RuleSubject: Hashable, Sendable, CustomStringConvertible {
  package let servicePort: ServicePortName
  package let `protocol`: TransportProtocol
  /// `namespace/name`, with `:port` if the port has a name (pkg/proxy/types.go).
  package let description: String

  package init(_ service: ObjectName, port: String, protocol: TransportProtocol) {
    servicePort = ServicePortName(service: service, port: port)
    self.protocol = `protocol`
    description = servicePort.description
  }

  /// `tcp`, `udp` or `sctp`.
  package var protocolName: String { `protocol`.ruleName }

  package static func == (left: Self, right: Self) -> Bool {
    left.description == right.description && left.protocol == right.protocol
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(description)
    hasher.combine(`protocol`)
  }
}

extension TransportProtocol {
  /// The name that rules use.
  var ruleName: String {
    switch self {
    case .tcp: "tcp"
    case .udp: "udp"
    default: rawValue.lowercased()
    }
  }

  /// The number in the IP header; 0 for one that no proxy knows.
  var number: UInt8 {
    switch self {
    case .tcp: 6
    case .udp: 17
    case .sctp: 132
    default: 0
    }
  }
}

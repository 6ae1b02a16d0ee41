/// The Service port that a rule is there for, with the texts that rules make of its name.
///
/// A reference to what never changes: every rule of a port has one, and large clusters have many.
package struct RuleSubject: Hashable, Sendable, CustomStringConvertible {
  private final class Texts: Sendable {
    let servicePort: ServicePortName
    let transport: TransportProtocol
    let description: String

    init(_ servicePort: ServicePortName, _ transport: TransportProtocol) {
      self.servicePort = servicePort
      self.transport = transport
      description = servicePort.description
    }
  }

  private let texts: Texts

  package init(_ service: ObjectName, port: String, protocol: TransportProtocol) {
    texts = Texts(ServicePortName(service: service, port: port), `protocol`)
  }

  package var servicePort: ServicePortName { texts.servicePort }
  package var `protocol`: TransportProtocol { texts.transport }
  /// `namespace/name`, with `:port` if the port has a name (pkg/proxy/types.go).
  package var description: String { texts.description }
  /// `tcp`, `udp` or `sctp`.
  package var protocolName: String { texts.transport.ruleName }

  package static func == (left: Self, right: Self) -> Bool {
    left.texts === right.texts
      || left.description == right.description && left.protocol == right.protocol
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

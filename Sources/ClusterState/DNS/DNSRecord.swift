/// The types of records that the cluster's DNS serves.
package enum DNSRecordType: String, CaseIterable, Sendable {
  // The names are those of the protocol.
  case a = "A"
  case aaaa = "AAAA"
  case srv = "SRV"
  case ptr = "PTR"
  case cname = "CNAME"
  case txt = "TXT"

  /// The type of records that hold such addresses.
  package static func address(of family: IPFamily) -> Self { family == .v6 ? .aaaa : .a }
}

/// How a query ended (RFC 1035 4.1.1).
package enum DNSResponseCode: String, Sendable {
  /// Also where the name exists but has no record of the type ("NODATA").
  case noError = "NOERROR"
  /// The name does not exist.
  case nameError = "NXDOMAIN"
}

/// One record of an answer.
package struct DNSRecord: Hashable, Sendable {
  /// What a record says; printed as in zone files.
  package enum Content: Hashable, Sendable, CustomStringConvertible {
    case address(IPAddress)
    /// The target of a PTR or CNAME record.
    case name(String)
    case service(priority: Int, weight: Int, port: Int64, target: String)
    case text(String)

    package var description: String {
      switch self {
      case .address(let address): "\(address)"
      case .name(let name): name
      case .service(let priority, let weight, let port, let target):
        "\(priority) \(weight) \(port) \(target)"
      case .text(let text): "\"\(text)\""
      }
    }
  }

  /// As asked for, with a dot at its end.
  package var name: String
  package var type: DNSRecordType
  /// Seconds.
  package var timeToLive: Int
  package var content: Content
}

internal import ClusterState

/// The names of a Service, each resolved as one client does it.
struct NameList: Sendable {
  /// Endpoints of a headless Service whose own names are listed.
  private static let endpointsMax = 20

  let client: DNSClient
  private(set) var answers: [DNSAnswer] = []

  /// Asks for everything that the DNS specification gives a Service (schema 1.1.0, 2.3 to 2.5).
  init(of service: Service, _ client: DNSClient, _ dns: ClusterDNS) {
    self.client = client
    let key = service.key
    let full = "\(key.name).\(key.namespace).svc.\(ClusterDNS.domain)"
    for name in [key.name, "\(key.name).\(key.namespace)", "\(full)."] { ask(name, .a, dns) }
    ask("\(full).", .aaaa, dns)
    if service.spec.type == .externalName {
      ask("\(full).", .cname, dns)
      return
    }
    for port in service.spec.ports where !port.name.isEmpty {
      let transport = "\(port.protocol)".lowercased()
      ask("_\(port.name)._\(transport).\(full).", .srv, dns)
    }
    if service.isHeadless {
      askForEndpoints(full, dns)
    } else {
      for address in service.spec.proxiedClusterIPs.compactMap(IPAddress.init) {
        ask("\(address)", .ptr, dns)
      }
    }
  }

  /// Each endpoint of a headless Service has a name and is found by its address.
  private mutating func askForEndpoints(_ full: String, _ dns: ClusterDNS) {
    ask("\(full).", .srv, dns)
    var seen: [String] = []
    for record in answers.flatMap(\.answers) where seen.count < Self.endpointsMax {
      guard case .service(_, _, _, let target) = record.content, !seen.contains(target) else {
        continue
      }
      seen.append(target)
    }
    for name in seen { ask(name, .a, dns) }
    let addresses = answers[2].addresses.prefix(Self.endpointsMax)
    for address in addresses { ask("\(address)", .ptr, dns) }
  }

  private mutating func ask(_ text: String, _ type: DNSRecordType, _ dns: ClusterDNS) {
    guard let (name, type) = DNSText.question(text, type),
      let answer = try? dns.resolve(name, type, from: client)
    else { return }
    answers.append(answer)
  }
}

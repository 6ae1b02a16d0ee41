/// A set of addresses and ports that the rules of kube-proxy in IPVS mode look into
/// (pkg/proxy/ipvs/ipset.go).
package struct IPSet: Equatable, Sendable {
  /// What a set is for; each family has one of every kind.
  package enum Kind: String, CaseIterable, Sendable {
    case clusterIP = "CLUSTER-IP"
    case externalIP = "EXTERNAL-IP"
    case externalIPLocal = "EXTERNAL-IP-LOCAL"
    case healthCheckNodePort = "HEALTH-CHECK-NODE-PORT"
    case boundAddresses = "IPVS-IPS"
    case loadBalancer = "LOAD-BALANCER"
    case loadBalancerFirewall = "LOAD-BALANCER-FW"
    case loadBalancerLocal = "LOAD-BALANCER-LOCAL"
    case loadBalancerSourceRange = "LOAD-BALANCER-SOURCE-CIDR"
    case loadBalancerSourceIP = "LOAD-BALANCER-SOURCE-IP"
    case hairpin = "LOOP-BACK"
    case nodePortLocalSCTP = "NODE-PORT-LOCAL-SCTP-HASH"
    case nodePortLocalTCP = "NODE-PORT-LOCAL-TCP"
    case nodePortLocalUDP = "NODE-PORT-LOCAL-UDP"
    case nodePortSCTP = "NODE-PORT-SCTP-HASH"
    case nodePortTCP = "NODE-PORT-TCP"
    case nodePortUDP = "NODE-PORT-UDP"
  }

  package let kind: Kind
  package let isIPv6: Bool
  /// Sorted as texts, each once.
  package let entries: [String]

  /// The name in the kernel, which takes 31 characters of it.
  package var name: String {
    String(((isIPv6 ? "KUBE-6-" : "KUBE-") + kind.rawValue).prefix(31))
  }
}

extension IPSet {
  /// The sets that kube-proxy fills for these Services, of each family it serves.
  package static func all(_ services: some Sequence<ServiceEntry>, on node: IPVSNode) -> [Self] {
    let services = Array(services)
    return [false, true].flatMap { isIPv6 -> [Self] in
      guard node.families.contains(isIPv6 ? .v6 : .v4) else { return [] }
      var collector = IPSetCollector(node, isIPv6: isIPv6)
      for entry in services { collector.add(entry) }
      return Kind.allCases.map { kind in
        let entries = collector.entries[kind, default: []].sorted()
        return Self(kind: kind, isIPv6: isIPv6, entries: entries)
      }
    }
  }
}

/// Gathers the entries of all sets of one family.
private struct IPSetCollector {
  let node: IPVSNode
  let isIPv6: Bool
  let nodePortAddresses: [IPAddress]
  var entries: [IPSet.Kind: Set<String>] = [:]

  init(_ node: IPVSNode, isIPv6: Bool) {
    self.node = node
    self.isIPv6 = isIPv6
    nodePortAddresses = node.nodePortAddresses(isIPv6: isIPv6)
  }

  private mutating func insert(_ entry: String, _ kind: IPSet.Kind) {
    entries[kind, default: []].insert(entry)
  }

  mutating func add(_ entry: ServiceEntry) {
    let addresses = entry.addresses.filter { $0.address.isIPv6 == isIPv6 }
    guard addresses.contains(where: { $0.capture == .clusterIP }) else { return }
    for port in entry.ports {
      addHairpins(port)
      for (address, capture) in addresses { add(address, capture, port) }
      if port.nodePort != 0 {
        // A node port that answers nowhere keeps the health check's port out too.
        guard !nodePortAddresses.isEmpty else { continue }
        addNodePort(port)
      }
      if entry.healthCheckPort != 0 { insert("\(entry.healthCheckPort)", .healthCheckNodePort) }
    }
  }

  /// Endpoints of this node that may meet themselves, whether anybody may use them or not.
  private mutating func addHairpins(_ port: ServicePortEntry) {
    for endpoint in port.endpoints(isIPv6: isIPv6)
    where !endpoint.nodeName.isEmpty && endpoint.nodeName == node.name {
      let text = Self.text(endpoint.address, port.protocol, endpoint.port)
      insert("\(text),\(endpoint.address)", .hairpin)
    }
  }

  private mutating func add(
    _ address: IPAddress,
    _ capture: ServiceTable.Capture,
    _ port: ServicePortEntry
  ) {
    let text = Self.text(address, port.protocol, port.port)
    let isLocal = port.policies.isExternalLocal
    if !(capture.isExternal && node.addresses.contains(address)) {
      insert("\(address)", .boundAddresses)
    }
    switch capture {
    case .clusterIP: insert(text, .clusterIP)
    case .externalIP: insert(text, isLocal ? .externalIPLocal : .externalIP)
    case .loadBalancerIP:
      insert(text, .loadBalancer)
      if isLocal { insert(text, .loadBalancerLocal) }
      addFirewall(text, address, port.policies.sourceRanges(isIPv6: isIPv6))
    case .nodePort: break
    }
  }

  private mutating func addFirewall(_ text: String, _ address: IPAddress, _ ranges: [CIDR]) {
    guard !ranges.isEmpty else { return }
    insert(text, .loadBalancerFirewall)
    for range in ranges { insert("\(text),\(range)", .loadBalancerSourceRange) }
    let own = node.addresses.first { $0.isIPv6 == isIPv6 && !$0.isLoopback }
    if let own, ranges.contains(where: { $0.contains(own) }) {
      insert("\(text),\(address)", .loadBalancerSourceIP)
    }
  }

  private mutating func addNodePort(_ port: ServicePortEntry) {
    let isLocal = port.policies.isExternalLocal
    switch port.protocol {
    case .tcp:
      insert("\(port.nodePort)", .nodePortTCP)
      if isLocal { insert("\(port.nodePort)", .nodePortLocalTCP) }
    case .udp:
      insert("\(port.nodePort)", .nodePortUDP)
      if isLocal { insert("\(port.nodePort)", .nodePortLocalUDP) }
    default:
      for address in nodePortAddresses {
        let text = Self.text(address, port.protocol, port.nodePort)
        insert(text, .nodePortSCTP)
        if isLocal { insert(text, .nodePortLocalSCTP) }
      }
    }
  }

  private static func text(
    _ address: IPAddress,
    _ transport: TransportProtocol,
    _ port: UInt16
  ) -> String {
    "\(address),\(transport.rawValue.lowercased()):\(port)"
  }
}

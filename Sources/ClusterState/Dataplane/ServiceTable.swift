internal import HashTreeCollections

/// What one kube-proxy knows of all Services: who answers at which address, in one version.
///
/// A value: nodes whose proxies have seen the same changes hold copies that share storage.
package struct ServiceTable: Equatable, Sendable {
  /// What a packet's destination can be matched against.
  struct Destination: Hashable, Sendable {
    var address: IPAddress
    var port: UInt16
    var `protocol`: TransportProtocol
  }

  struct NodePort: Hashable, Sendable {
    var port: UInt16
    var `protocol`: TransportProtocol
  }

  private enum Claim: Hashable {
    case address(Destination)
    case nodePort(NodePort)
  }

  /// How a packet came to be a Service's.
  package enum Capture: Int, Sendable {
    case clusterIP, externalIP, loadBalancerIP, nodePort

    /// Whether `externalTrafficPolicy` decides rather than `internalTrafficPolicy`.
    package var isExternal: Bool { self != .clusterIP }
  }

  /// A Service port that took a packet.
  package struct Match: Hashable, Comparable, Sendable {
    package var service: ObjectName
    /// Index into ``ServiceEntry/ports``.
    package var port: Int
    package var capture: Capture

    package static func < (left: Self, right: Self) -> Bool {
      guard left.service == right.service else { return left.service < right.service }
      return (left.port, left.capture.rawValue) < (right.port, right.capture.rawValue)
    }
  }

  private var services = TreeDictionary<ObjectName, ServiceEntry>()
  private var addresses = TreeDictionary<Destination, Match>()
  private var nodePorts = TreeDictionary<NodePort, Match>()
  /// How many Services have each cluster IP, and each address of any kind.
  private var clusterIPs = TreeDictionary<IPAddress, Int>()
  private var serviceAddresses = TreeDictionary<IPAddress, Int>()
  private var proxiedAddresses = TreeDictionary<IPAddress, ObjectName>()
  /// Whom a load balancer's health check asks, by port.
  private var healthCheckPorts = TreeDictionary<UInt16, ObjectName>()
  /// All who claim a destination or a node port that several Services claim, in their order.
  private var contested = TreeDictionary<Claim, [Match]>()

  package init() {}

  package subscript(service: ObjectName) -> ServiceEntry? { services[service] }

  /// What is known of all Services, in no order.
  var entries: some Sequence<ServiceEntry> { services.values }

  /// What is known of all Services, by name.
  package var sortedEntries: [(ObjectName, ServiceEntry)] {
    services.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The Service port at a cluster IP, an external IP or a load balancer's address.
  package func match(
    _ address: IPAddress,
    _ port: UInt16,
    _ transport: TransportProtocol
  ) -> Match? {
    addresses[Destination(address: address, port: port, protocol: transport)]
  }

  /// The Service port behind an address of a load balancer that ends connections itself.
  func proxied(_ destination: Destination) -> Match? {
    guard let service = proxiedAddresses[destination.address],
      let port = services[service]?.ports.firstIndex(where: {
        $0.port == destination.port && $0.protocol == destination.protocol
      })
    else { return nil }
    return Match(service: service, port: port, capture: .nodePort)
  }

  /// The Service port behind a node port.
  package func match(nodePort port: UInt16, _ transport: TransportProtocol) -> Match? {
    nodePorts[NodePort(port: port, protocol: transport)]
  }

  /// All Service ports that claim an address and port, the one that gets the packets first.
  func claimants(_ destination: Destination) -> [Match] {
    contested[.address(destination)] ?? addresses[destination].map { [$0] } ?? []
  }

  /// All Service ports that claim a node port, the one that gets the packets first.
  func claimants(_ nodePort: NodePort) -> [Match] {
    contested[.nodePort(nodePort)] ?? nodePorts[nodePort].map { [$0] } ?? []
  }

  /// Whether some Service has this cluster IP, whatever its ports.
  package func isClusterIP(_ address: IPAddress) -> Bool { clusterIPs[address] != nil }

  /// Whether some Service has this address in any way, whatever its ports.
  package func isServiceAddress(_ address: IPAddress) -> Bool { serviceAddresses[address] != nil }

  /// The Service whose health check node port this is.
  package func service(ofHealthCheckPort port: UInt16) -> ObjectName? { healthCheckPorts[port] }

  /// Puts in, replaces or (with `nil`) takes out what is known of one Service.
  mutating func set(_ entry: ServiceEntry?, for service: ObjectName) {
    if let old = services[service] { withdraw(old, service) }
    services[service] = entry
    if let entry { announce(entry, service) }
  }

  private mutating func announce(_ entry: ServiceEntry, _ service: ObjectName) {
    for address in entry.clusterIPs { clusterIPs[address, default: 0] += 1 }
    for (address, _) in entry.addresses { serviceAddresses[address, default: 0] += 1 }
    for address in entry.proxiedAddresses { proxiedAddresses[address] = service }
    if entry.healthCheckPort != 0 { healthCheckPorts[entry.healthCheckPort] = service }
    for (claim, match) in Self.claims(of: entry, service) {
      guard let holder = holder(of: claim) else {
        setHolder(of: claim, match)
        continue
      }
      // Which of several Services gets a packet is chance in kube-proxy (their rules come in the
      // order of a Go map); here it is the first by name.
      var rivals = contested[claim] ?? [holder]
      rivals.append(match)
      rivals.sort()
      contested[claim] = rivals
      setHolder(of: claim, rivals[0])
    }
  }

  private mutating func withdraw(_ entry: ServiceEntry, _ service: ObjectName) {
    for address in entry.clusterIPs { Self.release(address, in: &clusterIPs) }
    for (address, _) in entry.addresses { Self.release(address, in: &serviceAddresses) }
    for address in entry.proxiedAddresses where proxiedAddresses[address] == service {
      proxiedAddresses[address] = nil
    }
    if healthCheckPorts[entry.healthCheckPort] == service {
      healthCheckPorts[entry.healthCheckPort] = nil
    }
    for (claim, match) in Self.claims(of: entry, service) {
      guard var rivals = contested[claim] else {
        setHolder(of: claim, nil)
        continue
      }
      rivals.removeAll { $0 == match }
      contested[claim] = rivals.count > 1 ? rivals : nil
      setHolder(of: claim, rivals.first)
    }
  }

  private static func release(
    _ address: IPAddress,
    in users: inout TreeDictionary<IPAddress, Int>
  ) {
    let left = (users[address] ?? 1) - 1
    users[address] = left == 0 ? nil : left
  }

  /// Everything a Service answers to.
  private static func claims(
    of entry: ServiceEntry,
    _ service: ObjectName
  ) -> [(Claim, Match)] {
    var claims: [(Claim, Match)] = []
    for (index, port) in entry.ports.enumerated() {
      for (address, capture) in entry.addresses {
        let destination = Destination(
          address: address,
          port: port.port,
          protocol: port.protocol
        )
        let match = Match(service: service, port: index, capture: capture)
        claims.append((.address(destination), match))
      }
      if port.nodePort != 0 {
        let nodePort = NodePort(port: port.nodePort, protocol: port.protocol)
        let match = Match(service: service, port: index, capture: .nodePort)
        claims.append((.nodePort(nodePort), match))
      }
    }
    return claims
  }

  private func holder(of claim: Claim) -> Match? {
    switch claim {
    case .address(let destination): addresses[destination]
    case .nodePort(let port): nodePorts[port]
    }
  }

  private mutating func setHolder(of claim: Claim, _ match: Match?) {
    switch claim {
    case .address(let destination): addresses[destination] = match
    case .nodePort(let port): nodePorts[port] = match
    }
  }
}

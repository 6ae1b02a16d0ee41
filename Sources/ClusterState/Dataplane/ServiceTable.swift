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

  /// How a packet came to be a Service's.
  package enum Capture: Hashable, Sendable {
    case clusterIP, externalIP, loadBalancerIP, nodePort

    /// Whether `externalTrafficPolicy` decides rather than `internalTrafficPolicy`.
    package var isExternal: Bool { self != .clusterIP }
  }

  /// A Service port that took a packet.
  package struct Match: Hashable, Sendable {
    package var service: ObjectName
    /// Index into ``ServiceEntry/ports``.
    package var port: Int
    package var capture: Capture
  }

  private var services = TreeDictionary<ObjectName, ServiceEntry>()
  private var addresses = TreeDictionary<Destination, Match>()
  private var nodePorts = TreeDictionary<NodePort, Match>()
  private var clusterIPs = TreeDictionary<IPAddress, Int>()

  package init() {}

  package subscript(service: ObjectName) -> ServiceEntry? { services[service] }

  /// The Service port at a cluster IP, an external IP or a load balancer's address.
  package func match(
    _ address: IPAddress,
    _ port: UInt16,
    _ transport: TransportProtocol
  ) -> Match? {
    addresses[Destination(address: address, port: port, protocol: transport)]
  }

  /// The Service port behind a node port.
  package func match(nodePort port: UInt16, _ transport: TransportProtocol) -> Match? {
    nodePorts[NodePort(port: port, protocol: transport)]
  }

  /// Whether some Service has this cluster IP, whatever its ports.
  package func isClusterIP(_ address: IPAddress) -> Bool { clusterIPs[address] != nil }

  /// Puts in, replaces or (with `nil`) takes out what is known of one Service.
  mutating func set(_ entry: ServiceEntry?, for service: ObjectName) {
    if let old = services[service] { withdraw(old, service) }
    services[service] = entry
    if let entry { announce(entry, service) }
  }

  private mutating func announce(_ entry: ServiceEntry, _ service: ObjectName) {
    for address in entry.clusterIPs { clusterIPs[address, default: 0] += 1 }
    for (index, port) in entry.ports.enumerated() {
      for (address, capture) in entry.addresses {
        let destination = Destination(
          address: address,
          port: port.port,
          protocol: port.protocol
        )
        addresses[destination] = Match(service: service, port: index, capture: capture)
      }
      if port.nodePort != 0 {
        nodePorts[NodePort(port: port.nodePort, protocol: port.protocol)] =
          Match(service: service, port: index, capture: .nodePort)
      }
    }
  }

  private mutating func withdraw(_ entry: ServiceEntry, _ service: ObjectName) {
    for address in entry.clusterIPs {
      let users = (clusterIPs[address] ?? 1) - 1
      clusterIPs[address] = users == 0 ? nil : users
    }
    for port in entry.ports {
      for (address, _) in entry.addresses {
        let destination = Destination(
          address: address,
          port: port.port,
          protocol: port.protocol
        )
        if addresses[destination]?.service == service { addresses[destination] = nil }
      }
      let nodePort = NodePort(port: port.nodePort, protocol: port.protocol)
      if nodePorts[nodePort]?.service == service { nodePorts[nodePort] = nil }
    }
  }
}

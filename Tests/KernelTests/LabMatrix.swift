@testable import ClusterState

/// All senders that rules tell apart, to all addresses of all Services.
struct LabMatrix {
  private let simulation: Simulation
  private let entryNode: String
  private let sources: [Source]
  /// Senders that the document does not know.
  let clients: [IPAddress]

  init(_ simulation: Simulation) {
    self.simulation = simulation
    let nodes = simulation.cluster.nodes.ids.map(simulation.proxyNode)
    entryNode = nodes.first?.name ?? ""
    // A pod without a part in any Service on the first and the last node, an address beside those
    // of nodes, and one from afar.
    let strangers = [nodes.first, nodes.last].compactMap { node in
      node.map { $0.podCIDRs.compactMap { $0.address(at: 200) } }
    }
    let outside = ["192.168.50.200", "198.18.0.7", "2001:db8:77::7"].compactMap(IPAddress.init)
    clients = strangers.flatMap { $0 } + outside
    let pods = simulation.cluster.pods.ids.compactMap { simulation.cluster.pods[$0] }
      .filter { !$0.spec.hostNetwork && !$0.status.podIPs.isEmpty }
      .sorted { $0.key < $1.key }.prefix(1).map { Source.pod($0.key) }
    sources =
      strangers.flatMap { $0 }.map(Source.address) + outside.map(Source.outside) + pods
      + [nodes.first, nodes.last].compactMap { $0.map { Source.node($0.name) } }
  }

  var connections: [LabConnection] {
    let destinations = destinations
    return sources.flatMap { source in
      destinations.compactMap { address, transport in connection(source, address, transport) }
    }
  }

  private func connection(
    _ source: Source,
    _ address: SocketAddress,
    _ transport: TransportProtocol
  ) -> LabConnection? {
    // Addresses of nodes are reached at the nodes themselves, and loopback by a node alone.
    let isNode = simulation.node(owning: address.address) != nil
    if address.address.isLoopback {
      guard case .node = source else { return nil }
    }
    let traffic = Traffic(
      from: source,
      to: .address(address.address, address.port),
      protocol: transport,
      entryNode: isNode ? nil : entryNode
    )
    let connection = LabConnection(traffic, in: simulation)
    guard connection?.trace.source.isIPv6 == address.address.isIPv6 else { return nil }
    return connection
  }

  private var destinations: [(SocketAddress, TransportProtocol)] {
    let nodes = simulation.cluster.nodes.ids.map(simulation.proxyNode)
    let hosts = [nodes.first, nodes.last].compactMap { $0 }.flatMap(\.addresses)
    let loopbacks = ["127.0.0.1", "::1"].compactMap(IPAddress.init)
    var known: Set<String> = []
    return simulation.serviceTable.sortedEntries.flatMap { _, entry in
      entry.ports.filter { $0.protocol != .sctp }.flatMap { port in
        var found = entry.addresses.map { SocketAddress($0.address, port.port) }
        found += entry.clusterIPs.map { SocketAddress($0, 4_444) }
        if port.nodePort != 0 {
          found += (hosts + loopbacks).map { SocketAddress($0, port.nodePort) }
        }
        return found.filter { known.insert("\($0) \(port.protocol)").inserted }
          .map { ($0, port.protocol) }
      }
    }
  }
}

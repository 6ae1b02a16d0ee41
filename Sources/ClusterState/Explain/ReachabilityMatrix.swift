/// Who reaches what: every client against every address of every Service.
package struct ReachabilityMatrix: Sendable {
  /// An address of a Service that connections are made to.
  package struct Address: Hashable, Sendable {
    package var destination: Destination
    package var `protocol`: TransportProtocol
    package var servicePort: ServicePortName
    package var capture: ServiceTable.Capture

    /// `IP:PORT`, with the protocol behind it where it is not TCP.
    package var text: String {
      self.protocol == .tcp ? "\(destination)" : "\(destination)/\(self.protocol)"
    }
  }

  /// What becomes of a connection from a client to an address.
  package struct Cell: Hashable, Sendable {
    package var verdict: Verdict
    package var reason: Reason
    /// As `ip:port`, sorted as in the rules.
    package var endpoints: [String]
  }

  package var clients: [Source]
  package var addresses: [Address]
  /// A row a client, a column an address.
  package var cells: [[Cell]] = []

  /// More pods than this are represented by one a node and namespace: pods on one node differ only
  /// in what they reach of themselves.
  package static let podsMax = 200
}

extension Simulation {
  /// Asks for every client and every address what would happen now.
  ///
  /// `namespace` limits the Services, not the clients.
  package func reachabilityMatrix(namespace: String? = nil) -> ReachabilityMatrix {
    var reader = matrixReader(namespace: namespace)
    while !reader.isFinished { reader.readRow() }
    var matrix = ReachabilityMatrix(clients: reader.clients, addresses: reader.addresses)
    matrix.cells = reader.cells.map { row in
      row.map { cell in
        guard let cell else { preconditionFailure("both ends come from the cluster") }
        return cell
      }
    }
    return matrix
  }

  /// Asks the same step by step, of one Service or of all.
  package func matrixReader(
    namespace: String? = nil,
    service: ObjectName? = nil
  ) -> MatrixReader {
    MatrixReader(
      self,
      clients: matrixClients,
      addresses: matrixAddresses(namespace: namespace, service: service)
    )
  }

  /// Pods that run, nodes, and somebody outside.
  private var matrixClients: [Source] {
    let running = cluster.pods.ids.compactMap { cluster.pods[$0] }.filter {
      !$0.isFinished && !$0.status.podIPs.isEmpty && !$0.spec.hostNetwork
    }
    var pods = running
    if running.count > ReachabilityMatrix.podsMax {
      var seen: Set<[String]> = []
      pods = running.filter {
        seen.insert([$0.spec.nodeName, $0.metadata.namespace]).inserted
      }
    }
    let nodes = cluster.nodes.ids.compactMap { cluster.nodes[$0] }
      .filter { !$0.status.internalIPs.isEmpty }
    return pods.map(\.key).sorted().map(Source.pod)
      + nodes.map(\.metadata.name).sorted().map(Source.node) + [.outside]
  }

  private func matrixAddresses(
    namespace: String?,
    service: ObjectName?
  ) -> [ReachabilityMatrix.Address] {
    let all = cluster.services.ids.compactMap { cluster.services[$0]?.key }
    let keys = all.filter {
      (namespace == nil || $0.namespace == namespace) && (service == nil || $0 == service)
    }.sorted()
    return keys.flatMap { key -> [ReachabilityMatrix.Address] in
      guard let entry = serviceTable[key] else { return [] }
      return entry.ports.flatMap { port in addresses(of: entry, port, key) }
    }
  }

  private func addresses(
    of entry: ServiceEntry,
    _ port: ServicePortEntry,
    _ service: ObjectName
  ) -> [ReachabilityMatrix.Address] {
    let name = ServicePortName(service: service, port: port.name)
    func address(
      _ ip: IPAddress,
      _ number: UInt16,
      _ capture: ServiceTable.Capture
    ) -> ReachabilityMatrix.Address {
      ReachabilityMatrix.Address(
        destination: .address(ip, number),
        protocol: port.protocol,
        servicePort: name,
        capture: capture
      )
    }
    var all = entry.addresses.map { address($0.address, port.port, $0.capture) }
    guard port.nodePort != 0 else { return all }
    for id in cluster.nodes.ids {
      let node = proxyNode(id)
      for isIPv6 in [false, true] where entry.serves(isIPv6: isIPv6) {
        if let ip = node.primaryAddress(isIPv6: isIPv6) {
          all.append(address(ip, port.nodePort, .nodePort))
        }
      }
    }
    return all
  }
}

internal import HashTreeCollections

// The choice that a new connection meets.

extension Simulation {
  /// What a new connection is given.
  enum Choice {
    case ended(Verdict, Failure)
    case peer(Peer, (verdict: Verdict, failure: Failure)?)
  }

  /// Draws, or asks what the node remembers.
  mutating func choose(_ way: Way, stream index: Int, _ request: Request) -> Choice {
    switch way {
    case .ended(let verdict, let failure, _): return .ended(verdict, failure)
    case .spread(let balancer, let place, let ways):
      let chosen = balancer.pick(&random[place])
      return choose(ways[chosen], stream: index, request)
    case .balanced(let way):
      let place: Int
      if way.virtualServer != nil {
        guard let scheduled = schedule(way, request) else {
          let reason = Reason.noEndpoints(way.target.servicePort)
          let node = way.target.node?.name ?? ""
          return .ended(
            .rejected,
            Failure(reason: reason, cause: .nobody, node: node, first: way.target.first(to: nil))
          )
        }
        place = scheduled
      } else if let timeout = way.target.affinitySeconds {
        let client = way.peers[0].source
        place = stick(way.target, way.balancer, client, timeout, way.streamName)
      } else if way.peers.count == 1 {
        place = 0
      } else {
        place = way.balancer.pick(&random[way.stream])
      }
      return .peer(way.peers[place], way.failures[place])
    }
  }

  /// What a packet that is on its way to an endpoint meets there now; `nil`: it is taken.
  func failure(of peer: Peer, stream index: Int) -> (verdict: Verdict, failure: Failure)? {
    let (verdict, reason) = fate(of: peer.endpoint)
    guard verdict != .delivered else { return nil }
    let isStale = !rulesLead(to: peer.endpoint.socketAddress, peer)
    let port = ServicePortName(service: peer.service, port: peer.servicePort)
    let cause =
      isStale ? .connectionKept : lossCause(of: reason, at: peer.endpoint, port, peer.node)
    return (verdict, Failure(reason: reason, cause: cause, node: peer.node))
  }

  /// Whether the rules of the node that chose an endpoint would choose it again.
  func rulesLead(to endpoint: SocketAddress, _ peer: Peer) -> Bool {
    let port = ServicePortName(service: peer.service, port: peer.servicePort)
    guard let id = node(named: peer.node) else {
      return usableEndpoints(of: port, serviceTable, node: "", isIPv6: endpoint.address.isIPv6)
        .contains { $0.socketAddress == endpoint }
    }
    return usableEndpoints(
      of: port,
      serviceTable(of: id),
      node: peer.node,
      isIPv6: endpoint.address.isIPv6
    ).contains { $0.socketAddress == endpoint }
  }

  /// The endpoints that a table lets a node send to.
  func usableEndpoints(
    of port: ServicePortName,
    _ table: ServiceTable,
    node: String,
    isIPv6: Bool
  ) -> [ProxyEndpoint] {
    guard let entry = table[port.service],
      let found = entry.ports.first(where: { $0.name == port.port })
    else { return [] }
    let zone = cluster.nodes[ObjectName(name: node)]?.zone ?? ""
    return EndpointSelection(found, node: node, zone: zone, isIPv6: isIPv6).reachable
  }
}

internal import HashTreeCollections

/// Connections to a real server that ended in one second: IPVS counts them on for a while.
struct ClosingConnections: Equatable, Sendable {
  let node: String
  let virtualServer: VirtualServer.Key
  let endpoint: SocketAddress
  var count = 0

  /// How long IPVS keeps a TCP connection after its end (FIN_WAIT; ip_vs_proto_tcp.c
  /// `tcp_timeouts`).
  static let tcpTimeout: Int64 = 120_000_000
  /// How long it keeps a UDP flow after its last packet (ip_vs_proto_udp.c `udp_timeouts`).
  static let udpTimeout: Int64 = 300_000_000
}

// What the kernels of nodes in IPVS mode count of connections.
extension Simulation {
  /// Lets the scheduler of a node choose; `nil`: refused.
  mutating func schedule(_ way: BalancedWay, _ request: Request) -> Int? {
    guard let wanted = way.virtualServer, let node = way.target.node?.name,
      let source = way.peers.first?.source
    else { return nil }
    let client = ScheduledClient(source, port: request.port)
    let instant = now
    // Taken out meanwhile, so that the table has one owner and changes in place.
    var table = ipvsTables.removeValue(forKey: node) ?? IPVSTable()
    defer { ipvsTables[node] = table }
    table.apply(wanted, at: instant)
    let end = instant + Delay(microseconds: ClosingConnections.tcpTimeout)
    let chosen = table.withVirtualServer(wanted.key) { server in
      server.schedule(client, at: instant, connectionEnd: end)
    }
    guard let endpoint = chosen ?? nil else { return nil }
    return way.peers.firstIndex { $0.endpoint.socketAddress == endpoint }
  }

  /// A connection stands, or has ended.
  mutating func countConnection(to peer: Peer, opens: Bool) {
    guard let key = peer.virtualServer else { return }
    let isTCP = key.protocol == .tcp
    if opens {
      changeConnections(peer.node, key, peer.endpoint.socketAddress) { active, inactive in
        if isTCP { active += 1 } else { inactive += 1 }
      }
      return
    }
    if isTCP {
      changeConnections(peer.node, key, peer.endpoint.socketAddress) { active, inactive in
        active -= 1
        inactive += 1
      }
    }
    planForgetting(peer.node, key, peer.endpoint.socketAddress)
  }

  private mutating func changeConnections(
    _ node: String,
    _ key: VirtualServer.Key,
    _ endpoint: SocketAddress,
    _ change: (_ active: inout Int, _ inactive: inout Int) -> Void
  ) {
    // A node whose proxy started in another mode meanwhile counts no more.
    guard var table = ipvsTables.removeValue(forKey: node) else { return }
    defer { ipvsTables[node] = table }
    _ = table.withVirtualServer(key) { server in
      let departed = server.departed.first { $0.endpoint == endpoint }
      guard let real = server.server(at: endpoint) ?? departed else { return }
      var (active, inactive) = (real.activeConnections, real.inactiveConnections)
      change(&active, &inactive)
      server.setConnections(active: max(0, active), inactive: max(0, inactive), of: endpoint)
    }
  }

  /// Connections that end in one second are forgotten together.
  private mutating func planForgetting(
    _ node: String,
    _ key: VirtualServer.Key,
    _ endpoint: SocketAddress
  ) {
    let timeout =
      key.protocol == .tcp ? ClosingConnections.tcpTimeout : ClosingConnections.udpTimeout
    let second = (now.microseconds + timeout + 999_999) / 1_000_000 * 1_000_000
    var closings = traffic.closings.removeValue(forKey: second) ?? []
    if closings.isEmpty { traffic.queue.plan(.forget, 0, at: second) }
    let index = closings.firstIndex {
      $0.endpoint == endpoint && $0.virtualServer == key && $0.node == node
    }
    if let index {
      closings[index].count += 1
    } else {
      closings.append(
        ClosingConnections(node: node, virtualServer: key, endpoint: endpoint, count: 1)
      )
    }
    traffic.closings[second] = closings
  }

  /// The kernels forget the connections whose time is over.
  mutating func forgetClosings(at second: Int64) {
    for closing in traffic.closings.removeValue(forKey: second) ?? [] {
      changeConnections(closing.node, closing.virtualServer, closing.endpoint) { _, inactive in
        inactive -= closing.count
      }
    }
  }

  /// Plans kube-proxy's look after real servers that wait for their connections to end, if any do
  /// and it is not planned yet (pkg/proxy/ipvs/graceful_termination.go).
  mutating func planRealServerCheck() {
    guard !isRealServerCheckPlanned,
      ipvsTables.values.contains(where: { !$0.waiting.isEmpty })
    else { return }
    isRealServerCheckPlanned = true
    agenda.plan(.checkRealServers, at: now + IPVSTable.checkInterval)
  }

  /// Real servers without connections go; as long as others wait, it is looked again.
  mutating func checkRealServers() {
    isRealServerCheckPlanned = false
    for name in ipvsTables.keys.sorted() {
      guard var table = ipvsTables.removeValue(forKey: name) else { continue }
      table.deleteIdle()
      ipvsTables[name] = table
    }
    planRealServerCheck()
  }
}

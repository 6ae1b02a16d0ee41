internal import HashTreeCollections

// Connections through the kernel of a node in IPVS mode: its schedulers keep their place from one
// connection to the next.

extension Simulation {
  /// Lets the scheduler of a node choose for `count` connections of one client that end at once.
  ///
  /// Counts by endpoint of the target; what they do not add up to was refused.
  mutating func schedule(
    _ target: BalancedTarget,
    _ node: ProxyNode,
    _ count: Int,
    from client: IPAddress
  ) -> [UInt64] {
    var counts = [UInt64](repeating: 0, count: target.endpoints.count)
    guard let wanted = virtualServer(of: target, on: node) else { return counts }
    // Taken out meanwhile, so that the table has one owner and changes in place.
    var table = ipvsTables.removeValue(forKey: node.name) ?? IPVSTable()
    defer { ipvsTables[node.name] = table }
    table.apply(wanted, at: now)
    var ports = ephemeralPorts
    _ = table.withVirtualServer(wanted.key) { server in
      let picks = server.schedule(count, from: client, ports: &ports, at: now)
      for (real, pick) in zip(server.servers, picks) where pick > 0 {
        let index = target.endpoints.firstIndex { $0.socketAddress == real.endpoint }
        if let index { counts[index] += UInt64(pick) }
      }
    }
    ephemeralPorts = ports
    return counts
  }

  /// The chance of each endpoint with a new connection: a hash of the client's address leaves no
  /// choice, any other scheduler gives equal shares in the long run.
  func scheduledShares(
    _ target: BalancedTarget,
    _ node: ProxyNode,
    from client: IPAddress
  ) -> [Double] {
    let equal = [Double](
      repeating: 1 / Double(target.endpoints.count),
      count: target.endpoints.count
    )
    let hashes: Set<IPVSScheduler> = [.sourceHashing, .destinationHashing]
    guard target.affinitySeconds != nil || hashes.contains(node.options.scheduler) else {
      return equal
    }
    // Asked of a copy, which changes nothing here.
    var copy = self
    if target.affinitySeconds != nil, !copy.remembers(client, target, node) { return equal }
    let counts = copy.schedule(target, node, 1, from: client)
    return counts.contains(1) ? counts.map { Double($0) } : equal
  }

  /// Whether a node would send a client where it sent it before.
  func remembers(_ client: IPAddress, _ target: BalancedTarget, _ node: ProxyNode) -> Bool {
    guard let wanted = virtualServer(of: target, on: node),
      let server = ipvsTables[node.name]?[wanted.key]
    else { return false }
    var templates = server.templates
    let bound = templates.server(of: client, at: now) { server.server(at: $0)?.weight != 0 }
    return bound != nil
  }

  /// What the kernel of a node is to have for a target.
  func virtualServer(
    of target: BalancedTarget,
    on node: ProxyNode
  ) -> WantedVirtualServer? {
    guard let match = target.match,
      let id = self.node(named: node.name),
      let port = serviceTable(of: id)[match.service]?.ports[match.port]
    else { return nil }
    let address = SocketAddress(target.destination.address, target.destination.port)
    return WantedVirtualServer(address, match.capture, port, on: IPVSNode(node))
  }

  /// Brings the virtual servers that were used on some nodes in line with what kube-proxy knows of
  /// a Service now.
  mutating func syncVirtualServers(
    _ change: ProxyFleet.Learnt,
    on isConcerned: (_ node: String) -> Bool
  ) {
    for name in ipvsTables.keys.filter(isConcerned).sorted() {
      guard let node = node(named: name).map({ IPVSNode(proxyNode($0)) }),
        var table = ipvsTables.removeValue(forKey: name)
      else { continue }
      let wanted = change.after.map { WantedVirtualServer.all(of: $0, on: node) } ?? []
      for server in wanted where table[server.key] != nil { table.apply(server, at: now) }
      let keys = Set(wanted.map(\.key))
      let former = change.before.map { WantedVirtualServer.all(of: $0, on: node) } ?? []
      for server in former where !keys.contains(server.key) { table.delete(server.key, at: now) }
      ipvsTables[name] = table
    }
    planRealServerCheck()
  }

  /// Endpoints without rules on a node are forgotten there, with the clients they had.
  mutating func forgetClients(
    _ change: ProxyFleet.Learnt,
    on isConcerned: (_ node: String) -> Bool
  ) {
    guard !affinity.isEmpty else { return }
    let ports = (change.before?.ports ?? []) + (change.after?.ports ?? [])
    for name in Set(ports.map(\.name)).sorted() {
      let port = change.after?.ports.first { $0.name == name }
      var reachable: [String: Set<SocketAddress>] = [:]
      let cluster = cluster
      func hasRules(_ node: String, _ endpoint: SocketAddress) -> Bool {
        guard isConcerned(node) else { return true }
        guard let port else { return false }
        if let known = reachable[node] { return known.contains(endpoint) }
        let zone = cluster.nodes[ObjectName(name: node)]?.zone ?? ""
        let found = Set(port.reachableAddresses(node: node, zone: zone))
        reachable[node] = found
        return found.contains(endpoint)
      }
      let servicePort = ServicePortName(service: change.service, port: name)
      affinity.forgetEndpoints(of: servicePort, unless: hasRules)
    }
  }
}

extension ServicePortEntry {
  /// Where a node has rules for, of both families.
  fileprivate func reachableAddresses(node: String, zone: String) -> [SocketAddress] {
    [false, true].flatMap { isIPv6 in
      EndpointSelection(self, node: node, zone: zone, isIPv6: isIPv6).reachable
    }.map(\.socketAddress)
  }
}

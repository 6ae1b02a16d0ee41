internal import HashTreeCollections

// UDP flows: what conntrack remembers of source ports that are used again.

extension Simulation {
  /// A request goes in the flow of its source port: where that leads, or by the rules if it is new.
  mutating func sendInFlow(_ slot: Int32, stream index: Int) {
    guard let request = traffic.requests[slot] else { return }
    let count = traffic.streams[index].plan.sourcePorts ?? 1
    let (place, known) = traffic.streams[index].withPool(request.client) { pool in
      let place = pool.requests % count
      pool.requests += 1
      while pool.connections.count <= place { pool.connections.append(-1) }
      return (place, pool.connections[place])
    }
    let port = port(ofFlow: place, request.client, stream: index)
    traffic.requests[slot]?.port = port
    if let flow = traffic.connections[known], isAlive(flow) {
      return send(slot, inFlow: known, stream: index)
    }
    if known >= 0 { retire(known) }
    openFlow(slot, place, stream: index)
  }

  /// Clients of one address share its ports.
  private func port(ofFlow place: Int, _ client: Int32, stream index: Int) -> UInt16 {
    let plan = traffic.streams[index].plan
    let first = plan.hasManyAddresses ? 0 : Int(client) * (plan.sourcePorts ?? 1)
    let range = EphemeralPorts.range
    return range.lowerBound + UInt16((first + place) % range.count)
  }

  /// Whether conntrack still has the entry; in IPVS mode one whose server is gone is void.
  private func isAlive(_ flow: Connection) -> Bool {
    guard flow.expiresAt > now.microseconds else { return false }
    guard let peer = flow.peer, let key = peer.virtualServer else { return true }
    return ipvsTables[peer.node]?[key]?.server(at: peer.endpoint.socketAddress) != nil
  }

  private mutating func openFlow(_ slot: Int32, _ place: Int, stream index: Int) {
    guard let request = traffic.requests[slot] else { return }
    guard let way = way(ofStream: index, client: request.client) else {
      return fail(slot, .reset, .clientGone(traffic.streams[index].traffic.source), at: now)
    }
    switch choose(way, stream: index, request) {
    case .ended(let verdict, let failure):
      countFirst(failure.first, of: failure.node)
      // What a rule rejects or drops leaves no entry; what no rule looks at does.
      if verdict == .notHandled, let destination = destination(of: request, stream: index) {
        let flow = enter(nil, destination, failure.node, request, place, stream: index)
        traffic.connections[flow]?.verdict = verdict
        return send(slot, inFlow: flow, stream: index)
      }
      traffic.requests[slot]?.failure = failure
      meetNobody(slot, verdict, after: AnswerModel.rejection, stream: index)
    case .peer(let peer, let failure):
      traffic.requests[slot]?.peer = peer
      let flow = enter(peer, peer.destination, peer.node, request, place, stream: index)
      countFirst(peer.first, of: peer.node)
      countConnection(to: peer, opens: true)
      send(slot, inFlow: flow, stream: index, failure)
    }
  }

  private mutating func enter(
    _ peer: Peer?,
    _ destination: ServiceTable.Destination,
    _ node: String,
    _ request: Request,
    _ place: Int,
    stream index: Int
  ) -> Int32 {
    var flow = Connection(
      stream: request.stream,
      client: request.client,
      source: SocketAddress(peer?.source ?? address(of: request, stream: index), request.port),
      peer: peer,
      destination: destination,
      node: node,
      openedAt: now.microseconds
    )
    flow.expiresAt = now.microseconds + Connection.flowTimeout
    let number = traffic.connections.insert(flow)
    traffic.streams[index].withPool(request.client) { $0.connections[place] = number }
    return number
  }

  private func destination(of request: Request, stream index: Int) -> ServiceTable.Destination? {
    let mine = traffic.streams[index].plan.traffic(ofClient: Int(request.client))
    guard let way = try? resolve(mine, knowing: traffic.streams[index].answer),
      let packet = way.hops.first?.packet
    else { return nil }
    return ServiceTable.Destination(
      address: packet.destination,
      port: packet.port,
      protocol: packet.protocol
    )
  }

  /// The address of a client whose packets nobody translates.
  private func address(of request: Request, stream index: Int) -> IPAddress {
    let mine = traffic.streams[index].plan.traffic(ofClient: Int(request.client))
    return (try? origin(mine).address) ?? Source.outsideIPv6
  }

  /// A packet in a flow keeps the entry alive, whether it is answered or not.
  private mutating func send(
    _ slot: Int32,
    inFlow number: Int32,
    stream index: Int,
    _ first: (verdict: Verdict, failure: Failure)? = nil
  ) {
    guard let flow = traffic.connections[number] else { return }
    let timeout = flow.isAssured ? Connection.assuredFlowTimeout : Connection.flowTimeout
    traffic.connections[number]?.expiresAt = now.microseconds + timeout
    traffic.connections[number]?.inFlight += 1
    traffic.requests[slot]?.connection = number
    traffic.requests[slot]?.peer = flow.peer
    guard let peer = flow.peer else {
      let reason = Reason.notAService(flow.destination.address)
      traffic.requests[slot]?.failure = Failure(reason: reason, cause: .flowStale, node: flow.node)
      return meetNobody(slot, flow.verdict, after: AnswerModel.rejection, stream: index)
    }
    guard let failure = first ?? flowFailure(of: peer, stream: index) else {
      return serve(slot, peer, stream: index)
    }
    traffic.requests[slot]?.failure = failure.failure
    meetNobody(slot, failure.verdict, after: peer.distance, stream: index)
  }

  private func flowFailure(
    of peer: Peer,
    stream index: Int
  ) -> (verdict: Verdict, failure: Failure)? {
    guard let (verdict, failure) = failure(of: peer, stream: index) else { return nil }
    guard failure.cause == .connectionKept else { return (verdict, failure) }
    return (verdict, Failure(reason: failure.reason, cause: .flowStale, node: failure.node))
  }

  /// An answer makes the entry live longer.
  mutating func leaveFlow(_ request: Request, _ number: Int32, stream index: Int) {
    guard let flow = traffic.connections[number] else { return }
    if request.verdict == .delivered {
      traffic.connections[number]?.isAssured = true
      traffic.connections[number]?.expiresAt = now.microseconds + Connection.assuredFlowTimeout
    }
    if flow.isClosing { retire(number) }
  }

  /// Deletes the flows through a node that lead to endpoints of `services` which do not serve any
  /// more, and those that were never translated although one of them now has the address: what
  /// kube-proxy does at a sync (pkg/proxy/conntrack/cleanup.go).
  mutating func flushStaleFlows(on node: NodeID, of services: Set<ObjectName>) {
    guard !traffic.connections.isEmpty, let name = cluster.nodes[node]?.metadata.name else {
      return
    }
    let table = serviceTable(of: node)
    for number in traffic.connections.numbers {
      guard let flow = traffic.connections[number], flow.isFlow, flow.node == name,
        isStale(flow, table, services)
      else { continue }
      retire(number)
    }
  }

  private func isStale(
    _ flow: Connection,
    _ table: ServiceTable,
    _ services: Set<ObjectName>
  ) -> Bool {
    guard let peer = flow.peer else {
      let destination = flow.destination
      let match =
        table.match(destination.address, destination.port, destination.protocol)
        ?? table.match(nodePort: destination.port, destination.protocol)
      return match.map { services.contains($0.service) } ?? false
    }
    guard services.contains(peer.service) else { return false }
    let port = table[peer.service]?.ports.first { $0.name == peer.servicePort }
    return port?.endpoints.contains {
      $0.isServing && $0.socketAddress == peer.endpoint.socketAddress
    } != true
  }
}

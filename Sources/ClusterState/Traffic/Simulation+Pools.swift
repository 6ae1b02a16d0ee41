internal import HashTreeCollections

// Connections that outlive a request: taken from a pool, given back, closed.

extension Simulation {
  /// A request takes a connection of its client, opens one, or waits for one.
  mutating func takeConnection(_ slot: Int32, stream index: Int) {
    guard let request = traffic.requests[slot] else { return }
    let plan = traffic.streams[index].plan
    let found = traffic.streams[index].withPool(request.client) { pool -> Int32? in
      pool.requests += 1
      if let idle = pool.idle.popLast() { return idle }
      guard pool.connections.count >= plan.poolSize else { return nil }
      guard plan.sharesConnections else { return -1 }
      return pool.connections[pool.requests % pool.connections.count]
    }
    switch found {
    case .none:
      traffic.requests[slot]?.port = traffic.streams[index].ports.take()
      connect(slot, stream: index)
    case .some(-1):
      traffic.requests[slot]?.phase = .pooled
      fail(slot, .timedOut, .noConnectionFree, at: now + plan.timeout)
      let ticket = traffic.requests[slot]?.ticket ?? 0
      traffic.streams[index].withPool(request.client) { $0.wait(slot, ticket) }
    case .some(let connection): send(slot, on: connection, stream: index)
    }
  }

  /// The first packet was answered: the connection stands.
  mutating func establish(_ slot: Int32, _ peer: Peer, stream index: Int) {
    countConnection(to: peer, opens: true)
    guard traffic.streams[index].plan.reusesConnections, let request = traffic.requests[slot] else {
      return serve(slot, peer, stream: index)
    }
    let plan = traffic.streams[index].plan
    let connection = traffic.connections.insert(
      Connection(
        stream: request.stream,
        client: request.client,
        source: SocketAddress(peer.source, request.port),
        peer: peer,
        destination: peer.destination,
        node: peer.node,
        openedAt: now.microseconds
      )
    )
    // One that was opened beside a full pool serves once.
    let isFull = traffic.streams[index].withPool(request.client) { pool -> Bool in
      guard pool.connections.count < plan.poolSize else { return true }
      pool.connections.append(connection)
      return false
    }
    traffic.connections[connection]?.isClosing = isFull
    send(slot, on: connection, stream: index)
  }

  /// A request goes on an established connection, to wherever that leads.
  private mutating func send(_ slot: Int32, on number: Int32, stream index: Int) {
    guard let connection = traffic.connections[number], let peer = connection.peer else { return }
    traffic.connections[number]?.inFlight += 1
    traffic.connections[number]?.usedAt = now.microseconds
    traffic.requests[slot]?.connection = number
    traffic.requests[slot]?.peer = peer
    traffic.requests[slot]?.port = connection.source.port
    guard connection.isDead else { return serve(slot, peer, stream: index) }
    traffic.requests[slot]?.phase = .answered
    let begun = Instant(microseconds: traffic.requests[slot]?.attemptedAt ?? 0)
    let deadline = begun + traffic.streams[index].plan.timeout
    fail(slot, .timedOut, .noAnswer(peer.endpoint.pod), at: max(deadline, now))
  }

  /// A request's attempt is over: its connection is free again, or ends with it.
  mutating func leaveConnection(_ request: Request, stream index: Int) {
    let number = request.connection
    guard let connection = traffic.connections[number] else {
      // A connection of its own ends with the request, if it ever stood.
      if let peer = request.peer, request.phase == .queued || request.phase == .answered {
        countConnection(to: peer, opens: false)
      }
      if traffic.streams[index].plan.reusesConnections {
        serveNextWaiting(request.client, stream: index)
      }
      return
    }
    traffic.connections[number]?.inFlight -= 1
    traffic.connections[number]?.carried += 1
    traffic.connections[number]?.usedAt = now.microseconds
    if connection.isFlow { return leaveFlow(request, number, stream: index) }
    let plan = traffic.streams[index].plan
    let isSpent = plan.requestsPerConnection.map { connection.carried + 1 >= $0 } ?? false
    if request.verdict != .delivered || isSpent || connection.isClosing {
      retire(number)
    } else if !plan.sharesConnections {
      traffic.streams[index].withPool(request.client) { $0.idle.append(number) }
    }
    serveNextWaiting(request.client, stream: index)
  }

  /// A connection takes no more requests; it is closed as soon as it carries none.
  mutating func retire(_ number: Int32) {
    guard let connection = traffic.connections[number] else { return }
    traffic.connections[number]?.isClosing = true
    if let index = traffic.index(of: connection.stream) {
      traffic.streams[index].withPool(connection.client) { pool in
        if !connection.isFlow {
          pool.remove(number)
        } else if let place = pool.connections.firstIndex(of: number) {
          pool.connections[place] = -1
        }
      }
    }
    guard connection.inFlight == 0 else { return }
    if let peer = connection.peer { countConnection(to: peer, opens: false) }
    traffic.connections.remove(number)
  }

  /// A connection is free, or may be opened: for the request that has waited longest.
  private mutating func serveNextWaiting(_ client: Int32, stream index: Int) {
    while true {
      let plan = traffic.streams[index].plan
      let waiting = traffic.streams[index].withPool(client) { pool in
        pool.idle.isEmpty && pool.connections.count >= plan.poolSize ? nil : pool.nextWaiting()
      }
      guard let waiting else { return }
      // It may have given up meanwhile.
      guard let request = traffic.requests[waiting.request], request.ticket == waiting.ticket else {
        continue
      }
      traffic.requests[waiting.request]?.failure = nil
      let idle = traffic.streams[index].withPool(client) { $0.idle.popLast() }
      if let idle { return send(waiting.request, on: idle, stream: index) }
      traffic.requests[waiting.request]?.port = traffic.streams[index].ports.take()
      return connect(waiting.request, stream: index)
    }
  }
}

// Traffic in the course of time. Between two steps of the agenda nothing changes but traffic
// itself: streams whose requests do not touch each other are carried in batches, all others request
// by request (docs/adr/0012).

extension Simulation {
  /// Why traffic is carried up to an instant.
  enum TrafficStop {
    /// Somebody looks: nothing may come of it.
    case look
    /// A multiple of the grid.
    case grid
    /// Something is about to change.
    case change
  }

  /// Sends what has fallen due by `instant`, and ends what ends by then.
  mutating func carryTraffic(to instant: Instant, _ stop: TrafficStop) {
    guard !traffic.isQuiet else { return }
    let present = now
    defer { now = present }
    let horizon = (traffic.carriedTo.microseconds / Self.streamGrid + 1) * Self.streamGrid
    var batched: [Int32] = []
    for index in traffic.streams.indices where canBatch(stream: index, until: horizon) {
      batched.append(Int32(traffic.streams[index].number))
    }
    carryRequests(to: instant.microseconds, except: batched)
    guard stop != .look else { return }
    for number in batched {
      guard let index = traffic.index(of: number) else { continue }
      carryBatch(stream: index, to: instant.microseconds, isLast: stop == .change)
    }
    // Of those that a batch left on their way some have been answered by now.
    if stop == .change { carryRequests(to: instant.microseconds, except: []) }
    traffic.carriedTo = instant
  }

  /// Goes from one request's event to the next, in the order of time.
  private mutating func carryRequests(to limit: Int64, except batched: [Int32]) {
    while true {
      var next = traffic.queue.next
      var sender = -1
      for index in traffic.streams.indices {
        let due = traffic.streams[index].nextDue
        if due < next, !batched.contains(Int32(traffic.streams[index].number)) {
          (next, sender) = (due, index)
        }
      }
      guard next <= limit else { return }
      now = Instant(microseconds: next)
      if sender >= 0 {
        sendDue(stream: sender)
      } else {
        perform(traffic.queue.pop())
      }
    }
  }

  private mutating func perform(_ item: TrafficQueue.Item) {
    switch item.step {
    case .think:
      guard let index = traffic.index(of: item.subject), !traffic.streams[index].isEnding else {
        return
      }
      send(stream: index, client: item.ticket)
    case .forget: forgetClosings(at: item.instant)
    default:
      guard traffic.requests[item.subject]?.ticket == item.ticket else { return }
      switch item.step {
      case .attempt: attempt(item.subject)
      case .retransmit: connectAgain(item.subject)
      case .reachServer: queueAtServer(item.subject)
      default: endAttempt(item.subject)
      }
    }
  }

  /// The client whose turn it is sends the request that is due.
  private mutating func sendDue(stream index: Int) {
    traffic.streams[index].clock.takeNext()
    let client = traffic.streams[index].sent % traffic.streams[index].plan.clients
    send(stream: index, client: Int32(client))
  }

  /// A client sends a request now.
  private mutating func send(stream index: Int, client: Int32) {
    guard let way = way(ofStream: index, client: client) else {
      return endStream(index)
    }
    let request = traffic.requests.insert(
      Request(
        stream: Int32(traffic.streams[index].number),
        client: client,
        dueAt: now.microseconds,
        attemptedAt: now.microseconds
      )
    )
    traffic.streams[index].sent += 1
    traffic.streams[index].inFlight += 1
    attempt(request)
    let tally = tally(of: traffic.requests[request]?.peer?.service ?? way.service, stream: index)
    traffic.requests[request]?.tally = tally
    ledger.recordSending(tally, at: now)
    if traffic.streams[index].left == 0 { endStream(index) }
  }
}

extension Simulation {
  /// Where requests to a Service are counted; most of a stream go to one.
  private mutating func tally(of service: ObjectName?, stream index: Int) -> Int32 {
    if let counted = traffic.streams[index].counted, counted.service == service {
      return counted.tally
    }
    let tally = ledger.place(of: service)
    traffic.streams[index].counted = TrafficStream.Counted(service: service, tally: tally)
    return tally
  }
}

// Streams in batches.
extension Simulation {
  /// Whether requests of a stream, as things are now, differ in nothing but independent draws.
  private mutating func canBatch(stream index: Int, until horizon: Int64) -> Bool {
    let stream = traffic.streams[index]
    let plan = stream.plan
    guard plan.requestsPerConnection == 1, !stream.isEnding, stream.clock.next != .max,
      plan.sourcePorts == nil || plan.traffic.protocol != .udp
    else { return false }
    if stream.asksDNS {
      // Asking again is done by a request.
      guard stream.answerExpiresAt > horizon else { return false }
    }
    guard let way = way(ofStream: index, client: 0) else { return false }
    return way.isMemoryless && way.slowest < plan.timeout.microseconds
      && clientsAreAlike(stream, way)
  }

  /// Decides what has fallen due and has ended by `limit`; if something changes then, what is still
  /// on its way too, request by request.
  private mutating func carryBatch(stream index: Int, to limit: Int64, isLast: Bool) {
    guard let way = way(ofStream: index, client: 0) else { return }
    let stream = traffic.streams[index]
    let end = limit - way.slowest
    while traffic.streams[index].nextDue <= end {
      // Rates are counted by the second.
      let second = traffic.streams[index].nextDue / 1_000_000
      let last = min(end, (second + 1) * 1_000_000 - 1)
      let count = traffic.streams[index].clock.takeDue(
        upTo: last,
        atMost: traffic.streams[index].left
      )
      traffic.streams[index].sent += count
      decide(count, way, stream.plan, Instant(microseconds: last))
    }
    while isLast, traffic.streams[index].nextDue <= limit {
      now = Instant(microseconds: traffic.streams[index].nextDue)
      sendDue(stream: index)
    }
    if traffic.streams[index].left == 0 { endStream(index) }
  }

  private mutating func decide(_ count: Int, _ way: Way, _ plan: TrafficPlan, _ instant: Instant) {
    switch way {
    case .ended: preconditionFailure("only what is served goes in batches")
    case .balanced(let way):
      var counts = [UInt64](repeating: 0, count: way.peers.count)
      way.balancer.pick(count, &random[way.stream], into: &counts)
      let report = report(counts, way, plan.traffic)
      ledger.record(report, at: instant, isStream: true)
      for (peer, count) in zip(way.peers, counts) {
        countFirst(peer.first, of: peer.node, count: count)
      }
      guard let first = way.peers.first else { return }
      let origin = ClientTally.Origin(
        address: first.source,
        node: first.node,
        isGroup: plan.hasManyAddresses
      )
      ledger.record(report, from: origin)
    case .spread(let balancer, let stream, let ways):
      var counts = [UInt64](repeating: 0, count: ways.count)
      balancer.pick(count, &random[stream], into: &counts)
      for (way, count) in zip(ways, counts) where count > 0 {
        decide(Int(count), way, plan, instant)
      }
    }
  }

  /// What became of requests that were all served, by endpoint.
  private mutating func report(
    _ counts: [UInt64],
    _ way: BalancedWay,
    _ sent: Traffic
  ) -> SendReport {
    let total = counts.reduce(0, +)
    var report = SendReport(traffic: sent, requests: Int(total))
    report.service = way.target.servicePort.service
    report.outcomes[.delivered] = total
    if let node = way.target.node {
      report.nodes = [NodeCount(node: node.name)]
      report.nodes[0].outcomes = report.outcomes
    }
    guard let chances = way.peers.first?.chances else { return report }
    report.endpoints = chances.endpoints.indices.map { place in
      EndpointReport(
        servicePort: chances.servicePort,
        endpoint: chances.endpoints[place],
        count: 0,
        probability: Double(chances.shares[place]) * 0x1p-32,
        verdict: .delivered
      )
    }
    for (peer, count) in zip(way.peers, counts) where count > 0 {
      report.endpoints[peer.place].count += count
      let latency = rememberedLoad(of: peer.pod).serviceTime + peer.distance
      report.latencies.record(latency, count: count)
    }
    return report
  }
}

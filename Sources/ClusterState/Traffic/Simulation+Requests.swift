internal import HashTreeCollections

// The life of one request: attempts, answers, retries, the end.

extension Simulation {
  /// Begins an attempt: on a connection of the client's pool, in a flow, or on its own connection.
  mutating func attempt(_ slot: Int32) {
    guard let stream = traffic.requests[slot]?.stream, let index = traffic.index(of: stream) else {
      return
    }
    let instant = now.microseconds
    let isRetry = traffic.requests[slot].map { $0.attempt > 0 } ?? false
    traffic.requests[slot]?.begin(at: instant)
    if isRetry { ledger.recordRetry(traffic.requests[slot]?.tally ?? -1) }
    let plan = traffic.streams[index].plan
    if plan.reusesConnections {
      takeConnection(slot, stream: index)
    } else if plan.sourcePorts != nil, plan.traffic.protocol == .udp {
      sendInFlow(slot, stream: index)
    } else {
      traffic.requests[slot]?.port = traffic.streams[index].ports.take()
      connect(slot, stream: index)
    }
  }

  /// Opens a connection the way that the rules lead now.
  mutating func connect(_ slot: Int32, stream index: Int) {
    guard let request = traffic.requests[slot] else { return }
    guard let way = way(ofStream: index, client: request.client) else {
      return fail(slot, .reset, .clientGone(traffic.streams[index].traffic.source), at: now)
    }
    switch choose(way, stream: index, request) {
    case .ended(let verdict, let failure):
      traffic.requests[slot]?.failure = failure
      countFirst(failure.first, of: failure.node)
      meetNobody(slot, verdict, after: AnswerModel.rejection, stream: index)
    case .peer(let peer, let failure):
      countFirst(peer.first, of: peer.node)
      traffic.requests[slot]?.peer = peer
      meet(peer, failure, slot, stream: index)
    }
  }

  /// A node has decided about a new connection.
  mutating func countFirst(_ first: FirstPacket?, of node: String, count: UInt64 = 1) {
    if let first { ledger.firstPackets.add(first, of: node, count: count) }
  }

  /// The first packet of a connection comes to an endpoint.
  private mutating func meet(
    _ peer: Peer,
    _ failure: (verdict: Verdict, failure: Failure)?,
    _ slot: Int32,
    stream index: Int
  ) {
    guard let failure else {
      traffic.requests[slot]?.failure = nil
      return establish(slot, peer, stream: index)
    }
    traffic.requests[slot]?.failure = failure.failure
    meetNobody(slot, failure.verdict, after: peer.distance, stream: index)
  }

  /// Nobody takes the connection: the client hears so after `delay` microseconds, or nothing.
  mutating func meetNobody(
    _ slot: Int32,
    _ verdict: Verdict,
    after delay: Int64,
    stream index: Int
  ) {
    guard let request = traffic.requests[slot] else { return }
    let plan = traffic.streams[index].plan
    let patience = min(plan.timeout.microseconds, ConnectRetry.giveUp)
    let deadline = request.attemptedAt + patience
    guard verdict == .dropped || verdict == .timedOut else {
      return end(slot, verdict, at: min(now.microseconds + delay, deadline))
    }
    traffic.requests[slot]?.phase = .connecting
    let unanswered = Int(request.unanswered)
    if plan.traffic.protocol != .udp, unanswered < ConnectRetry.seconds.count {
      let again = request.attemptedAt + ConnectRetry.seconds[unanswered] * 1_000_000
      if again < deadline {
        traffic.requests[slot]?.verdict = verdict
        traffic.requests[slot]?.unanswered += 1
        return self.plan(.retransmit, slot, at: again)
      }
    }
    end(slot, verdict, at: deadline)
  }

  /// The first packet is sent again.
  ///
  /// One that a rule dropped left no trace in conntrack and meets the rules anew; one that was
  /// translated goes where the first one went.
  mutating func connectAgain(_ slot: Int32) {
    guard let request = traffic.requests[slot], let index = traffic.index(of: request.stream)
    else { return }
    guard let peer = request.peer else { return connect(slot, stream: index) }
    meet(peer, failure(of: peer, stream: index), slot, stream: index)
  }

  /// A request travels to its pod and will be answered, in time or too late.
  mutating func serve(_ slot: Int32, _ peer: Peer, stream index: Int) {
    let load = rememberedLoad(of: peer.pod)
    guard load.concurrency != nil else {
      return answer(slot, at: now.microseconds + peer.distance + load.serviceTime, stream: index)
    }
    traffic.requests[slot]?.phase = .queued
    let arrival = now.microseconds + peer.distance / 2
    plan(.reachServer, slot, at: arrival)
  }

  /// A request comes to the queue of its pod.
  mutating func queueAtServer(_ slot: Int32) {
    guard let request = traffic.requests[slot], let peer = request.peer, let pod = peer.pod,
      let index = traffic.index(of: request.stream)
    else { return }
    let load = rememberedLoad(of: pod)
    // The limit may have been lifted since it set out.
    guard load.concurrency != nil else {
      let end = now.microseconds + load.serviceTime + peer.distance - peer.distance / 2
      return answer(slot, at: end, stream: index)
    }
    let start = traffic.servers[pod, default: PodServer()].take(at: now.microseconds, load)
    let end = start + load.serviceTime + peer.distance - peer.distance / 2
    answer(slot, at: end, stream: index)
  }

  /// The answer comes at `instant`, or would if the client still waited.
  private mutating func answer(_ slot: Int32, at instant: Int64, stream index: Int) {
    guard let request = traffic.requests[slot], let peer = request.peer else { return }
    traffic.requests[slot]?.phase = .answered
    let deadline = request.attemptedAt + traffic.streams[index].plan.timeout.microseconds
    guard instant > deadline else { return end(slot, .delivered, at: instant) }
    traffic.requests[slot]?.failure = Failure(
      reason: .answerTooLate(peer.endpoint.pod),
      cause: .overload,
      node: peer.node
    )
    end(slot, .timedOut, at: max(deadline, now.microseconds))
  }

  /// The attempt is over now.
  mutating func endAttempt(_ slot: Int32) {
    guard let request = traffic.requests[slot], let index = traffic.index(of: request.stream)
    else { return }
    leaveConnection(request, stream: index)
    let plan = traffic.streams[index].plan
    if request.verdict != .delivered, Int(request.attempt) <= plan.retries {
      traffic.requests[slot]?.phase = .planned
      traffic.requests[slot]?.connection = -1
      return self.plan(.attempt, slot, at: now.microseconds + plan.pause(after: request.attempt))
    }
    record(request)
    traffic.requests.remove(slot)
    traffic.streams[index].inFlight -= 1
    if case .closedLoop(let think) = plan.arrivals, !traffic.streams[index].isEnding {
      traffic.queue.plan(
        .think,
        request.stream,
        ticket: request.client,
        at: now.microseconds + think.microseconds
      )
    }
    if traffic.streams[index].isEnding, traffic.streams[index].inFlight == 0 {
      removeStream(index)
    }
  }

  private mutating func record(_ request: Request) {
    let isDelivered = request.verdict == .delivered
    let failure = isDelivered ? nil : request.failure
    let node = request.peer?.node ?? failure?.node ?? ""
    let end = RequestEnd(
      verdict: request.verdict,
      peer: request.peer,
      node: node,
      latency: now.microseconds - request.dueAt,
      reason: failure?.reason
    )
    ledger.recordEnd(end, at: request.tally, now)
    guard !isDelivered else { return }
    losses.add(
      Loss(
        verdict: request.verdict,
        cause: failure?.cause ?? .other,
        service: ledger.service(at: request.tally),
        endpoint: request.peer?.endpoint.socketAddress,
        pod: request.peer?.endpoint.pod ?? ObjectName(name: ""),
        node: node
      ),
      1,
      sentAt: Instant(microseconds: request.attemptedAt)
    )
  }
}

// Planning: only the newest plan of a request counts.
extension Simulation {
  private mutating func plan(_ step: TrafficQueue.Step, _ slot: Int32, at instant: Int64) {
    traffic.lastTicket &+= 1
    traffic.requests[slot]?.ticket = traffic.lastTicket
    traffic.queue.plan(step, slot, ticket: traffic.lastTicket, at: instant)
  }

  /// The attempt will end with a verdict.
  mutating func end(_ slot: Int32, _ verdict: Verdict, at instant: Int64) {
    traffic.requests[slot]?.verdict = verdict
    plan(.end, slot, at: instant)
  }

  /// The attempt fails at an instant.
  mutating func fail(_ slot: Int32, _ verdict: Verdict, _ reason: Reason, at instant: Instant) {
    let node = traffic.requests[slot]?.peer?.node ?? ""
    traffic.requests[slot]?.failure = Failure(reason: reason, cause: reason.lossCause, node: node)
    end(slot, verdict, at: instant.microseconds)
  }
}

extension Request {
  /// Begins the next attempt with nothing left of the last one.
  fileprivate mutating func begin(at instant: Int64) {
    attempt += 1
    attemptedAt = instant
    unanswered = 0
    phase = .planned
    connection = -1
    peer = nil
    failure = nil
  }
}

extension TrafficPlan {
  /// The pause before the next attempt: twice as long each time.
  fileprivate func pause(after attempt: Int32) -> Int64 {
    var pause = retryBackoff.microseconds
    for _ in 1..<attempt { pause = min(pause * 2, Self.delayMax.microseconds) }
    return pause
  }
}

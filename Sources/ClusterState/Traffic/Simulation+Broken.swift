internal import HashTreeCollections

// What becomes of connections when one end of them goes, and of requests when their stream does.

extension Simulation {
  /// The processes of a pod end, or its machine does: what that means for its connections.
  ///
  /// Nothing is decided here that depends on the rules: requests end, and are tried again, when
  /// time goes on.
  mutating func breakConnections(to pod: PodID, _ end: ConnectionEnd) {
    guard !traffic.streams.isEmpty else { return }
    let isSilent = end == .hostVanished || cluster.pods[pod].map(isPoweredOn(under:)) == false
    if end != .closedGracefully {
      traffic.servers[pod] = nil
      breakRequests(to: pod, isSilent: isSilent)
      breakClient(pod)
    }
    for number in traffic.connections.numbers {
      guard let connection = traffic.connections[number], connection.peer?.pod == pod,
        !connection.isFlow
      else { continue }
      if isSilent {
        traffic.connections[number]?.isDead = true
      } else {
        retire(number)
      }
    }
  }

  /// Requests that wait for the pod's answer get a reset at once, or nothing until they time out.
  private mutating func breakRequests(to pod: PodID, isSilent: Bool) {
    for slot in traffic.requests.numbers {
      guard let request = traffic.requests[slot], let peer = request.peer, peer.pod == pod,
        request.phase == .queued || request.phase == .answered, request.verdict == .delivered,
        let index = traffic.index(of: request.stream)
      else { continue }
      let deadline =
        Instant(microseconds: request.attemptedAt) + traffic.streams[index].plan.timeout
      // Nothing resets a UDP flow: its datagram is lost.
      if isSilent || peer.destination.protocol == .udp {
        fail(slot, .timedOut, .noAnswer(peer.endpoint.pod), at: max(now, deadline))
      } else {
        let news = min(now + Delay(microseconds: peer.distance / 2), max(now, deadline))
        fail(slot, .reset, .connectionBroken(peer.endpoint.pod), at: news)
      }
    }
  }

  /// Requests that the pod itself sent end with it.
  private mutating func breakClient(_ pod: PodID) {
    guard let key = cluster.pods[pod]?.key else { return }
    for stream in traffic.streams where stream.traffic.source == .pod(key) {
      let number = Int32(stream.number)
      for slot in traffic.requests.numbers
      where traffic.requests[slot]?.stream == number
        && traffic.requests[slot]?.phase != .planned
      {
        fail(slot, .reset, .clientGone(stream.traffic.source), at: now)
      }
      closeConnections(ofStream: number)
    }
  }

  /// Connections of a stream are closed as soon as they carry nothing.
  private mutating func closeConnections(ofStream stream: Int32) {
    for number in traffic.connections.numbers
    where traffic.connections[number]?.stream == stream {
      retire(number)
    }
  }
}

// The life of a stream.
extension Simulation {
  mutating func startStream(_ plan: TrafficPlan) {
    stopSame(as: plan)
    let name = plan.name.map { "stream-\($0)" } ?? "stream-\(commandCount)"
    let stream = TrafficStream(
      plan,
      startedAt: now,
      number: commandCount,
      random["\(name)/arrivals"]
    )
    traffic.streams.append(stream)
    note(.streamStarted(plan))
    guard case .closedLoop(let think) = plan.arrivals else { return }
    for client in 0..<plan.clients {
      // Clients are spread over the first pause, so that they do not march in step.
      let delay = think.microseconds * Int64(client) / Int64(plan.clients)
      traffic.queue.plan(
        .think,
        Int32(commandCount),
        ticket: Int32(client),
        at: now.microseconds + delay
      )
    }
  }

  /// One plan of a name, and one without a name from here to there.
  private mutating func stopSame(as plan: TrafficPlan) {
    stopStreams { stream in
      plan.name == nil
        ? stream.plan.name == nil && stream.traffic == plan.traffic
        : stream.plan.name == plan.name
    }
  }

  mutating func stopStreams(_ isMeant: (TrafficStream) -> Bool) {
    for number in traffic.streams.filter({ !$0.isEnding && isMeant($0) }).map(\.number) {
      if let index = traffic.index(of: Int32(number)) { endStream(index) }
    }
  }

  /// A stream sends no more; it stays until its last request has ended.
  mutating func endStream(_ index: Int) {
    guard !traffic.streams[index].isEnding else { return }
    traffic.streams[index].isEnding = true
    note(.streamStopped(traffic.streams[index].plan, sent: traffic.streams[index].sent))
    if traffic.streams[index].inFlight == 0 { removeStream(index) }
  }

  mutating func removeStream(_ index: Int) {
    let stream = traffic.streams[index]
    closeConnections(ofStream: Int32(stream.number))
    traffic.streams.remove(at: index)
    traffic.ways.forget(stream: Int32(stream.number))
  }
}

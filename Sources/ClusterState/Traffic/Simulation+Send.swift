internal import HashTreeCollections

extension Simulation {
  /// Sends `count` requests now, decides each, and counts them.
  mutating func send(_ traffic: Traffic, count: Int) -> SendReport {
    guard let resolution = try? resolve(traffic),
      let origin = try? origin(traffic, toward: resolution.destination)
    else {
      preconditionFailure("a command is checked before it is performed")
    }
    var parts: [BurstPart] = []
    let report = carry(traffic, count, resolution, origin, stream: "send", &parts)
    ledger.record(report, at: now)
    for part in parts { ledger.record(part.report, from: part.origin) }
    return report
  }

  /// Decides `count` requests that all go the same way; `parts` gets what each node decided.
  private mutating func carry(
    _ traffic: Traffic,
    _ count: Int,
    _ resolution: Resolution,
    _ origin: Origin,
    stream: String,
    _ parts: inout [BurstPart]
  ) -> SendReport {
    var report = SendReport(traffic: traffic, requests: count)
    report.service = resolution.service
    switch resolution.outcome {
    case .spread(let shares):
      return carry(traffic, count, over: shares, origin, stream: stream, &parts)
    case .ended(let verdict, let reason):
      report.outcomes[verdict] = UInt64(count)
      report.reasons = [reason]
      countFirst(resolution, count)
    case .balanced(let target):
      report.isSticky = target.affinitySeconds != nil
      let balancer = balancer(for: target)
      let shares = shares(of: target, from: origin)
      let counts = pick(target, balancer, count, origin, stream: stream)
      countFirst(target, counts, of: count)
      let refused = UInt64(count) - counts.reduce(0, +)
      if refused > 0 {
        // A hash that leads to a server with weight 0 finds no other.
        report.outcomes[.rejected] += refused
        report.reasons.append(.noEndpoints(target.servicePort))
      }
      for (index, endpoint) in target.endpoints.enumerated() {
        let (verdict, reason) = fate(of: endpoint, target, origin)
        report.outcomes[verdict] += counts[index]
        if counts[index] > 0, verdict != .delivered, !report.reasons.contains(reason) {
          report.reasons.append(reason)
        }
        report.endpoints.append(
          EndpointReport(
            servicePort: target.servicePort.port,
            endpoint: endpoint,
            count: counts[index],
            probability: shares[index],
            verdict: verdict
          )
        )
      }
      if let node = target.node {
        report.nodes = [NodeCount(node: node.name)]
        report.nodes[0].outcomes = report.outcomes
      }
      addSources(&report, target, origin)
      addLatencies(&report, target, origin)
      let sender = ClientTally.Origin(
        address: origin.address,
        node: target.node?.name ?? "",
        isGroup: false
      )
      parts.append(BurstPart(origin: sender, report: report))
    }
    return report
  }

  /// The last node has refused so many connections, or left them alone.
  private mutating func countFirst(_ resolution: Resolution, _ count: Int) {
    let node = resolution.hops.last?.node.name ?? ""
    countFirst(resolution.first, of: node, count: UInt64(count))
  }

  /// A node has chosen each endpoint so often, and refused the rest.
  private mutating func countFirst(_ target: BalancedTarget, _ counts: [UInt64], of all: Int) {
    let node = target.node?.name ?? ""
    countFirst(target.first(to: nil), of: node, count: UInt64(all) - counts.reduce(0, +))
    for (endpoint, count) in zip(target.endpoints, counts) {
      countFirst(target.first(to: endpoint), of: node, count: count)
    }
  }

  /// A load balancer chooses a way for each connection, all with equal chance.
  private mutating func carry(
    _ traffic: Traffic,
    _ count: Int,
    over shares: [Resolution.Share],
    _ origin: Origin,
    stream: String,
    _ parts: inout [BurstPart]
  ) -> SendReport {
    let streamName = "\(stream)/load-balancer/\(traffic.destination)"
    var generator = random[streamName]
    var counts = [UInt64](repeating: 0, count: shares.count)
    Balancer(weights: shares.map(\.weight)).pick(count, &generator, into: &counts)
    random[streamName] = generator
    var whole = SendReport(traffic: traffic, requests: 0)
    for (share, count) in zip(shares, counts) {
      whole.add(carry(traffic, Int(count), share.way, origin, stream: stream, &parts))
    }
    // What is expected does not depend on how the balancer happened to choose.
    let chances = chances(over: shares, from: origin)
    for index in whole.endpoints.indices {
      let endpoint = whole.endpoints[index].endpoint
      whole.endpoints[index].probability =
        chances.first { $0.endpoint == endpoint }?.probability ?? 0
    }
    return whole
  }

  /// The chance of each endpoint of a target with a new connection.
  func shares(of target: BalancedTarget, from origin: Origin) -> [Double] {
    if let node = target.node, node.options.mode == .ipvs {
      return scheduledShares(target, node, from: origin.address)
    }
    let balancer = balancer(for: target)
    return target.endpoints.indices.map(balancer.probability)
  }

  /// Headless Services have no rules: the client takes any address with equal chance.
  func balancer(for target: BalancedTarget) -> Balancer {
    Balancer(
      count: target.endpoints.count,
      mode: target.node?.options.mode == .iptables ? .iptables : .nftables
    )
  }

  private mutating func pick(
    _ target: BalancedTarget,
    _ balancer: Balancer,
    _ count: Int,
    _ origin: Origin,
    stream: String
  ) -> [UInt64] {
    if let node = target.node, node.options.mode == .ipvs {
      return schedule(target, node, count, from: origin.address)
    }
    var counts = [UInt64](repeating: 0, count: target.endpoints.count)
    let streamName = "\(stream)/\(target.node?.name ?? "")/\(target.servicePort)"
    if let timeout = target.affinitySeconds {
      let index = stick(target, balancer, origin.address, timeout, streamName)
      counts[index] = UInt64(count)
    } else {
      var generator = random[streamName]
      balancer.pick(count, &generator, into: &counts)
      random[streamName] = generator
    }
    return counts
  }

  /// The endpoint the node remembers for the client, or a new one that it remembers from now on.
  mutating func stick(
    _ target: BalancedTarget,
    _ balancer: Balancer,
    _ client: IPAddress,
    _ timeout: Int64,
    _ stream: String
  ) -> Int {
    let place = AffinityTable.Place(target)
    let mode = target.node?.options.mode ?? settings.mode
    var index = affinity.index(
      for: client,
      at: place,
      among: target.endpoints,
      now: now,
      timeoutSeconds: timeout,
      mode: mode
    )
    if index == nil {
      var generator = random[stream]
      index = balancer.pick(&generator)
      random[stream] = generator
    }
    let chosen = index ?? 0
    affinity.remember(
      target.endpoints[chosen].socketAddress,
      of: client,
      at: place,
      now: now,
      timeoutSeconds: timeout,
      mode: mode
    )
    return chosen
  }

  /// What happens to a request that was sent to an endpoint.
  func fate(
    of endpoint: ProxyEndpoint,
    _ target: BalancedTarget,
    _ origin: Origin
  ) -> (Verdict, Reason) {
    if let closedPort = target.closedPort {
      return (.refused, .portClosed(endpoint.pod, closedPort))
    }
    if let start = origin.node.flatMap({ cluster.nodes[$0]?.metadata.name }),
      let decider = target.node, start != decider.name,
      !target.isMasqueraded(to: endpoint, from: origin.address),
      endpoint.nodeName != decider.name, !decider.owns(endpoint.address)
    {
      return (.timedOut, .answerBypasses(node: decider.name))
    }
    return fate(of: endpoint)
  }

  /// What happens to a packet that comes to an endpoint.
  func fate(of endpoint: ProxyEndpoint) -> (Verdict, Reason) {
    let host = cluster.pods[endpoint.pod]?.spec.nodeName ?? endpoint.nodeName
    guard isReachable(node: host) else { return (.timedOut, .nodeDown(host)) }
    if let id = cluster.pod(at: endpoint.address), let pod = cluster.pods[id] {
      return isListening(id) ? (.delivered, .served) : (.refused, .notListening(pod.key))
    }
    if cluster.node(at: endpoint.address) != nil {
      guard let id = cluster.pods.id(endpoint.pod) else { return (.delivered, .served) }
      return isListening(id) ? (.delivered, .served) : (.refused, .notListening(endpoint.pod))
    }
    // An endpoint without a pod was written by hand, and whoever it is answers, unless it is listed
    // no more.
    let isWrittenByHand = endpoint.pod.name.isEmpty && endpoint.isServing
    return isWrittenByHand ? (.delivered, .served) : (.timedOut, .nobodyThere(endpoint.address))
  }

  /// A masqueraded packet, and one that returns to its own sender, comes from the node.
  private func addSources(_ report: inout SendReport, _ target: BalancedTarget, _ origin: Origin) {
    for endpoint in report.endpoints where endpoint.verdict == .delivered && endpoint.count > 0 {
      guard let seen = target.sourceSeen(by: endpoint.endpoint, from: origin.address) else {
        continue
      }
      if let index = report.sources.firstIndex(where: { $0.seen == seen }) {
        report.sources[index].count += endpoint.count
      } else {
        report.sources.append(SourceCount(seen: seen, count: endpoint.count))
      }
    }
  }

  private func addLatencies(
    _ report: inout SendReport,
    _ target: BalancedTarget,
    _ origin: Origin
  ) {
    for endpoint in report.endpoints where endpoint.verdict == .delivered {
      let service = load(of: pod(behind: endpoint.endpoint)).serviceTime
      report.latencies.record(
        service + roundTrip(to: endpoint.endpoint, target, origin),
        count: endpoint.count
      )
    }
  }

  /// The pod that answers at an endpoint; `nil` if there is none, or none that is known.
  func pod(behind endpoint: ProxyEndpoint) -> PodID? {
    cluster.pod(at: endpoint.address) ?? cluster.pods.id(endpoint.pod)
  }

  /// To an endpoint and back, in microseconds.
  func roundTrip(
    to endpoint: ProxyEndpoint,
    _ target: BalancedTarget,
    _ origin: Origin
  ) -> Int64 {
    if let start = origin.node.flatMap({ cluster.nodes[$0] }) {
      return distance(from: start, to: endpoint)
    }
    let decider = target.node.flatMap { cluster.nodes[ObjectName(name: $0.name)] }
    return LatencyModel.outside + (decider.map { distance(from: $0, to: endpoint) } ?? 0)
  }

  private func distance(from node: Node, to endpoint: ProxyEndpoint) -> Int64 {
    if node.metadata.name == endpoint.nodeName { return LatencyModel.sameNode }
    let zone = cluster.nodes[ObjectName(name: endpoint.nodeName)]?.zone
    return zone == node.zone ? LatencyModel.sameZone : LatencyModel.otherZone
  }
}

// Where requests of a stream go between two changes: found out once, then only looked up.

extension Simulation {
  /// The way of a client's new connections now; `nil` if an end of it does not exist any more.
  mutating func way(ofStream index: Int, client: Int32) -> Way? {
    askDNSAgain(stream: index)
    let number = Int32(traffic.streams[index].number)
    let client = traffic.streams[index].plan.hasManyAddresses ? client : 0
    if let known = traffic.ways[stream: number, client: client] { return known }
    let stream = traffic.streams[index]
    let mine = stream.plan.traffic(ofClient: Int(client))
    guard let resolution = resolution(of: mine, knowing: stream.answer),
      let origin = try? origin(mine, toward: resolution.destination)
    else { return nil }
    let way = makeWay(resolution, origin, stream.randomName, mine)
    traffic.ways[stream: number, client: client] = way
    return way
  }

  /// Where requests lead; a Service that was deleted meanwhile is a name that nobody knows.
  ///
  /// `nil` if an end does not exist any more and nobody would go on asking for it.
  private mutating func resolution(of traffic: Traffic, knowing answer: DNSAnswer?) -> Resolution? {
    do throws(CommandError) {
      return try resolve(traffic, knowing: answer)
    } catch {
      guard case .notFound(kind: Service.kind, let key) = error else { return nil }
      return Resolution(.nameError, .noSuchName(key.description), service: key)
    }
  }

  /// Clients ask DNS once what they know has expired.
  private mutating func askDNSAgain(stream index: Int) {
    let instant = now.microseconds
    guard traffic.streams[index].asksDNS, traffic.streams[index].answerExpiresAt <= instant,
      let host = traffic.streams[index].plan.hostName
    else { return }
    let stream = traffic.streams[index]
    let answer = (try? lookUp(host, stream.traffic)) ?? nil
    if answer != stream.answer { traffic.ways.forget(stream: Int32(stream.number)) }
    traffic.streams[index].answer = answer
    traffic.streams[index].answerExpiresAt = instant + stream.plan.dnsTTL.microseconds
  }

  private mutating func makeWay(
    _ resolution: Resolution,
    _ origin: Origin,
    _ name: String,
    _ traffic: Traffic
  ) -> Way {
    switch resolution.outcome {
    case .ended(let verdict, let reason):
      let node = resolution.hops.last?.node.name ?? ""
      let failure = Failure(
        reason: reason,
        cause: lossCause(of: reason, decidedBy: node),
        node: node,
        first: resolution.first
      )
      return .ended(verdict, failure, resolution.service)
    case .balanced(let target): return .balanced(makeWay(to: target, origin, name))
    case .spread(let shares):
      let place = random.place(of: "\(name)/load-balancer/\(traffic.destination)")
      var ways = shares.map { makeWay($0.way, origin, name, traffic) }
      Way.share(chancesOf: &ways, weights: shares.map(\.weight))
      return .spread(Balancer(weights: shares.map(\.weight)), stream: place, ways)
    }
  }

  private mutating func makeWay(
    to target: BalancedTarget,
    _ origin: Origin,
    _ name: String
  ) -> BalancedWay {
    let streamName = "\(name)/\(target.node?.name ?? "")/\(target.servicePort)"
    let chances = Chances(
      target.servicePort.port,
      target.endpoints,
      shares(of: target, from: origin)
    )
    let isIPVS = target.node?.options.mode == .ipvs
    let server = isIPVS ? target.node.flatMap { virtualServer(of: target, on: $0) } : nil
    var slowest: Int64 = 0
    let peers = target.endpoints.indices.map { place in
      let endpoint = target.endpoints[place]
      let pod = pod(behind: endpoint)
      let distance = roundTrip(to: endpoint, target, origin)
      let load = load(of: pod)
      // A queue may take any time.
      slowest = max(slowest, load.concurrency == nil ? distance + load.serviceTime : .max)
      return Peer(
        target,
        place,
        pod: pod,
        source: origin.address,
        distance: distance,
        chances,
        server?.key
      )
    }
    let failures = target.endpoints.map { endpoint -> (verdict: Verdict, failure: Failure)? in
      let (verdict, reason) = fate(of: endpoint, target, origin)
      guard verdict != .delivered else { return nil }
      let cause = lossCause(of: reason, at: endpoint, target)
      return (verdict, Failure(reason: reason, cause: cause, node: target.node?.name ?? ""))
    }
    return BalancedWay(
      target,
      balancer(for: target),
      peers,
      failures: failures,
      stream: random.place(of: streamName),
      named: streamName,
      server,
      slowest: slowest
    )
  }

  /// What a pod takes for a request; an endpoint without a pod serves as pods usually do.
  func load(of pod: PodID?) -> ServedLoad {
    guard !settings.pods.isEmpty else { return .usual }
    if let pod, let known = traffic.ways[pod] { return known }
    let behavior = pod.flatMap { cluster.pods[$0] }.map(settings.behavior(of:)) ?? PodBehavior()
    return ServedLoad(
      serviceTime: behavior.serviceTime.microseconds,
      concurrency: behavior.concurrency
    )
  }

  /// The same, remembered until something changes.
  mutating func rememberedLoad(of pod: PodID?) -> ServedLoad {
    let load = load(of: pod)
    if let pod, !settings.pods.isEmpty { traffic.ways[pod] = load }
    return load
  }

  /// Everything looked up for streams is void: something has changed.
  mutating func forgetWays() { traffic.ways.forgetAll() }
}

extension Simulation {
  /// Whether all clients of a stream are the same to every rule, so that one way is that of all.
  func clientsAreAlike(_ stream: TrafficStream, _ way: Way) -> Bool {
    guard stream.plan.hasManyAddresses, case .outside(let first) = stream.traffic.source else {
      return true
    }
    let last = IPAddress(
      isIPv6: first.isIPv6,
      bits: first.bits &+ UInt128(stream.plan.clients - 1)
    )
    guard first.bits < last.bits, !dependsOnSource(way, isIPv6: first.isIPv6) else { return false }
    let ranges =
      settings.clusterCIDRs
      + cluster.nodes.ids.flatMap { id in
        cluster.nodes[id]?.spec.podCIDRs.compactMap(CIDR.init) ?? []
      }
    return ranges.allSatisfy { range in
      !range.contains(first) && !range.contains(last)
        && !(first.bits...last.bits).contains(range.base.bits)
    }
  }

  private func dependsOnSource(_ way: Way, isIPv6: Bool) -> Bool {
    switch way {
    case .ended: return true
    case .balanced(let way):
      guard let match = way.target.match,
        let id = way.target.node.flatMap({ node(named: $0.name) }),
        let entry = serviceTable(of: id)[match.service]
      else { return false }
      return !entry.ports[match.port].policies.sourceRanges(isIPv6: isIPv6).isEmpty
    case .spread(_, _, let ways):
      return ways.contains { dependsOnSource($0, isIPv6: isIPv6) }
    }
  }
}

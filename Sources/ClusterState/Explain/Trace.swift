/// The whole way of one new connection, as facts; the words for them are the interface's.
package struct Trace: Sendable {
  /// An endpoint the connection may end at.
  package struct Target: Sendable {
    package var endpoint: ProxyEndpoint
    /// Between 0 and 1.
    package var probability: Double
    /// Whether the packet leaves with the node's address as its source.
    package var isMasqueraded: Bool
    /// Whether that is so only because the endpoint would be sending to itself.
    package var isHairpin: Bool
    /// The source address that the endpoint sees; `nil` where it is a controller's.
    package var sourceSeen: IPAddress?
    /// What becomes of the connection there.
    package var verdict: Verdict
    package var reason: Reason
  }

  /// What a node remembers of the client.
  package enum Affinity: Hashable, Sendable {
    case none
    /// The next choice will be remembered.
    case nothingRemembered(timeoutSeconds: Int64)
    case remembered(endpoint: String, timeoutSeconds: Int64)
  }

  /// One of the ways that a load balancer or a router spreads over.
  package struct Way: Sendable {
    /// Between 0 and 1.
    package var share: Double
    /// Nodes whose rules saw the packet, in order; the last one decided.
    package var hops: [Hop] = []
    package var servicePort: ServicePortName?
    package var affinity = Affinity.none
    package var targets: [Target] = []
    /// Endpoints of the Service port that this connection cannot end at, and why not.
    package var excluded: [ExcludedEndpoint] = []
    package var verdict: Verdict
    package var reason: Reason
  }

  package var traffic: Traffic
  /// The sender's address.
  package var source: IPAddress
  /// The node the sender is on; `nil` outside the cluster.
  package var sourceNode: String?
  package var naming: [NamingFact] = []
  package var arrival: Arrival?
  /// At least one.
  package var ways: [Way] = []
  package var service: ObjectName?

  /// How the connection ends; delivered if some way leads to an endpoint.
  package var verdict: Verdict { leading.verdict }
  package var reason: Reason { leading.reason }

  /// The way that is told step by step: the first that delivers, else the first.
  package var leading: Way { ways.first { $0.verdict == .delivered } ?? ways[0] }

  /// The endpoints of all ways, each once, with their shares of all connections.
  package var targets: [Target] {
    guard ways.count > 1 else { return ways[0].targets }
    var merged: [Target] = []
    var indices: [String: Int] = [:]
    for way in ways {
      for var target in way.targets {
        target.probability *= way.share
        if let index = indices[target.endpoint.text] {
          merged[index].probability += target.probability
        } else {
          indices[target.endpoint.text] = merged.count
          merged.append(target)
        }
      }
    }
    return merged
  }

  /// Whether the source address is replaced, hairpins aside.
  package var isMasqueraded: Bool { targets.contains { $0.isMasqueraded } }

  /// The source address that the server sees; `nil` if there is none or it depends on the choice.
  package var sourceSeen: IPAddress? {
    let seen = targets.filter { !$0.isHairpin }.map(\.sourceSeen)
    guard let first = seen.first ?? targets.first?.sourceSeen else { return nil }
    return seen.allSatisfy { $0 == first } ? first : nil
  }
}

extension Simulation {
  /// Explains what would happen now to one new connection.
  ///
  /// Nothing is sent, counted or remembered. Throws if an end of it does not exist.
  package func trace(_ traffic: Traffic) throws(CommandError) -> Trace {
    let resolution = try resolve(traffic)
    let origin = try origin(traffic, toward: resolution.destination)
    var trace = Trace(traffic: traffic, source: origin.address)
    trace.sourceNode = origin.node.flatMap { cluster.nodes[$0]?.metadata.name }
    trace.naming = resolution.naming
    trace.arrival = resolution.arrival
    trace.service = resolution.service
    if case .spread(let shares) = resolution.outcome {
      let total = Double(shares.reduce(0) { $0 + $1.weight })
      for share in shares {
        var way = way(share.way, origin)
        way.share = Double(share.weight) / total
        trace.ways.append(way)
      }
    } else {
      trace.ways = [way(resolution, origin)]
    }
    return trace
  }

  private func way(_ resolution: Resolution, _ origin: Origin) -> Trace.Way {
    switch resolution.outcome {
    case .ended(let verdict, let reason):
      var way = Trace.Way(share: 1, verdict: verdict, reason: reason)
      way.hops = resolution.hops
      way.servicePort = resolution.hops.last?.servicePort
      way.excluded = excluded(at: resolution.hops.last)
      return way
    case .balanced(let target):
      var way = way(target, origin)
      way.hops = resolution.hops
      way.excluded = excluded(at: resolution.hops.last)
      return way
    case .spread(let shares):
      // Ways do not fork twice: whoever spreads, the nodes behind decide.
      return way(shares[0].way, origin)
    }
  }

  private func way(_ target: BalancedTarget, _ origin: Origin) -> Trace.Way {
    let shares = shares(of: target, from: origin)
    var way = Trace.Way(share: 1, verdict: .delivered, reason: .served)
    way.servicePort = target.servicePort
    way.affinity = affinity(of: target, origin)
    for (index, endpoint) in target.endpoints.enumerated() {
      let (verdict, reason) = fate(of: endpoint, target, origin)
      var probability = shares[index]
      if case .remembered(let known, _) = way.affinity {
        probability = endpoint.text == known ? 1 : 0
      }
      let isMasqueraded = target.isMasqueraded(to: endpoint, from: origin.address)
      way.targets.append(
        Trace.Target(
          endpoint: endpoint,
          probability: probability,
          isMasqueraded: isMasqueraded,
          isHairpin: isMasqueraded && !target.isMasqueraded,
          sourceSeen: target.sourceSeen(by: endpoint, from: origin.address),
          verdict: verdict,
          reason: reason
        )
      )
    }
    // What most connections come to.
    var best = 0.0
    for verdict in Verdict.allCases {
      let mine = way.targets.filter { $0.verdict == verdict }
      let chance = mine.reduce(0) { $0 + $1.probability }
      if chance > best, let first = mine.first {
        (best, way.verdict, way.reason) = (chance, verdict, first.reason)
      }
    }
    return way
  }

  private func affinity(of target: BalancedTarget, _ origin: Origin) -> Trace.Affinity {
    guard let timeout = target.affinitySeconds else { return .none }
    // Asking has effects in the kernel; this one only looks.
    var memory = affinity
    let index = memory.index(
      for: origin.address,
      at: AffinityTable.Place(target),
      among: target.endpoints,
      now: now,
      timeoutSeconds: timeout,
      mode: target.node?.options.mode ?? settings.mode
    )
    guard let index else { return .nothingRemembered(timeoutSeconds: timeout) }
    return .remembered(endpoint: target.endpoints[index].text, timeoutSeconds: timeout)
  }

  private func excluded(at hop: Hop?) -> [ExcludedEndpoint] {
    guard let hop, let match = hop.decision.match,
      let node = node(named: hop.node.name),
      let port = serviceTable(of: node)[match.service]?.ports[match.port]
    else { return [] }
    return excluded(from: port, of: match.service, hop)
  }
}

extension Resolution {
  /// The address of the first packet; `nil` if there is none.
  var destination: IPAddress? {
    if let hop = hops.first { return hop.packet.destination }
    switch outcome {
    case .balanced(let target): return target.destination.address
    case .spread(let shares): return shares.first?.way.destination
    case .ended: return nil
    }
  }
}

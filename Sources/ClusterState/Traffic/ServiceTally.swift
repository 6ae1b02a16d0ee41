package import HashTreeCollections

/// The counters of one Service.
package struct ServiceTally: Equatable, Sendable {
  /// Requests sent, each once however often it was tried.
  package private(set) var requests: UInt64 = 0
  /// How those that have ended did.
  package private(set) var outcomes = Outcomes()
  /// Attempts of requests that went on their own way, and how many of them were retries.
  package private(set) var attempts: UInt64 = 0
  package private(set) var retries: UInt64 = 0
  /// In order of first use.
  package private(set) var endpoints: [EndpointTally] = []
  /// Outcomes by the node whose rules decided.
  package private(set) var nodeOutcomes = TreeDictionary<String, Outcomes>()
  package private(set) var latencies = LatencyHistogram()
  /// Requests sent.
  package private(set) var rate = RateSeries()
  /// Requests that have ended, and those of them that were delivered.
  package private(set) var ends = RateSeries()
  package private(set) var successes = RateSeries()
  /// How requests ended in the course of time.
  package private(set) var history = OutcomeHistory()
  /// Where requests went by client and deciding node, in order of first use.
  package private(set) var clients: [ClientTally] = []
  /// Why the last request that was not delivered failed.
  package private(set) var lastFailure: Reason?

  package init() {}

  /// Requests sent that have not ended yet.
  package var inFlight: UInt64 { requests - outcomes.total }

  /// Requests that have ended, by the node whose rules decided them.
  package var nodes: [(key: String, value: UInt64)] {
    nodeOutcomes.map { ($0.key, $0.value.total) }.sorted { $0.0 < $1.0 }
  }

  /// Outcomes by the zone of the endpoint, sorted; endpoints without a zone under "".
  package var zoneOutcomes: [(zone: String, outcomes: Outcomes)] {
    var zones: [String: Outcomes] = [:]
    for tally in endpoints { zones[tally.endpoint.zone, default: Outcomes()] += tally.outcomes }
    return zones.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The part of the requests that were delivered of those that ended in each of the last `seconds`
  /// seconds, oldest first; `nil` where none ended.
  package func successRates(_ seconds: Int, at now: Instant) -> [Double?] {
    zip(successes.counts(seconds, at: now), ends.counts(seconds, at: now))
      .map { $1 == 0 ? nil : Double($0) / Double($1) }
  }

  /// Counters of one endpoint of one Service port.
  package func endpoint(_ servicePort: String, _ address: IPAddress, _ port: UInt16)
    -> EndpointTally?
  {
    endpoints.first { $0.isAt(servicePort, address, port) }
  }

  /// Requests that an endpoint was chosen for, delivered or not.
  package var chosen: UInt64 { endpoints.reduce(0) { $0 + $1.count } }

  /// Where an endpoint is counted, from now on if it was not yet; tried first where it was in the
  /// usual case of no change.
  private mutating func index(
    _ servicePort: String,
    _ endpoint: ProxyEndpoint,
    near position: Int
  ) -> Int {
    func isThere(_ tally: EndpointTally) -> Bool {
      tally.isAt(servicePort, endpoint.address, endpoint.port)
    }
    if position < endpoints.count, isThere(endpoints[position]) { return position }
    if let index = endpoints.firstIndex(where: isThere) { return index }
    endpoints.append(EndpointTally(servicePort: servicePort, endpoint: endpoint))
    return endpoints.count - 1
  }

  mutating func record(_ report: SendReport, at instant: Instant, _ isStream: Bool) {
    requests += UInt64(report.requests)
    attempts += UInt64(report.requests)
    outcomes += report.outcomes
    latencies.add(report.latencies)
    history.record(report.outcomes, at: instant)
    if isStream {
      rate.record(report.requests, at: instant)
      ends.record(report.requests, at: instant)
      successes.record(Int(report.outcomes[.delivered]), at: instant)
    }
    for decided in report.nodes {
      nodeOutcomes[decided.node, default: Outcomes()] += decided.outcomes
    }
    lastFailure = report.reasons.last ?? lastFailure
    for (position, entry) in report.endpoints.enumerated() {
      let index = index(entry.servicePort, entry.endpoint, near: position)
      endpoints[index].add(entry, requests: report.requests)
    }
  }

  /// Counts for a client what went to endpoints, which is in the other counters already.
  mutating func record(_ report: SendReport, from origin: ClientTally.Origin) {
    let client = client(origin)
    for (position, entry) in report.endpoints.enumerated() where entry.count > 0 {
      let index = index(entry.servicePort, entry.endpoint, near: position)
      clients[client].add(entry.count, entry.verdict, to: index)
    }
  }

  /// Where a client is counted, from now on if it was not yet.
  private mutating func client(_ origin: ClientTally.Origin) -> Int {
    if let index = clients.firstIndex(where: { $0.origin == origin }) { return index }
    guard clients.count >= ClientTally.clientsMax - 1 else {
      clients.append(ClientTally(origin))
      return clients.count - 1
    }
    if clients.count < ClientTally.clientsMax { clients.append(ClientTally(nil)) }
    return clients.count - 1
  }

  mutating func recordSending(at instant: Instant) {
    requests += 1
    attempts += 1
    rate.record(1, at: instant)
  }

  mutating func recordRetry() {
    attempts += 1
    retries += 1
  }

  mutating func record(_ end: RequestEnd, at instant: Instant) {
    outcomes[end.verdict] += 1
    ends.record(1, at: instant)
    history.record(end.verdict, at: instant)
    if end.verdict == .delivered {
      successes.record(1, at: instant)
      latencies.record(end.latency)
    } else {
      lastFailure = end.reason ?? lastFailure
    }
    if !end.node.isEmpty { nodeOutcomes[end.node, default: Outcomes()][end.verdict] += 1 }
    guard let peer = end.peer else { return }
    let chances = peer.chances
    for place in chances.endpoints.indices {
      let index = index(chances.servicePort, chances.endpoints[place], near: place)
      endpoints[index].add(chances.shares[place])
      guard place == peer.place else { continue }
      endpoints[index].add(peer.endpoint, end.verdict)
      let client = client(
        ClientTally.Origin(address: peer.source, node: peer.node, isGroup: false)
      )
      clients[client].add(1, end.verdict, to: index)
    }
  }
}

/// The counters of one endpoint of a Service.
package struct EndpointTally: Equatable, Sendable {
  /// Name of the Service port; empty for an unnamed one.
  package let servicePort: String
  /// The endpoint as it was when last chosen from.
  package private(set) var endpoint: ProxyEndpoint
  package private(set) var outcomes = Outcomes()
  /// What it should have got by the chances at the time of each request, in units of 2^-32: sums
  /// are exact, whatever the order.
  private var expectedShares: UInt128 = 0

  package init(servicePort: String, endpoint: ProxyEndpoint) {
    self.servicePort = servicePort
    self.endpoint = endpoint
  }

  package var count: UInt64 { outcomes.total }

  /// Requests it should have got by the chances at the time of each.
  package var expected: Double { Double(expectedShares) * 0x1p-32 }

  func isAt(_ servicePort: String, _ address: IPAddress, _ port: UInt16) -> Bool {
    endpoint.address == address && endpoint.port == port && self.servicePort == servicePort
  }

  mutating func add(_ report: EndpointReport, requests: Int) {
    endpoint = report.endpoint
    outcomes[report.verdict] += report.count
    expectedShares += UInt128(Chances.share(report.probability)) * UInt128(requests)
  }

  mutating func add(_ share: UInt64) { expectedShares += UInt128(share) }

  mutating func add(_ endpoint: ProxyEndpoint, _ verdict: Verdict) {
    self.endpoint = endpoint
    outcomes[verdict] += 1
  }
}

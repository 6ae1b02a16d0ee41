package import HashTreeCollections

/// All counters: for each Service and in total.
package struct TrafficLedger: Equatable, Sendable {
  private var services = TreeDictionary<ObjectName, ServiceTally>()
  /// Outcomes of all requests, those that no Service took included.
  package private(set) var outcomes = Outcomes()

  package init() {}

  /// Counters of one Service; `nil` until it has seen a request.
  package subscript(service: ObjectName) -> ServiceTally? { services[service] }

  /// Services that have seen requests, those that are gone included, by namespace and name.
  package var serviceNames: [ObjectName] { services.keys.sorted() }

  /// Counts what was sent; a burst has no rate.
  mutating func record(_ report: SendReport, at instant: Instant, isStream: Bool = false) {
    outcomes += report.outcomes
    guard let service = report.service else { return }
    services[service, default: ServiceTally()].record(report, at: instant, isStream)
  }
}

/// The counters of one Service.
package struct ServiceTally: Equatable, Sendable {
  package private(set) var requests: UInt64 = 0
  package private(set) var outcomes = Outcomes()
  /// In order of first use.
  package private(set) var endpoints: [EndpointTally] = []
  /// Requests by the node whose rules decided them.
  package private(set) var nodes = TreeDictionary<String, UInt64>()
  package private(set) var latencies = LatencyCounts()
  package private(set) var rate = RateSeries()
  /// Why the last request that was not delivered failed.
  package private(set) var lastFailure: Reason?

  package init() {}

  /// Counters of one endpoint of one Service port.
  package func endpoint(_ servicePort: String, _ address: IPAddress, _ port: UInt16)
    -> EndpointTally?
  {
    endpoints.first {
      $0.endpoint.address == address && $0.endpoint.port == port && $0.servicePort == servicePort
    }
  }

  /// Requests that an endpoint was chosen for, delivered or not.
  package var chosen: UInt64 { endpoints.reduce(0) { $0 + $1.count } }

  /// Where an endpoint is counted; tried first where it was in the usual case of no change.
  private func index(of report: EndpointReport, near position: Int) -> Int? {
    func isThere(_ tally: EndpointTally) -> Bool {
      tally.endpoint.address == report.endpoint.address
        && tally.endpoint.port == report.endpoint.port && tally.servicePort == report.servicePort
    }
    if position < endpoints.count, isThere(endpoints[position]) { return position }
    return endpoints.firstIndex(where: isThere)
  }

  mutating func record(_ report: SendReport, at instant: Instant, _ isStream: Bool) {
    requests += UInt64(report.requests)
    outcomes += report.outcomes
    latencies.add(report.latencies)
    if isStream { rate.record(report.requests, at: instant) }
    for decided in report.nodes { nodes[decided.node, default: 0] += decided.count }
    lastFailure = report.reasons.last ?? lastFailure
    for (position, entry) in report.endpoints.enumerated() {
      let expected = entry.probability * Double(report.requests)
      if let index = index(of: entry, near: position) {
        endpoints[index].add(entry, expected: expected)
      } else {
        var tally = EndpointTally(servicePort: entry.servicePort, endpoint: entry.endpoint)
        tally.add(entry, expected: expected)
        endpoints.append(tally)
      }
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
  /// Requests it should have got by the chances at the time of each.
  package private(set) var expected = 0.0

  package init(servicePort: String, endpoint: ProxyEndpoint) {
    self.servicePort = servicePort
    self.endpoint = endpoint
  }

  package var count: UInt64 { outcomes.total }

  mutating func add(_ report: EndpointReport, expected: Double) {
    endpoint = report.endpoint
    outcomes[report.verdict] += report.count
    self.expected += expected
  }
}

/// Requests by the second, for the last minute.
package struct RateSeries: Equatable, Sendable {
  package static let secondsKept = 60
  private var counts = [UInt64](repeating: 0, count: secondsKept)
  /// The second that the newest count belongs to.
  private var newest: Int64 = 0

  package init() {}

  mutating func record(_ requests: Int, at instant: Instant) {
    let second = instant.microseconds / 1_000_000
    if second > newest {
      for skipped in max(newest + 1, second - Int64(Self.secondsKept) + 1)...second {
        counts[Self.slot(skipped)] = 0
      }
      newest = second
    }
    counts[Self.slot(second)] += UInt64(requests)
  }

  /// Requests in each of the last `seconds` seconds, oldest first; the last one has just begun.
  package func counts(_ seconds: Int, at now: Instant) -> [UInt64] {
    let last = now.microseconds / 1_000_000
    return (last - Int64(seconds) + 1...last).map { count(second: $0) }
  }

  /// Requests in the second that ends now, taking those of a second as evenly spread over it.
  package func perSecond(at instant: Instant) -> Double {
    // Streams are counted up to the grid of instants; what is due since then is not missing.
    let grid = Simulation.streamGrid
    let now = Instant(microseconds: instant.microseconds / grid * grid)
    let second = now.microseconds / 1_000_000
    let part = Double(now.microseconds % 1_000_000) / 1_000_000
    return Double(count(second: second)) + Double(count(second: second - 1)) * (1 - part)
  }

  private func count(second: Int64) -> UInt64 {
    guard second >= 0, second <= newest, second > newest - Int64(Self.secondsKept) else { return 0 }
    return counts[Self.slot(second)]
  }

  private static func slot(_ second: Int64) -> Int { Int(second % Int64(secondsKept)) }
}

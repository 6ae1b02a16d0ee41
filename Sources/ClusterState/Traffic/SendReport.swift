/// What became of a number of equal requests.
package struct SendReport: Equatable, Sendable {
  package var traffic: Traffic
  package var requests: Int
  package var outcomes = Outcomes()
  /// The Service that took the requests; `nil` if none did.
  package var service: ObjectName?
  /// Nodes whose rules decided, with the number of requests.
  package var nodes: [NodeCount] = []
  /// Every endpoint that could have been chosen, in the order of the rules.
  package var endpoints: [EndpointReport] = []
  /// Source addresses as the servers saw them.
  package var sources: [SourceCount] = []
  package var latencies = LatencyCounts()
  /// Whether clients return to their endpoints: the counts are no independent draws then.
  package var isSticky = false
  /// Why requests that were not delivered failed, each reason once.
  package var reasons: [Reason] = []

  package init(traffic: Traffic, requests: Int) {
    self.traffic = traffic
    self.requests = requests
  }
}

extension SendReport {
  /// Adds what became of further requests, each of which counts `weight` times: requests that
  /// share a connection share its fate.
  package mutating func add(_ other: SendReport, weight: Int = 1) {
    let factor = UInt64(weight)
    let parts = (mine: Double(requests), other: Double(other.requests * weight))
    addEndpoints(of: other, factor, parts.mine / max(1, parts.mine + parts.other))
    requests += other.requests * weight
    service = service ?? other.service
    isSticky = isSticky || other.isSticky
    for verdict in Verdict.allCases { outcomes[verdict] += other.outcomes[verdict] * factor }
    for decided in other.nodes {
      let index = nodes.firstIndex { $0.node == decided.node } ?? nodes.endIndex
      if index == nodes.endIndex { nodes.append(NodeCount(node: decided.node, count: 0)) }
      nodes[index].count += decided.count * factor
    }
    for source in other.sources {
      let index = sources.firstIndex { $0.seen == source.seen } ?? sources.endIndex
      if index == sources.endIndex { sources.append(SourceCount(seen: source.seen, count: 0)) }
      sources[index].count += source.count * factor
    }
    latencies.add(other.latencies, weight: factor)
    reasons += other.reasons.filter { !reasons.contains($0) }
  }

  /// Counts add up; chances are weighted by the part of the requests that had them.
  private mutating func addEndpoints(of other: SendReport, _ factor: UInt64, _ myPart: Double) {
    for index in endpoints.indices { endpoints[index].probability *= myPart }
    for entry in other.endpoints {
      let index =
        endpoints.firstIndex {
          $0.servicePort == entry.servicePort && $0.endpoint == entry.endpoint
        } ?? endpoints.endIndex
      if index == endpoints.endIndex {
        endpoints.append(entry)
        endpoints[index].count = 0
        endpoints[index].probability = 0
      }
      endpoints[index].count += entry.count * factor
      endpoints[index].probability += entry.probability * (1 - myPart)
    }
  }
}

/// How often one endpoint was chosen.
package struct EndpointReport: Equatable, Sendable {
  /// Name of the Service port through which it was chosen; empty for an unnamed one.
  package var servicePort: String
  package var endpoint: ProxyEndpoint
  package var count: UInt64
  /// The chance that the rules give it, between 0 and 1.
  package var probability: Double
  package var verdict: Verdict
}

/// How many requests one node's rules decided.
package struct NodeCount: Equatable, Sendable {
  package var node: String
  package var count: UInt64

  package init(node: String, count: UInt64) {
    self.node = node
    self.count = count
  }
}

/// How many requests came from one address, as servers saw it.
package struct SourceCount: Equatable, Sendable {
  package var seen: IPAddress
  package var count: UInt64
}

/// Latencies of delivered requests, exactly: how often each value occurred.
package struct LatencyCounts: Equatable, Sendable {
  /// Microseconds and count, ascending.
  private var counts: [(microseconds: Int64, count: UInt64)] = []

  package init() {}

  package static func == (left: Self, right: Self) -> Bool {
    left.counts.elementsEqual(right.counts, by: ==)
  }

  package var total: UInt64 { counts.reduce(0) { $0 + $1.count } }
  package var max: Int64? { counts.last?.microseconds }

  package mutating func record(_ microseconds: Int64, count: UInt64) {
    guard count > 0 else { return }
    let index = counts.firstIndex { $0.microseconds >= microseconds } ?? counts.endIndex
    if index < counts.endIndex, counts[index].microseconds == microseconds {
      counts[index].count += count
    } else {
      counts.insert((microseconds, count), at: index)
    }
  }

  package mutating func add(_ other: Self, weight: UInt64 = 1) {
    for entry in other.counts { record(entry.microseconds, count: entry.count * weight) }
  }

  /// What was recorded after an earlier state of these counts.
  package func since(_ earlier: Self) -> Self {
    var later = Self()
    for entry in counts {
      let before = earlier.counts.first { $0.microseconds == entry.microseconds }?.count ?? 0
      later.record(entry.microseconds, count: entry.count - min(entry.count, before))
    }
    return later
  }

  /// The smallest latency that at least `percent` of 100 requests do not exceed.
  package func percentile(_ percent: Int) -> Int64? {
    let rank = (total * UInt64(percent) + 99) / 100
    var seen: UInt64 = 0
    for entry in counts {
      seen += entry.count
      if seen >= rank { return entry.microseconds }
    }
    return nil
  }
}

/// Our model of the network: what a delivered request takes, by how far it goes.
///
/// Kubernetes promises nothing here.
enum LatencyModel {
  static let service: Int64 = 1_000
  static let sameNode: Int64 = 100
  static let sameZone: Int64 = 500
  static let otherZone: Int64 = 1_500
  static let outside: Int64 = 10_000
}

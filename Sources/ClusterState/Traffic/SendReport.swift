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
  package var latencies = LatencyHistogram()
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
      if index == nodes.endIndex { nodes.append(NodeCount(node: decided.node)) }
      for verdict in Verdict.allCases {
        nodes[index].outcomes[verdict] += decided.outcomes[verdict] * factor
      }
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

/// What became of the requests that one node's rules decided.
package struct NodeCount: Equatable, Sendable {
  package var node: String
  package var outcomes = Outcomes()

  package var count: UInt64 { outcomes.total }

  package init(node: String) {
    self.node = node
  }
}

/// How many requests came from one address, as servers saw it.
package struct SourceCount: Equatable, Sendable {
  package var seen: IPAddress
  package var count: UInt64
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

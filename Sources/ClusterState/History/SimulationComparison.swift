/// Two worlds side by side: what became of the requests, and which objects differ.
package struct SimulationComparison: Equatable, Sendable {
  /// A figure of the first and of the second world.
  package struct Pair<Value: Equatable & Sendable>: Equatable, Sendable {
    package var first: Value
    package var second: Value

    package init(_ first: Value, _ second: Value) {
      self.first = first
      self.second = second
    }
  }

  /// An endpoint that was chosen in either world.
  package struct Endpoint: Equatable, Sendable {
    /// Name of the Service port; empty for an unnamed one.
    package var servicePort: String
    package var endpoint: ProxyEndpoint
    package var counts: Pair<UInt64>
    /// Parts of the requests of the Service that an endpoint was chosen for, between 0 and 1.
    package var shares: Pair<Double>
  }

  /// A Service that saw requests in either world.
  package struct Service: Equatable, Sendable {
    package var key: ObjectName
    package var requests: Pair<UInt64>
    package var outcomes: Pair<Outcomes>
    /// Why the last request failed that was not delivered.
    package var lastFailures: Pair<Reason?>
    /// In the order of their first use in the first world, then of those only the second has.
    package var endpoints: [Endpoint]

    package var lost: Pair<UInt64> { SimulationComparison.lost(outcomes) }
  }

  package var instants: Pair<Instant>
  /// Requests sent, and what became of those that have ended.
  package var requests: Pair<UInt64>
  package var outcomes: Pair<Outcomes>
  /// What was lost since the last change of either.
  package var losses: Pair<LossSummary?>
  /// By namespace and name.
  package var services: [Service]
  package var changes: [ObjectChange]

  /// Requests that were not delivered.
  package var lost: Pair<UInt64> { Self.lost(outcomes) }

  /// Compares two branches, or two clusters.
  ///
  /// `changes` are those of the same two clusters, if they are known already.
  package init(_ first: Simulation, _ second: Simulation, changes: [ObjectChange]? = nil) {
    instants = Pair(first.now, second.now)
    requests = Pair(first.ledger.requests, second.ledger.requests)
    outcomes = Pair(first.ledger.outcomes, second.ledger.outcomes)
    losses = Pair(first.lossSummary(), second.lossSummary())
    let keys = Set(first.ledger.serviceNames + second.ledger.serviceNames).sorted()
    services = keys.map { Service($0, first.ledger[$0], second.ledger[$0]) }
    self.changes = changes ?? ObjectChange.between(first.cluster, second.cluster)
  }

  private static func lost(_ outcomes: Pair<Outcomes>) -> Pair<UInt64> {
    Pair(
      outcomes.first.total - outcomes.first[.delivered],
      outcomes.second.total - outcomes.second[.delivered]
    )
  }
}

extension SimulationComparison.Service {
  fileprivate init(_ key: ObjectName, _ first: ServiceTally?, _ second: ServiceTally?) {
    self.key = key
    let (first, second) = (first ?? ServiceTally(), second ?? ServiceTally())
    requests = .init(first.requests, second.requests)
    outcomes = .init(first.outcomes, second.outcomes)
    lastFailures = .init(first.lastFailure, second.lastFailure)
    func isIn(_ tally: ServiceTally, _ other: EndpointTally) -> EndpointTally? {
      tally.endpoint(other.servicePort, other.endpoint.address, other.endpoint.port)
    }
    let added = second.endpoints.filter { isIn(first, $0) == nil }
    endpoints = (first.endpoints + added).map { tally in
      let counts = SimulationComparison.Pair(
        isIn(first, tally)?.count ?? 0,
        isIn(second, tally)?.count ?? 0
      )
      return SimulationComparison.Endpoint(
        servicePort: tally.servicePort,
        endpoint: tally.endpoint,
        counts: counts,
        shares: .init(
          Self.share(counts.first, of: first.chosen),
          Self.share(counts.second, of: second.chosen)
        )
      )
    }
  }

  private static func share(_ count: UInt64, of all: UInt64) -> Double {
    all == 0 ? 0 : Double(count) / Double(all)
  }
}

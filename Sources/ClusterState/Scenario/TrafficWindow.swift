/// What was counted between two moments of one history.
struct TrafficWindow {
  let start: Simulation
  let end: Simulation

  /// Requests sent to a Service, or in all; some may not have ended.
  func sent(to service: ObjectName?) -> UInt64 {
    let before = start.ledger.sent(of: service)
    let after = end.ledger.sent(of: service)
    return after - min(after, before)
  }

  /// Outcomes of the requests to a Service, or of all.
  func outcomes(of service: ObjectName?) -> Outcomes {
    let (before, after) =
      service.map {
        (start.ledger[$0]?.outcomes ?? Outcomes(), end.ledger[$0]?.outcomes ?? Outcomes())
      } ?? (start.ledger.outcomes, end.ledger.outcomes)
    var outcomes = Outcomes()
    for verdict in Verdict.allCases {
      outcomes[verdict] = after[verdict] - min(after[verdict], before[verdict])
    }
    return outcomes
  }

  /// How often each endpoint of a Service, or of all, was chosen.
  func endpoints(of service: ObjectName?) -> [(endpoint: ProxyEndpoint, count: UInt64)] {
    services(service).flatMap { key -> [(endpoint: ProxyEndpoint, count: UInt64)] in
      guard let after = end.ledger[key] else { return [] }
      let before = start.ledger[key]
      return after.endpoints.map { tally in
        let (address, port) = (tally.endpoint.address, tally.endpoint.port)
        let earlier = before?.endpoint(tally.servicePort, address, port)?.count ?? 0
        return (tally.endpoint, tally.count - min(tally.count, earlier))
      }
    }
  }

  /// Latencies of the requests to a Service, or of all that some Service took.
  func latencies(of service: ObjectName?) -> LatencyHistogram {
    var latencies = LatencyHistogram()
    for key in services(service) {
      guard let after = end.ledger[key]?.latencies else { continue }
      latencies.add(after.since(start.ledger[key]?.latencies ?? LatencyHistogram()))
    }
    return latencies
  }

  /// Whether there is or was such a Service.
  func knows(_ service: ObjectName) -> Bool {
    end.ledger[service] != nil || [start, end].contains { $0.cluster.services[service] != nil }
  }

  /// Whether a pod is there at one of the ends, or an endpoint is no pod at all.
  func shows(_ pod: ObjectName) -> Bool {
    pod.name.isEmpty || [start, end].contains { $0.cluster.pods[pod] != nil }
  }

  /// One Service, or all that there are at either end.
  private func services(_ service: ObjectName?) -> [ObjectName] {
    if let service { return [service] }
    let all = [start, end].flatMap { world in
      world.cluster.services.ids.compactMap { world.cluster.services[$0]?.key }
    }
    return Set(all).sorted()
  }
}

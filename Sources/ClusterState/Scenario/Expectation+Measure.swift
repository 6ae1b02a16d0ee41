extension Expectation {
  /// Looks whether it holds at the end of a window, and what is there instead.
  func check(in window: TrafficWindow) -> (passed: Bool, actual: Sentence) {
    let measurement = measurement(in: window)
    return (measurement.meets(comparison), measurement.words)
  }

  private func measurement(in window: TrafficWindow) -> Measurement {
    let service = scope?.kind == Service.kind ? scope?.key : nil
    if let service, !window.knows(service) { return .unknown("there is no Service \(service)") }
    switch measure {
    case .sent: return .count(window.sent(to: service))
    case .lost:
      let outcomes = window.outcomes(of: service)
      return .count(outcomes.total - outcomes[.delivered])
    case .verdict(let verdict): return .count(window.outcomes(of: service)[verdict])
    case .success:
      let outcomes = window.outcomes(of: service)
      return .ratio(outcomes[.delivered], of: outcomes.total)
    case .latency(let rank): return Self.latency(rank, window.latencies(of: service))
    case .requests(let place):
      return placed(place, service, window) { part, _ in .count(part) }
    case .share(let place):
      return placed(place, service, window) { part, whole in .ratio(part, of: whole) }
    case .used:
      return .count(UInt64(window.endpoints(of: service).count { $0.count > 0 }))
    case .elapsed: return .span(window.end.now - window.start.now)
    case .event(let name, let subject):
      return .count(UInt64(Self.events(name, subject, in: window)))
    default: return window.end.measurement(measure, scope)
    }
  }

  private static func latency(_ rank: LatencyRank, _ latencies: LatencyHistogram) -> Measurement {
    let microseconds =
      switch rank {
      case .p50: latencies.percentile(50)
      case .p90: latencies.percentile(90)
      case .p99: latencies.percentile(99)
      case .max: latencies.max
      }
    guard latencies.total > 0, let microseconds else { return .unknown("no request was delivered") }
    return .span(Delay(microseconds: microseconds))
  }

  private func placed(
    _ place: Place,
    _ service: ObjectName?,
    _ window: TrafficWindow,
    _ make: (UInt64, UInt64) -> Measurement
  ) -> Measurement {
    let endpoints = window.endpoints(of: service)
    var pods: Set<ObjectName> = []
    if case .workload(let kind, let key) = place {
      if let stranger = endpoints.first(where: { $0.count > 0 && !window.shows($0.endpoint.pod) }) {
        return .unknown("\(stranger.endpoint.pod) came and went: mark nearer to see whose it was")
      }
      pods = Set([window.start, window.end].flatMap { $0.pods(of: kind, key) })
    }
    let there = endpoints.filter { place.holds($0.endpoint, pods) }
    guard !there.isEmpty || place.isIn(window.start) || place.isIn(window.end) else {
      return .unknown("there is no \(place)")
    }
    return make(
      there.reduce(0) { $0 + $1.count },
      endpoints.reduce(0) { $0 + $1.count }
    )
  }

  private static func events(
    _ name: String,
    _ subject: String?,
    in window: TrafficWindow
  ) -> Int {
    let events = window.end.events
    let first = min(window.start.events.count, events.count)
    return (first..<events.count).count { index in
      let event = events[index].kind
      guard event.name == name else { return false }
      return subject.map { event.subjects.contains($0) } ?? true
    }
  }
}

extension Expectation.Place {
  /// `pods` are those of the workload.
  fileprivate func holds(_ endpoint: ProxyEndpoint, _ pods: Set<ObjectName>) -> Bool {
    switch self {
    case .pod(let key): endpoint.pod == key
    case .node(let name): endpoint.nodeName == name
    case .zone(let name): endpoint.zone == name
    case .workload: pods.contains(endpoint.pod)
    }
  }

  fileprivate func isIn(_ simulation: Simulation) -> Bool {
    switch self {
    case .pod(let key): simulation.cluster.pods[key] != nil
    case .node(let name): simulation.node(named: name) != nil
    case .zone(let name):
      simulation.cluster.nodes.ids.contains { simulation.cluster.nodes[$0]?.zone == name }
    case .workload(let kind, let key): simulation.cluster.workload(kind: kind, key) != nil
    }
  }
}

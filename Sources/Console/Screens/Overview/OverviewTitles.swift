internal import ClusterState

extension AppState {
  /// What stands on a pane's frame.
  func title(of pane: Pane) -> BoxTitle {
    let filtered = arrangement(of: .pane(pane))
    switch pane {
    case .services:
      let all: Sentence = namespace.map { "namespace \($0)" } ?? "all namespaces"
      return BoxTitle(
        "Services\(filtered)",
        right: rows.marks.hasAny
          ? "! :lint tells   \(countText(of: .pane(.services)))  \(all)"
          : "\(countText(of: .pane(.services)))  \(all)"
      )
    case .endpoints: return endpointsTitle(filtered)
    case .traffic: return trafficTitle
    case .events:
      return BoxTitle("Events\(filtered)", right: eventsCount)
    }
  }

  private func endpointsTitle(_ filtered: Sentence) -> BoxTitle {
    guard let key = selectedService, let service = simulation.cluster.services[key] else {
      return BoxTitle("Endpoints\(filtered)")
    }
    let address = service.isHeadless ? "headless" : service.spec.clusterIP
    let port = service.spec.ports.first
    let way =
      port.map { port in
        ":\(port.port) \u{2192} \(port.targetPort.map(\.description) ?? "\(port.port)")"
      } ?? ""
    let counts = simulation.endpointCounts(of: key)
    let more = service.spec.ports.count > 1 ? " +\(service.spec.ports.count - 1)" : ""
    return BoxTitle(
      "Endpoints of \(key)\(filtered)  \(address)\(way)\(more)",
      right: isNarrowed(.pane(.endpoints))
        ? countText(of: .pane(.endpoints))
        : "\(Quantities.count(counts.ready)) of \(Quantities.count(counts.total)) ready"
    )
  }

  /// How many events happened; with a filter, how many of those listed it keeps.
  private var eventsCount: Sentence {
    isNarrowed(.pane(.events))
      ? countText(of: .pane(.events))
      : Sentence(verbatim: Quantities.count(simulation.events.count))
  }

  private var trafficTitle: BoxTitle {
    guard let key = selectedService, let tally = simulation.ledger[key] else {
      return BoxTitle("Traffic")
    }
    let rate = Int(tally.rate.perSecond(at: simulation.now).rounded())
    return BoxTitle(
      "Traffic of \(key)",
      right: rate > 0
        ? "\(Quantities.count(rate)) req/s  \(Quantities.count(tally.requests)) sent"
        : "\(Quantities.count(tally.requests)) sent"
    )
  }
}

internal import ClusterState

// Why a counter stands where it stands.

extension AppState {
  /// Explains how requests to the selected Service ended.
  mutating func explain(_ verdict: Verdict) {
    guard let key = selectedService, let tally = shownTally else { return }
    let count = Quantities.count(tally.outcomes[verdict])
    show(
      title: "Why: \(count) \(VerdictText.word(verdict))",
      OutcomeText.lines(verdict, key, tally, shownLosses) + localPolicyLines(tally, key)
    )
  }

  /// The field that keeps requests from the endpoints of other nodes.
  private func localPolicyLines(_ tally: ServiceTally, _ key: ObjectName) -> [TextLine] {
    guard case .noLocalEndpoints? = tally.lastFailure,
      let spec = simulation.cluster.services[key]?.spec
    else { return [] }
    return LocalPolicyText.sentences(spec).map {
      TextLine($0, Style(.information), indent: 4, wraps: true)
    }
  }

  /// Explains what the last change cost.
  mutating func explainLosses() {
    guard let summary = shownLosses else {
      message = .note("nothing was lost since the last change")
      return
    }
    show(title: "Why: \(Quantities.count(summary.lost)) lost", OutcomeText.lines(summary))
  }

  /// Explains the cell under the cursor of the heat map: what became of the requests of a client
  /// to an endpoint, and how its connections go now.
  mutating func explain(client index: Int) {
    guard let tally = shownTally, tally.clients.indices.contains(index) else { return }
    let map = ClientMap(tally, self)
    guard !map.places.isEmpty else { return }
    let place = map.places[min(charts.column, map.places.count - 1)]
    let count = map.clients[index].count(place)
    let headline = TextLine(
      ClientText.cell(map, client: index, place: place),
      Style(count.lost > 0 ? .bad : .title, .bold),
      wraps: true
    )
    let title: Sentence = "Why: \(map.names[index])"
    let origin = tally.clients[index].origin
    guard let origin, let traffic = traffic(of: origin),
      let trace = try? simulation.trace(traffic)
    else {
      return show(title: title, [headline])
    }
    let way = WhyText.lines(
      map.endpoints[place].endpoint,
      trace,
      reasons: reasons(behind: trace)
    )
    show(title: title, [headline, .empty] + way)
  }

  /// What a client would send to the selected Service now.
  private func traffic(of origin: ClientTally.Origin) -> Traffic? {
    guard var traffic = trafficInQuestion else { return nil }
    traffic.source = ClientText.source(of: origin, simulation.cluster)
    if case .outside = traffic.source, !origin.node.isEmpty { traffic.entryNode = origin.node }
    return traffic
  }
}

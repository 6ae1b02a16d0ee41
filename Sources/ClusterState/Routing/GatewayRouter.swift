/// Finds the HTTPRoute rule that takes a request (gateway-api apis/v1, HTTPRoute and Gateway).
///
/// Of a Gateway's listeners for the port and protocol, the one with the most specific host name
/// takes the request, and only its routes count: the feature "Listener Isolation". Gateways have
/// addresses of their own, which a request for a host does not tell apart; our model asks those
/// first whose listener is the most specific, then the oldest.
struct GatewayRouter {
  let cluster: Cluster
  let request: HTTPRequest
  private(set) var steps: [DecisionStep] = []
  /// The listener that took the request, as `Gateway infra/edge listener http`.
  private(set) var listenerName: String?
  private(set) var listenerAddresses: [String] = []

  init(cluster: Cluster, request: HTTPRequest) {
    self.cluster = cluster
    self.request = request
  }

  /// A listener and the Gateway it belongs to.
  struct Place {
    var gateway: Gateway
    var index: Int

    var listener: GatewayListener { gateway.listeners[index] }
    var name: String { "Gateway \(gateway.key) listener \(listener.name)" }
    var field: String { "Gateway \(gateway.key) spec.listeners[\(index)]" }
  }

  /// The routing by a rule; `nil` if none of any attached route matches.
  mutating func route() -> HTTPRouting? {
    guard !cluster.httpRoutes.isEmpty else { return nil }
    for place in places() {
      noteListener(place)
      guard let winner = bestMatch(at: place) else { continue }
      let (steps, outcome) = RouteAction(cluster: cluster, request: request)
        .perform(winner, listenerPort: place.listener.port)
      return HTTPRouting(
        steps: self.steps + steps,
        outcome: outcome,
        entry: place.name,
        entryAddresses: place.gateway.addresses
      )
    }
    return nil
  }

  /// The listeners that take the request, at most one a Gateway.
  private mutating func places() -> [Place] {
    let gateways = cluster.gateways.ids.compactMap { cluster.gateways[$0] }
    var found: [Place] = []
    var refused: [Sentence] = []
    for gateway in gateways.sorted(by: { $0.metadata.isBefore($1.metadata) }) {
      if let why = cluster.whyUnserved(gateway) {
        refused.append("Gateway \(gateway.key): \(why)")
        continue
      }
      let suitable = gateway.listeners.indices.filter { suits(gateway.listeners[$0]) }
      let best = suitable.max {
        gateway.listeners[$0].pattern.rank < gateway.listeners[$1].pattern.rank
      }
      if let best {
        found.append(Place(gateway: gateway, index: best))
      } else {
        refused.append(
          "Gateway \(gateway.key) has no \(wantedProtocol) listener on port \(request.port) "
            + "for \(request.host)"
        )
      }
    }
    if found.isEmpty { noteNoListener(refused) }
    // The sort is stable: of equally specific ones the oldest Gateway stays first.
    return found.sorted { $0.listener.pattern.rank > $1.listener.pattern.rank }
  }

  private var wantedProtocol: String { request.scheme == "https" ? "HTTPS" : "HTTP" }

  private func suits(_ listener: GatewayListener) -> Bool {
    listener.protocol.uppercased() == wantedProtocol && listener.port == Int64(request.port)
      && listener.pattern.matchesAnyLabels(request.host)
  }

  private mutating func bestMatch(at place: Place) -> RouteMatch? {
    var refused: [Sentence] = []
    var candidates: [RouteMatch] = []
    for route in cluster.httpRoutes(matching: request.host) {
      switch cluster.attachment(of: route, to: place) {
      case .foreign: continue
      case .refused(let why): refused.append("HTTPRoute \(route.key): \(why)")
      case .attached(let hostnames):
        candidates += RouteMatch.all(of: route, hostnames: hostnames, host: request.host)
      }
    }
    let matching = candidates.filter { $0.whyNot(request) == nil }.sorted { $0.precedes($1) }
    noteRefused(refused, at: place)
    guard let winner = matching.first else {
      noteNoMatch(candidates, at: place)
      return nil
    }
    noteMatch(winner, candidates)
    return winner
  }
}

extension GatewayRouter {
  private mutating func noteListener(_ place: Place) {
    let hostname = place.listener.hostname
    let others = place.gateway.listeners.indices.filter {
      $0 != place.index && suits(place.gateway.listeners[$0])
    }.listed { index -> Sentence in
      "\(place.gateway.listeners[index].name), whose host name is less specific"
    }
    let taken: Sentence =
      hostname.isEmpty
      ? "\(place.name): \(wantedProtocol) on port \(request.port), every host"
      : "\(place.name): \(wantedProtocol) on port \(request.port), host name \(hostname)"
    listenerName = listenerName ?? place.name
    if listenerAddresses.isEmpty { listenerAddresses = place.gateway.addresses }
    steps.append(
      DecisionStep(
        title: "listener",
        detail: others.isEmpty ? taken : "\(taken); not listener \(others)",
        rule: Sentence(verbatim: place.field),
        source: "gateway-api apis/v1 gateway_types.go Listeners"
      )
    )
  }

  private mutating func noteNoListener(_ refused: [Sentence]) {
    steps.append(
      DecisionStep(
        title: "listener",
        detail: refused.isEmpty ? "there is no Gateway" : refused.listed(),
        rule: Sentence(verbatim: "spec.listeners"),
        source: "gateway-api apis/v1 gateway_types.go Listeners"
      )
    )
  }

  private mutating func noteRefused(_ refused: [Sentence], at place: Place) {
    guard !refused.isEmpty else { return }
    steps.append(
      DecisionStep(
        title: "attachment",
        detail: "not attached: \(refused.listed())",
        rule: Sentence(verbatim: "\(place.field).allowedRoutes"),
        source: "gateway-api apis/v1 shared_types.go ParentReference"
      )
    )
  }

  private mutating func noteNoMatch(_ candidates: [RouteMatch], at place: Place) {
    let reasons = candidates.listed { "\($0.name): \($0.whyNot(request) ?? "")" }
    steps.append(
      DecisionStep(
        title: "match",
        detail: reasons.isEmpty
          ? "no HTTPRoute attached to \(place.name) is for \(request.host)" : reasons,
        rule: Sentence(verbatim: place.field),
        source: "gateway-api apis/v1 httproute_types.go HTTPRouteRule.matches"
      )
    )
  }

  private mutating func noteMatch(_ winner: RouteMatch, _ candidates: [RouteMatch]) {
    let others = candidates.filter { !$0.isSame(as: winner) }
      .listed { "\($0.name): \($0.whyNot(request, winner))" }
    steps.append(
      DecisionStep(
        title: "match",
        detail: others.isEmpty ? winner.text : "\(winner.text); not \(others)",
        rule: Sentence(verbatim: winner.name),
        source: "gateway-api apis/v1 httproute_types.go HTTPRouteRule.matches"
      )
    )
  }
}

extension GatewayListener {
  var pattern: HostPattern { HostPattern(hostname) }
}

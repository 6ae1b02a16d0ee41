/// What is done with a request that a rule of an HTTPRoute takes: its filters, then its backends.
struct RouteAction {
  let cluster: Cluster
  let request: HTTPRequest

  /// Filters that change nothing about where a request goes.
  private static let namedFilters: Set<String> = [
    "RequestHeaderModifier", "ResponseHeaderModifier", "RequestMirror", "CORS", "ExternalAuth",
  ]

  func perform(
    _ match: RouteMatch,
    listenerPort: Int64
  ) -> (steps: [DecisionStep], outcome: HTTPRouting.Outcome) {
    var steps: [DecisionStep] = []
    for (index, filter) in match.content.filters.enumerated() {
      let (detail, outcome) = apply(filter, match, listenerPort)
      steps.append(
        DecisionStep(
          title: "filter",
          detail: detail,
          rule: Sentence(verbatim: "\(match.ruleName).filters[\(index)]"),
          source: "gateway-api apis/v1 httproute_types.go HTTPRouteFilter"
        )
      )
      if let outcome { return (steps, outcome) }
    }
    let (detail, outcome) = choose(match)
    steps.append(
      DecisionStep(
        title: "backend",
        detail: detail,
        rule: Sentence(verbatim: "\(match.ruleName).backendRefs"),
        source: "gateway-api apis/v1 httproute_types.go HTTPRouteRule.backendRefs"
      )
    )
    return (steps, outcome)
  }

  private func apply(
    _ filter: HTTPRouteFilter,
    _ match: RouteMatch,
    _ listenerPort: Int64
  ) -> (detail: Sentence, outcome: HTTPRouting.Outcome?) {
    switch filter.type {
    case "RequestRedirect":
      let location = location(filter, match, listenerPort)
      let code = Int(filter.statusCode)
      return ("\(code), to \(location)", .redirect(code, location: location))
    case "URLRewrite":
      let host = filter.hostname.isEmpty ? request.host : filter.hostname
      return ("the backend sees \(host)\(path(filter, match))", nil)
    case let type where Self.namedFilters.contains(type):
      return ("\(type): changes nothing about where the request goes", nil)
    default:
      let reason: Sentence = "filter \(filter.type) is not known here and must not be skipped"
      return (reason, .status(500, reason: reason))
    }
  }

  /// The `Location` header of a redirect (httproute_types.go, `HTTPRequestRedirectFilter`).
  private func location(
    _ filter: HTTPRouteFilter,
    _ match: RouteMatch,
    _ listenerPort: Int64
  ) -> String {
    let scheme = filter.scheme.isEmpty ? request.scheme : filter.scheme
    let wellKnown = Int64(HTTPRequest.wellKnownPort(of: scheme))
    let port = filter.port ?? (filter.scheme.isEmpty ? listenerPort : wellKnown)
    let host = filter.hostname.isEmpty ? request.host : filter.hostname
    let query = request.queryText.isEmpty ? "" : "?\(request.queryText)"
    return "\(scheme)://\(host)" + (port == wellKnown ? "" : ":\(port)")
      + path(filter, match) + query
  }

  private func path(_ filter: HTTPRouteFilter, _ match: RouteMatch) -> String {
    switch filter.path {
    case nil: request.path
    case .full(let path): path
    case .prefix(let replacement):
      PathPrefix.replacing(match.match.path, in: request.path, by: replacement)
    }
  }

  private func choose(_ match: RouteMatch) -> (
    detail: Sentence, outcome: HTTPRouting.Outcome
  ) {
    let references = match.content.backends
    let total = references.reduce(0) { $0 + max(0, $1.weight) }
    guard total > 0 else {
      let reason: Sentence =
        references.isEmpty ? "the rule has no backendRefs" : "all backendRefs have weight 0"
      return (reason, .status(500, reason: reason))
    }
    let backends = references.map { reference in
      HTTPBackend(
        target: target(of: reference, from: match.route),
        weight: reference.weight,
        share: Double(max(0, reference.weight)) / Double(total)
      )
    }
    let used = backends.filter { $0.share > 0 }
    let detail = backends.map(\.text).listed(max: 16)
    let reasons = used.compactMap { backend in
      if case .status(_, let reason) = backend.target { reason } else { nil }
    }
    if reasons.count == used.count { return (detail, .status(500, reason: reasons.listed())) }
    return (detail, .backends(used))
  }

  /// The Service that a reference means; one that is invalid costs its share a 500.
  private func target(
    of reference: HTTPRouteRule.Backend,
    from route: HTTPRoute
  ) -> HTTPBackend.Target {
    guard reference.group.isEmpty, reference.kind == Service.kind else {
      return .status(500, reason: "\(reference.kind) \(reference.name) is no Service")
    }
    let home = route.metadata.namespace
    let namespace = reference.namespace.isEmpty ? home : reference.namespace
    let key = ObjectName(namespace: namespace, name: reference.name)
    if namespace != home, !cluster.isGranted(from: home, to: key) {
      return .status(
        500,
        reason: "no ReferenceGrant lets namespace \(home) refer to Service \(key)"
      )
    }
    guard let service = cluster.services[key] else {
      return .status(500, reason: "there is no Service \(key)")
    }
    guard let number = reference.port else {
      return .status(500, reason: "the backendRef names no port of Service \(key)")
    }
    guard let port = service.reference(to: .int(number)) else {
      return .status(500, reason: "Service \(key) has no port \(number)")
    }
    return .service(key, port: port)
  }
}

extension HTTPBackend {
  /// `Service shop/web port 80 (weight 9)`.
  fileprivate var text: Sentence {
    switch target {
    case .service(let key, let port): "Service \(key) port \(port) (weight \(weight))"
    case .status(let code, let reason): "\(code) as \(reason) (weight \(weight))"
    }
  }
}

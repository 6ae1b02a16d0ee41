internal import HashTreeCollections

/// Rules about HTTPRoutes and Gateways: where they lead, and who serves them.
enum RouteRules {
  static let all = [backendMissing, portMissing, notGranted, nobodyTakes, notAttached, unserved]

  private static let backendMissing = LintRule(
    "route-backend-missing",
    .error,
    "An HTTPRoute that leads to a Service that is not there",
    "A backend that does not exist answers 500 to its part of the requests.",
    lessons: [6],
    sources: ["gateway-api apis/v1/httproute_types.go (HTTPBackendRef)"],
    check: .route { route, facts in
      LintWords.unique(route.services.map { "\($0.key)" }).compactMap { name in
        guard let found = route.services.first(where: { "\($0.key)" == name }),
          facts.cluster.services.id(found.key) == nil
        else { return nil }
        return LintNote(
          "it leads to Service \(name), which does not exist",
          fix: "create Service \(name), or correct the backendRef"
        )
      }
    }
  )

  private static let portMissing = LintRule(
    "route-port-missing",
    .error,
    "An HTTPRoute that leads to a port the Service does not have",
    "The port of a backendRef is a number of the Service's ports; a name is not allowed.",
    lessons: [6],
    sources: ["gateway-api apis/v1/httproute_types.go (BackendObjectReference)"],
    check: .route { route, facts in
      route.services.compactMap { key, backend in
        guard let service = facts.cluster.services[key],
          backend.port.flatMap({ service.reference(to: .int($0)) }) == nil
        else { return nil }
        let ports = service.spec.ports.map { "\($0.port)" }
        return LintNote(
          backend.port.map { "Service \(key) has no port \($0); it has \(LintWords.list(ports))" }
            ?? "the backendRef names no port of Service \(key), which has \(LintWords.list(ports))",
          fix: "set port of the backendRef to a port of the Service"
        )
      }
    }
  )

  private static let notGranted = LintRule(
    "route-reference-not-granted",
    .error,
    "An HTTPRoute that leads into another namespace without its leave",
    """
    A route may refer to a Service of another namespace only if a ReferenceGrant there allows it; \
    its part of the requests is answered with 500 until then.
    """,
    lessons: [6],
    sources: ["gateway-api apis/v1beta1/referencegrant_types.go"],
    check: .route { route, facts in
      let home = route.metadata.namespace
      let keys = Set(route.services.map(\.key)).sorted()
      return keys.compactMap { key in
        guard key.namespace != home, !facts.cluster.isGranted(from: home, to: key) else {
          return nil
        }
        return LintNote(
          "no ReferenceGrant in namespace \(key.namespace) lets HTTPRoutes of \(home) use Service"
            + " \(key.name)",
          fix: "create a ReferenceGrant in \(key.namespace): from HTTPRoute in \(home), to Service"
            + " \(key.name)"
        )
      }
    }
  )

  private static let nobodyTakes = LintRule(
    "route-without-backends",
    .error,
    "A rule of an HTTPRoute that sends nowhere",
    """
    A rule whose backends all have weight 0, or that has none and does not redirect, answers 500 \
    to every request.
    """,
    lessons: [6],
    sources: ["gateway-api apis/v1/httproute_types.go (HTTPRouteRule)"],
    check: .route { route, _ in
      route.spec.rules.enumerated().compactMap { index, rule in
        let total = rule.backends.reduce(0) { $0 + max(0, $1.weight) }
        guard total == 0, !rule.filters.contains(where: { $0.type == "RequestRedirect" }) else {
          return nil
        }
        return LintNote(
          rule.backends.isEmpty
            ? "spec.rules[\(index)] has no backendRefs: requests it matches are answered with 500"
            : "spec.rules[\(index)] has backendRefs of weight 0 only: requests it matches are"
              + " answered with 500",
          fix: "give a backendRef of the rule a weight of 1 or more"
        )
      }
    }
  )

  private static let notAttached = LintRule(
    "route-not-attached",
    .error,
    "An HTTPRoute that no listener takes",
    """
    A route counts where a listener of a Gateway lets it attach: by namespace, kind, port, section \
    name and common host names.
    """,
    lessons: [6],
    sources: ["gateway-api apis/v1/gateway_types.go (AllowedRoutes)"],
    check: .route { route, facts in
      // A document without any Gateway was made without asking for them.
      guard !facts.gateways.isEmpty, !route.spec.parentRefs.isEmpty else { return [] }
      var reasons: [Sentence] = []
      for gateway in facts.gateways {
        for index in gateway.listeners.indices {
          let place = GatewayRouter.Place(gateway: gateway, index: index)
          switch facts.cluster.attachment(of: route, to: place) {
          case .attached: return []
          case .refused(let why): reasons.append("\(place.name): \(why)")
          case .foreign: continue
          }
        }
      }
      let parents = route.spec.parentRefs.filter { $0.kind == Gateway.kind }.map { parent in
        let namespace = parent.namespace.isEmpty ? route.metadata.namespace : parent.namespace
        return "\(ObjectName(namespace: namespace, name: parent.name))"
      }
      guard !parents.isEmpty else { return [] }
      return [
        LintNote(
          reasons.isEmpty
            ? "there is no Gateway \(LintWords.list(parents, .or)) with a listener for it"
            : LintWords.list(reasons),
          fix: "correct spec.parentRefs or spec.hostnames, or allowedRoutes of the listener"
        )
      ]
    }
  )

  private static let unserved = LintRule(
    "gateway-class-unknown",
    .error,
    "A Gateway of a class that is not there",
    "A controller serves the Gateways of its classes; one of an unknown class is served by nobody.",
    lessons: [6],
    sources: ["gateway-api apis/v1/gatewayclass_types.go"],
    check: .gateway { gateway, facts in
      guard let why = facts.cluster.whyUnserved(gateway) else { return [] }
      let known = facts.cluster.gatewayClasses.ids
        .compactMap { facts.cluster.gatewayClasses[$0]?.metadata.name }.sorted()
      return [
        LintNote(
          "\(why); there is \(LintWords.list(known))",
          fix: "set spec.gatewayClassName: \(known.first ?? "CLASS")"
        )
      ]
    }
  )
}

extension HTTPRoute {
  /// Services that its rules send part of the requests to.
  fileprivate var services: [(key: ObjectName, backend: HTTPRouteRule.Backend)] {
    spec.rules.flatMap(\.backends)
      .filter { $0.group.isEmpty && $0.kind == Service.kind && $0.weight > 0 }
      .map { backend in
        let namespace = backend.namespace.isEmpty ? metadata.namespace : backend.namespace
        return (ObjectName(namespace: namespace, name: backend.name), backend)
      }
  }
}

extension LintFacts {
  /// All Gateways, by name.
  fileprivate var gateways: [Gateway] {
    cluster.gateways.ids.compactMap { cluster.gateways[$0] }.sorted { $0.key < $1.key }
  }
}

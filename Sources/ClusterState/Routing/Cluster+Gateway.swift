// What a Gateway lets attach to it, and what routes may refer to.

extension Cluster {
  /// Whether a route counts at a listener.
  enum Attachment {
    /// The route does not refer to this Gateway.
    case foreign
    case refused(Sentence)
    /// With the host names of the route that the listener leaves it.
    case attached([HostPattern])
  }

  /// Why no controller serves a Gateway; `nil` if one does.
  ///
  /// Our model: where a document holds no GatewayClass at all, a controller is assumed.
  func whyUnserved(_ gateway: Gateway) -> Sentence? {
    let name = gateway.gatewayClassName
    let isServed = gatewayClasses.isEmpty || gatewayClasses[ObjectName(name: name)] != nil
    return isServed ? nil : "there is no GatewayClass \(name)"
  }

  /// Compares a route's `parentRefs` with a listener (gateway-api shared_types.go
  /// `ParentReference`, gateway_types.go `AllowedRoutes`).
  func attachment(of route: HTTPRoute, to place: GatewayRouter.Place) -> Attachment {
    var result = Attachment.foreign
    for parent in route.spec.parentRefs where parent.means(place.gateway, from: route) {
      if let why = parent.whyNot(place.listener) ?? whyNot(route, place) {
        result = .refused(why)
        continue
      }
      let hostnames = route.spec.hostnames.map(HostPattern.init)
      let common = hostnames.filter { $0.intersects(place.listener.pattern) }
      if common.isEmpty, !hostnames.isEmpty {
        result = .refused("no host name in common with \(place.name)")
        continue
      }
      return .attached(common)
    }
    return result
  }

  private func whyNot(_ route: HTTPRoute, _ place: GatewayRouter.Place) -> Sentence? {
    let listener = place.listener
    if !listener.routeKinds.isEmpty, !listener.routeKinds.contains(HTTPRoute.kind) {
      return "the listener allows other kinds of routes only"
    }
    let (home, guest) = (place.gateway.metadata.namespace, route.metadata.namespace)
    switch listener.namespaces.from {
    case "All": return nil
    case "Same":
      return home == guest ? nil : "the listener allows routes of namespace \(home) only"
    case "Selector":
      let isAllowed = listener.namespaces.selector.matches(labels(ofNamespace: guest))
      return isAllowed ? nil : "the listener's selector does not match namespace \(guest)"
    default: return "the listener allows routes of no namespace"
    }
  }

  /// Labels of a namespace, whether the document holds it or not: every one has its name.
  private func labels(ofNamespace name: String) -> Labels {
    var labels = namespaces[ObjectName(name: name)]?.metadata.labels ?? Labels()
    labels["kubernetes.io/metadata.name"] = name
    return labels
  }

  /// Whether a ReferenceGrant lets routes of a namespace refer to a Service of another one
  /// (gateway-api referencegrant_types.go).
  func isGranted(from namespace: String, to service: ObjectName) -> Bool {
    referenceGrants.ids.contains { id in
      guard let grant = referenceGrants[id], grant.metadata.namespace == service.namespace else {
        return false
      }
      return grant.from.contains {
        $0.group == "gateway.networking.k8s.io" && $0.kind == HTTPRoute.kind
          && $0.namespace == namespace
      }
        && grant.to.contains {
          $0.group.isEmpty && $0.kind == Service.kind
            && ($0.name.isEmpty || $0.name == service.name)
        }
    }
  }
}

extension HTTPRouteSpec.ParentReference {
  fileprivate func means(_ gateway: Gateway, from route: HTTPRoute) -> Bool {
    group == "gateway.networking.k8s.io" && kind == Gateway.kind && name == gateway.metadata.name
      && (namespace.isEmpty ? route.metadata.namespace : namespace) == gateway.metadata.namespace
  }

  fileprivate func whyNot(_ listener: GatewayListener) -> Sentence? {
    if !sectionName.isEmpty, sectionName != listener.name {
      return "it asks for listener \(sectionName)"
    }
    if let port, port != listener.port { return "it asks for port \(port)" }
    return nil
  }
}

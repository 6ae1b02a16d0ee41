internal import HashTreeCollections

// Routes are filed under the hosts they name, so that a request looks at those that may match.

extension Cluster {
  mutating func insert(_ ingress: Ingress) {
    let id = ingresses.insert(ingress)
    for host in ingress.fileNames { ingressesByHost[host, default: []].append(id) }
  }

  mutating func insert(_ route: HTTPRoute) {
    let id = httpRoutes.insert(route)
    for host in route.fileNames { httpRoutesByHost[host, default: []].append(id) }
  }

  /// Ingresses with a rule for this host as written, or, for the empty host, with a rule without
  /// one or a default backend; oldest first, then by name.
  func ingresses(for host: String) -> [Ingress] {
    (ingressesByHost[host] ?? []).compactMap { ingresses[$0] }
      .sorted { $0.metadata.isBefore($1.metadata) }
  }

  /// HTTPRoutes one of whose host names matches, or that name none.
  func httpRoutes(matching host: String) -> [HTTPRoute] {
    let ids = HostPattern.patterns(matching: host).flatMap { httpRoutesByHost[$0] ?? [] }
    return Set(ids).sorted().compactMap { httpRoutes[$0] }
  }
}

extension ObjectMeta {
  /// Older first, then by namespace and name: who wins a conflict between routes.
  ///
  /// An object without a time was made when the document was opened: it is the youngest.
  func isBefore(_ other: ObjectMeta) -> Bool {
    switch (creationTimestamp, other.creationTimestamp) {
    case (let mine?, let its?) where mine != its: mine < its
    case (_?, nil): true
    case (nil, _?): false
    default: key < other.key
    }
  }
}

extension Ingress {
  fileprivate var fileNames: Set<String> {
    var names = Set(spec.rules.map { HostPattern($0.host).text })
    if spec.defaultBackend != nil { names.insert("") }
    return names
  }
}

extension HTTPRoute {
  fileprivate var fileNames: Set<String> {
    spec.hostnames.isEmpty ? [""] : Set(spec.hostnames.map { HostPattern($0).text })
  }
}

extension Cluster {
  /// Whether a Service is in a namespace, or a pod ever was.
  func holdsObjects(in namespace: String) -> Bool {
    firstPodByNamespace[namespace] != nil || (serviceCountByNamespace[namespace] ?? 0) > 0
  }
}

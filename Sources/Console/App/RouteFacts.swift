internal import ClusterState

/// What `kubectl get` tells of an Ingress, an HTTPRoute or a Gateway, and where it leads.
struct RouteFacts {
  /// A Service that requests go on to.
  struct Backend: Hashable {
    var service: ObjectName
    var port = ""
    /// What must be asked for: `shop.example/cart`.
    var path = ""
    /// `nil` where there are no weights.
    var weight: Int64?
  }

  var metadata = ObjectMeta()
  /// The class of an Ingress or Gateway, the parents of an HTTPRoute.
  var className = ""
  var hosts: [String] = []
  var addresses: [String] = []
  var ports: [Int64] = []
  var backends: [Backend] = []

  /// `nil` if there is no such object.
  init?(_ kind: String, _ key: ObjectName, _ cluster: Cluster) {
    switch kind {
    case Ingress.kind:
      guard let ingress = cluster.ingresses[key] else { return nil }
      self.init(ingress)
    case HTTPRoute.kind:
      guard let route = cluster.httpRoutes[key] else { return nil }
      self.init(route)
    case Gateway.kind:
      guard let gateway = cluster.gateways[key] else { return nil }
      self.init(gateway)
    default: return nil
    }
  }

  private init(_ ingress: Ingress) {
    metadata = ingress.metadata
    className =
      ingress.metadata.annotations[Ingress.classAnnotation] ?? ingress.spec.ingressClassName
    hosts = Self.unique(ingress.spec.rules.map { $0.host.isEmpty ? "*" : $0.host })
    addresses = ingress.addresses
    ports = ingress.spec.tls.isEmpty ? [80] : [80, 443]
    for rule in ingress.spec.rules {
      for path in rule.paths {
        add(path.backend, at: "\(rule.host.isEmpty ? "*" : rule.host)\(path.path)")
      }
    }
    if let backend = ingress.spec.defaultBackend { add(backend, at: "*") }
  }

  private mutating func add(_ backend: IngressSpec.Backend, at path: String) {
    guard !backend.serviceName.isEmpty else { return }
    let key = ObjectName(namespace: metadata.namespace, name: backend.serviceName)
    backends.append(Backend(service: key, port: backend.port?.description ?? "", path: path))
  }

  private init(_ route: HTTPRoute) {
    metadata = route.metadata
    className = route.spec.parentRefs.map(\.name).joined(separator: ",")
    hosts = route.spec.hostnames.isEmpty ? ["*"] : route.spec.hostnames
    for rule in route.spec.rules {
      let path = rule.matches.first?.path ?? "/"
      for backend in rule.backends where backend.kind == Service.kind {
        let namespace = backend.namespace.isEmpty ? metadata.namespace : backend.namespace
        backends.append(
          Backend(
            service: ObjectName(namespace: namespace, name: backend.name),
            port: backend.port.map { "\($0)" } ?? "",
            path: path,
            weight: rule.backends.count > 1 ? backend.weight : nil
          )
        )
      }
    }
  }

  private init(_ gateway: Gateway) {
    metadata = gateway.metadata
    className = gateway.gatewayClassName
    hosts = Self.unique(gateway.listeners.map { $0.hostname.isEmpty ? "*" : $0.hostname })
    addresses = gateway.addresses
    ports = Set(gateway.listeners.map(\.port)).sorted()
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  /// The Services it leads to, each once, in their order.
  var services: [ObjectName] {
    var seen: Set<ObjectName> = []
    return backends.map(\.service).filter { seen.insert($0).inserted }
  }

  /// `web:80`, each once; those of other namespaces with it.
  var backendsText: String {
    let names = backends.map { backend in
      let isNear = backend.service.namespace == metadata.namespace
      let name = isNear ? backend.service.name : backend.service.description
      return backend.port.isEmpty ? name : "\(name):\(backend.port)"
    }
    return names.isEmpty ? "-" : Self.unique(names).joined(separator: ",")
  }

  /// `shop.example/ -> web:80`, one a path.
  var pathsText: String {
    let texts = backends.map { backend in
      let weight = backend.weight.map { " (\($0))" } ?? ""
      return "\(backend.path) \u{2192} \(backend.service.name):\(backend.port)\(weight)"
    }
    return texts.isEmpty ? "-" : texts.joined(separator: ", ")
  }

  /// What a filter looks at.
  var words: String {
    "\(className) \(hosts.joined(separator: " ")) \(addresses.joined(separator: " ")) \(pathsText)"
  }
}

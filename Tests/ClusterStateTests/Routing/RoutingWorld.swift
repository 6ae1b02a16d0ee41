import ClusterState
import Testing

/// Documents for tests of routing, written as YAML of one line an object where that is readable.
enum RoutingWorld {
  /// Services `a` to `f` with ports 80 (`http`) and 8080 in namespaces `shop` and `other`.
  static let services = ["shop", "other"].flatMap { namespace in
    ["a", "b", "c", "d", "e", "f"].map { name in
      """
      {apiVersion: v1, kind: Service, metadata: {name: \(name), namespace: \(namespace)},
       spec: {ports: [{name: http, port: 80}, {name: alternative, port: 8080}]}}
      """
    }
  }

  static func cluster(_ objects: [String]) throws -> Cluster {
    let text = "---\n" + (services + objects).joined(separator: "\n---\n")
    let document = try load(text)
    #expect(document.problems == [])
    return Simulation(opening: document).cluster
  }

  /// An Ingress of namespace shop; `fields` are further members of its spec.
  static func ingress(
    _ name: String,
    _ rules: [(host: String, paths: [(path: String, type: String, service: String)])],
    created: String = "2026-01-01T00:00:00Z",
    fields: String = "",
    annotations: String = ""
  ) -> String {
    let rules = rules.map { rule in
      let paths = rule.paths.map {
        """
        {path: \($0.path), pathType: \($0.type), \
        backend: {service: {name: \($0.service), port: {number: 80}}}}
        """
      }.joined(separator: ", ")
      return "{host: \"\(rule.host)\", http: {paths: [\(paths)]}}"
    }.joined(separator: ", ")
    return """
      {apiVersion: networking.k8s.io/v1, kind: Ingress,
       metadata: {name: \(name), namespace: shop, creationTimestamp: "\(created)",
         annotations: {\(annotations)}},
       spec: {rules: [\(rules)]\(fields.isEmpty ? "" : ", " + fields)}}
      """
  }

  /// A Gateway of namespace infra with these listeners.
  static func gateway(_ listeners: String, name: String = "edge") -> String {
    """
    {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway,
     metadata: {name: \(name), namespace: infra, creationTimestamp: "2026-01-01T00:00:00Z"},
     spec: {gatewayClassName: model, listeners: [\(listeners)]},
     status: {addresses: [{type: IPAddress, value: 192.0.2.80}]}}
    """
  }

  static let openListener = "{name: http, port: 80, protocol: HTTP, \(fromAll)}"
  static let fromAll = "allowedRoutes: {namespaces: {from: All}}"

  /// An HTTPRoute of namespace shop attached to the Gateway.
  static func route(
    _ name: String,
    hostnames: String = "",
    rules: String,
    parent: String = "{name: edge, namespace: infra}",
    created: String = "2026-01-01T00:00:00Z"
  ) -> String {
    """
    {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute,
     metadata: {name: \(name), namespace: shop, creationTimestamp: "\(created)"},
     spec: {parentRefs: [\(parent)], hostnames: [\(hostnames)], rules: [\(rules)]}}
    """
  }
}

extension HTTPRouting {
  /// `shop/a:80` or `404`; several with their shares in percent; a redirect with its location.
  var text: String {
    switch outcome {
    case .status(let code, _): "\(code)"
    case .redirect(let code, let location): "\(code) \(location)"
    case .backends(let backends):
      backends.map { backend in
        let share = backends.count > 1 ? " \(Int((backend.share * 100).rounded()))%" : ""
        return switch backend.target {
        case .service(let key, let port): "\(key):\(port)\(share)"
        case .status(let code, _): "\(code)\(share)"
        }
      }.joined(separator: ", ")
    }
  }

  var reason: String { if case .status(_, let reason) = outcome { reason.english } else { "" } }
}

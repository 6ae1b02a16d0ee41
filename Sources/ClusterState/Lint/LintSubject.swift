internal import HashTreeCollections

/// An object that rules are asked about.
enum LintSubject {
  case service(ServiceFacts)
  case slice(EndpointSlice)
  case endpoints(Endpoints)
  case ingress(Ingress)
  case ingressClass(IngressClass)
  case route(HTTPRoute)
  case gateway(Gateway)
  case workload(Workload)
  case budget(PodDisruptionBudget)
  /// A pod that no workload of the cluster keeps.
  case pod(Pod)
  case node(LintNode)
  /// Settings that all kube-proxies share.
  case proxy

  /// What findings call kube-proxy where it is the same on all nodes.
  static let proxyKind = "kube-proxy"

  /// The object of a kind and name; `nil` if there is none or no rule looks at its kind.
  init?(_ kind: String, _ key: ObjectName, _ facts: LintFacts) {
    let cluster = facts.cluster
    let found: LintSubject? =
      switch kind {
      case Service.kind: facts.service(key).map(LintSubject.service)
      case EndpointSlice.kind: cluster.endpointSlices[key].map(LintSubject.slice)
      case Endpoints.kind: cluster.endpoints[key].map(LintSubject.endpoints)
      case Ingress.kind: cluster.ingresses[key].map(LintSubject.ingress)
      case IngressClass.kind: cluster.ingressClasses[key].map(LintSubject.ingressClass)
      case HTTPRoute.kind: cluster.httpRoutes[key].map(LintSubject.route)
      case Gateway.kind: cluster.gateways[key].map(LintSubject.gateway)
      case PodDisruptionBudget.kind:
        cluster.podDisruptionBudgets[key].map(LintSubject.budget)
      case Pod.kind: facts.loosePod(key).map(LintSubject.pod)
      case Node.kind: facts.nodes.first { $0.node.key == key }.map(LintSubject.node)
      case Self.proxyKind: .proxy
      default: cluster.workload(kind: kind, key).map(LintSubject.workload)
      }
    guard let found else { return nil }
    self = found
  }

  var object: Finding.Object {
    switch self {
    case .service(let facts): Finding.Object(kind: Service.kind, key: facts.service.key)
    case .slice(let slice): Finding.Object(kind: EndpointSlice.kind, key: slice.key)
    case .endpoints(let endpoints): Finding.Object(kind: Endpoints.kind, key: endpoints.key)
    case .ingress(let ingress): Finding.Object(kind: Ingress.kind, key: ingress.key)
    case .ingressClass(let found): Finding.Object(kind: IngressClass.kind, key: found.key)
    case .route(let route): Finding.Object(kind: HTTPRoute.kind, key: route.key)
    case .gateway(let gateway): Finding.Object(kind: Gateway.kind, key: gateway.key)
    case .budget(let budget): Finding.Object(kind: PodDisruptionBudget.kind, key: budget.key)
    case .pod(let pod): Finding.Object(kind: Pod.kind, key: pod.key)
    case .workload(let workload): Finding.Object(kind: workload.kind, key: workload.key)
    case .node(let node): Finding.Object(kind: Node.kind, key: node.node.key)
    case .proxy: Finding.Object(kind: Self.proxyKind, key: ObjectName(name: ""))
    }
  }
}

extension LintRule {
  /// What this rule finds about a subject; nothing if it looks at another kind.
  func findings(about subject: LintSubject, _ facts: LintFacts) -> [Finding] {
    let notes: [LintNote] =
      switch (check, subject) {
      case (.service(let check), .service(let service)): check(service, facts)
      case (.slice(let check), .slice(let slice)): check(slice, facts)
      case (.endpoints(let check), .endpoints(let endpoints)): check(endpoints, facts)
      case (.ingress(let check), .ingress(let ingress)): check(ingress, facts)
      case (.ingressClass(let check), .ingressClass(let found)): check(found, facts)
      case (.route(let check), .route(let route)): check(route, facts)
      case (.gateway(let check), .gateway(let gateway)): check(gateway, facts)
      case (.podSpec(let check), .pod(let pod)): check(pod.spec, "spec")
      case (.podSpec(let check), .workload(let workload)):
        check(workload.template.spec, "spec.template.spec")
      case (.workload(let check), .workload(let workload)): check(workload, facts)
      case (.budget(let check), .budget(let budget)): check(budget, facts)
      case (.node(let check), .node(let node)): check(node, facts)
      case (.proxy(let check), .proxy): check(facts)
      default: []
      }
    return notes.map { note in
      Finding(
        id: id,
        severity: severity,
        object: subject.object,
        message: note.message,
        fix: note.fix
      )
    }
  }
}

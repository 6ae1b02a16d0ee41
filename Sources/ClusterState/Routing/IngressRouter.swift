/// Finds the Ingress rule or default backend that takes a request.
///
/// Hosts and paths are compared as the API says (networking/v1 types.go): an exact host before a
/// wildcard of one label before rules for every host; then the longest path, of equal ones `Exact`
/// first. What the API leaves open is our model, after ingress-nginx: the host decides before the
/// path, paths of one host from several Ingresses are merged, the oldest Ingress wins a conflict,
/// then the lower namespace and name, and `ImplementationSpecific` is compared like `Prefix`.
struct IngressRouter {
  let cluster: Cluster
  let request: HTTPRequest
  private(set) var steps: [DecisionStep] = []
  /// Ingresses of the host that no controller serves, and why.
  private var unserved: [Sentence] = []
  /// Those that have the host of the request, in order of age.
  private var ingressesOfHost: [Ingress] = []

  init(cluster: Cluster, request: HTTPRequest) {
    self.cluster = cluster
    self.request = request
  }

  /// The oldest Ingress that names the host, as `Ingress shop/web`; `nil` if none does.
  var entry: String? { ingressesOfHost.first.map { "Ingress \($0.key)" } }
  var entryAddresses: [String] { ingressesOfHost.first?.addresses ?? [] }

  /// A path of a rule, and where it stands.
  struct Candidate {
    var ingress: Ingress
    var rule: Int
    var index: Int
    var path: IngressSpec.Path

    func isSame(as other: Self) -> Bool {
      rule == other.rule && index == other.index && ingress.key == other.ingress.key
    }

    var name: String { "Ingress \(ingress.key) spec.rules[\(rule)].http.paths[\(index)]" }
  }

  /// The routing by a rule whose host and path match; `nil` if there is none.
  mutating func routeByRule() -> HTTPRouting? {
    let candidates = candidatesOfHost()
    let matching = candidates.filter { $0.matches(request.path) }
      .sorted { $0.precedes($1) }
    guard let first = matching.first else {
      noteNoPath(candidates)
      return nil
    }
    noteClass(of: first.ingress)
    noteTLS(of: first.ingress)
    let others = candidates.filter { !$0.isSame(as: first) }
      .listed { $0.whyNot(first, request.path) }
    steps.append(
      DecisionStep(
        title: "path",
        detail: others.isEmpty
          ? "\(request.path) matches \(first.text)"
          : "\(request.path) matches \(first.text), not \(others)",
        rule: Sentence(verbatim: first.name),
        source: first.source
      )
    )
    return route(to: first.path.backend, of: first.ingress, field: "\(first.name).backend")
  }

  /// The routing by the default backend of an Ingress; `nil` if there is none.
  ///
  /// The Ingresses of the host come first, then those that are nothing but a default backend.
  mutating func routeByDefault() -> HTTPRouting? {
    let all = cluster.ingresses(for: "").filter { isServed($0) }
    let ordered =
      ingressesOfHost + all.filter { $0.spec.rules.isEmpty } + all.filter { !$0.spec.rules.isEmpty }
    for ingress in ordered {
      guard let backend = ingress.spec.defaultBackend else { continue }
      noteClass(of: ingress)
      let field = "Ingress \(ingress.key) spec.defaultBackend"
      steps.append(
        DecisionStep(
          title: "default backend",
          detail: "no rule takes \(request.host)\(request.path)",
          rule: Sentence(verbatim: field),
          source: "networking/v1 types.go IngressSpec.defaultBackend"
        )
      )
      return route(to: backend, of: ingress, field: field)
    }
    return nil
  }

  /// The paths of the most specific host that the request's host matches.
  private mutating func candidatesOfHost() -> [Candidate] {
    let wildcard = request.host.firstIndex(of: ".").map { "*" + request.host[$0...] }
    let hosts = [request.host] + (wildcard.map { [$0] } ?? []) + [""]
    for host in hosts {
      let served = cluster.ingresses(for: host).filter { isServedOrNoted($0) }
      let rules = served.flatMap { ingress in
        ingress.spec.rules.indices
          .filter { HostPattern(ingress.spec.rules[$0].host).text == host }
          .map { (ingress: ingress, index: $0) }
      }
      guard let first = rules.first else { continue }
      ingressesOfHost = served.filter { ingress in
        rules.contains { $0.ingress.key == ingress.key }
      }
      noteHost(host, "Ingress \(first.ingress.key) spec.rules[\(first.index)].host")
      return rules.flatMap { ingress, rule in
        ingress.spec.rules[rule].paths.enumerated().map {
          Candidate(ingress: ingress, rule: rule, index: $0, path: $1)
        }
      }
    }
    noteUnserved()
    return []
  }

  private func isServed(_ ingress: Ingress) -> Bool { cluster.membership(of: ingress).isServed }

  private mutating func isServedOrNoted(_ ingress: Ingress) -> Bool {
    let membership = cluster.membership(of: ingress)
    if !membership.isServed { unserved.append("Ingress \(ingress.key): \(membership.why)") }
    return membership.isServed
  }
}

extension IngressRouter {
  private mutating func noteHost(_ host: String, _ rule: String) {
    let detail: Sentence =
      host.isEmpty
      ? "no rule names \(request.host); rules without a host take every one"
      : host == request.host
        ? "\(request.host) is named exactly"
        : "\(request.host) is one label under \(host); no rule names it exactly"
    steps.append(
      DecisionStep(
        title: "host",
        detail: detail,
        rule: Sentence(verbatim: rule),
        source: "networking/v1 types.go IngressRule.host"
      )
    )
  }

  private mutating func noteNoPath(_ candidates: [Candidate]) {
    guard !candidates.isEmpty else { return }
    let rule = "Ingress \(candidates[0].ingress.key) spec.rules[\(candidates[0].rule)].http.paths"
    let all = candidates.listed { "\($0.text) of Ingress \($0.ingress.key)" }
    steps.append(
      DecisionStep(
        title: "path",
        detail: "\(request.path) matches no path of the host: \(all)",
        rule: Sentence(verbatim: rule),
        source: "networking/v1 types.go HTTPIngressPath.pathType"
      )
    )
  }

  private mutating func noteUnserved() {
    guard !unserved.isEmpty else { return }
    steps.append(
      DecisionStep(
        title: "ingress class",
        detail: unserved.listed(),
        rule: Sentence(verbatim: "spec.ingressClassName"),
        source: "networking/v1 types.go IngressSpec.ingressClassName"
      )
    )
  }

  private mutating func noteClass(of ingress: Ingress) {
    let membership = cluster.membership(of: ingress)
    let served: Sentence = "Ingress \(ingress.key): \(membership.why)"
    steps.append(
      DecisionStep(
        title: "ingress class",
        detail: unserved.isEmpty ? served : "\(served); not served: \(unserved.listed())",
        rule: Sentence(verbatim: membership.rule),
        source: "networking/v1 types.go IngressSpec.ingressClassName"
      )
    )
  }

  private mutating func noteTLS(of ingress: Ingress) {
    let index = ingress.spec.tls.firstIndex { tls in
      tls.hosts.isEmpty || tls.hosts.contains { HostPattern($0).matchesOneLabel(request.host) }
    }
    guard request.scheme == "https" || index != nil else { return }
    let detail: Sentence =
      switch (request.scheme, index) {
      case ("https", let index?):
        "TLS ends here with the certificate of Secret \(ingress.spec.tls[index].secretName)"
      case ("https", nil): "no tls entry names the host: the controller's own certificate is shown"
      default: "the host has TLS; plain HTTP is served too (controllers may redirect it)"
      }
    let place = index.map { "[\($0)]" } ?? ""
    steps.append(
      DecisionStep(
        title: "tls",
        detail: detail,
        rule: Sentence(verbatim: "Ingress \(ingress.key) spec.tls\(place)"),
        source: "networking/v1 types.go IngressTLS"
      )
    )
  }

  private func route(
    to backend: IngressSpec.Backend,
    of ingress: Ingress,
    field: String
  ) -> HTTPRouting {
    let target = cluster.target(of: backend, in: ingress.metadata.namespace)
    let (detail, outcome): (Sentence, HTTPRouting.Outcome) =
      switch target {
      case .service(let key, let port):
        (
          "Service \(key) port \(port)",
          .backends([HTTPBackend(target: target, weight: 1, share: 1)])
        )
      case .status(let code, let reason): (reason, .status(code, reason: reason))
      }
    let step = DecisionStep(
      title: "backend",
      detail: detail,
      rule: Sentence(verbatim: field),
      source: "networking/v1 types.go IngressServiceBackend"
    )
    return HTTPRouting(
      steps: steps + [step],
      outcome: outcome,
      entry: "Ingress \(ingress.key)",
      entryAddresses: ingress.addresses
    )
  }
}

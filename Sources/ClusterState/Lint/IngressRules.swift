internal import HashTreeCollections

/// Rules about Ingresses: where they lead, and who serves them.
enum IngressRules {
  static let all = [
    backendMissing, portMissing, backendEmpty, classUnknown, classMissing, oldAnnotation,
    duplicatePath, bypassed,
  ]

  private static let backendMissing = LintRule(
    "ingress-backend-missing",
    .error,
    "An Ingress that leads to a Service that is not there",
    """
    Backends are Services of the Ingress's own namespace. Controllers answer 503 (some 404) for a \
    path whose Service does not exist.
    """,
    lessons: [6],
    popeye: [1401],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
    check: .ingress { ingress, facts in
      LintWords.unique(ingress.backends.map(\.serviceName)).compactMap { name in
        let key = ObjectName(namespace: ingress.metadata.namespace, name: name)
        guard facts.cluster.services.id(key) == nil else { return nil }
        let elsewhere = facts.cluster.services.ids.lazy
          .compactMap { facts.cluster.services[$0]?.key }.filter { $0.name == name }.min()
        let missing: Sentence =
          "\(ingress.paths(to: name)) leads to Service \(name), which is not in namespace"
          + " \(key.namespace)"
        return LintNote(
          elsewhere.map { "\(missing); there is one in \($0.namespace)" } ?? missing,
          fix: elsewhere == nil
            ? "create Service \(key), or correct the backend"
            : "create the Ingress in the namespace of the Service"
        )
      }
    }
  )

  private static let portMissing = LintRule(
    "ingress-port-missing",
    .error,
    "An Ingress that leads to a port the Service does not have",
    """
    The port of a backend is a port of the Service, by number or by name: not the pods' target \
    port and not a node port.
    """,
    lessons: [6],
    popeye: [1402, 1404],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
    check: .ingress { ingress, facts in
      var seen: Set<IngressSpec.Backend> = []
      return ingress.backends.compactMap { backend in
        let key = ObjectName(
          namespace: ingress.metadata.namespace,
          name: backend.serviceName
        )
        guard seen.insert(backend).inserted, let service = facts.cluster.services[key],
          backend.port.flatMap(service.reference) == nil
        else { return nil }
        let ports = service.spec.ports.map {
          $0.name.isEmpty ? "\($0.port)" : "\($0.port) (\($0.name))"
        }
        guard let port = backend.port else {
          return LintNote(
            "the backend \(backend.serviceName) says no port; the Service has"
              + " \(LintWords.list(ports))",
            fix: "set service.port.number or service.port.name of the backend"
          )
        }
        let missing: Sentence = "Service \(backend.serviceName) has no port \(port)"
        let whole = service.slip(port).map { "\(missing) (\($0))" } ?? missing
        return LintNote(
          "\(whole); it has \(LintWords.list(ports))",
          fix: "set service.port of the backend to one of the Service's ports"
        )
      }
    }
  )

  private static let backendEmpty = LintRule(
    "ingress-backend-without-endpoints",
    .warning,
    "An Ingress that leads to a Service without ready endpoints",
    "Controllers answer 503 as long as the Service behind a path has nobody to serve it.",
    lessons: [6, 36],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
    explainsFailure: true,
    check: .ingress { ingress, facts in
      LintWords.unique(ingress.backends.map(\.serviceName)).compactMap { name in
        let key = ObjectName(namespace: ingress.metadata.namespace, name: name)
        guard let service = facts.service(key), service.spec.type != .externalName,
          !service.hasUsable
        else { return nil }
        return LintNote(
          "\(ingress.paths(to: name)) leads to Service \(name), which has no ready endpoint",
          fix: "see what lint says of Service \(key)"
        )
      }
    }
  )

  private static let classUnknown = LintRule(
    "ingress-class-unknown",
    .error,
    "An Ingress of a class that is not there",
    """
    A controller serves the Ingresses of its classes. One that names a class nobody defined is \
    served by nobody.
    """,
    lessons: [6],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class"],
    check: .ingress { ingress, facts in
      let name = ingress.spec.ingressClassName
      let known = facts.ingressClasses.map(\.metadata.name)
      // A document without any class was made without asking for them.
      guard !name.isEmpty, !known.isEmpty, !known.contains(name) else { return [] }
      return [
        LintNote(
          "there is no IngressClass \(name); there is \(LintWords.list(known))",
          fix: "set spec.ingressClassName: \(known[0])"
        )
      ]
    }
  )

  private static let classMissing = LintRule(
    "ingress-class-missing",
    .warning,
    "An Ingress without a class, and no default",
    """
    Without ingressClassName an Ingress belongs to the class that is marked as default. Where none \
    is, most controllers leave it alone.
    """,
    lessons: [6],
    sources: ["test/e2e/network/ingressclass.go:89"],
    explainsFailure: true,
    check: .ingress { ingress, facts in
      guard ingress.spec.ingressClassName.isEmpty,
        ingress.metadata.annotations[Ingress.classAnnotation] == nil,
        !facts.ingressClasses.isEmpty, !facts.ingressClasses.contains(where: \.isDefault)
      else { return [] }
      let known = facts.ingressClasses.map(\.metadata.name)
      return [
        LintNote(
          "it names no class, and none of \(LintWords.list(known)) is the default",
          fix: "set spec.ingressClassName: \(known[0])"
        )
      ]
    }
  )

  private static let oldAnnotation = LintRule(
    "ingress-class-annotation-deprecated",
    .warning,
    "The old annotation for an Ingress's class",
    """
    spec.ingressClassName replaced the annotation kubernetes.io/ingress.class, which controllers \
    understand in their own ways. The API server refuses both together on a new Ingress.
    """,
    lessons: [6],
    sources: ["pkg/apis/networking/validation/validation.go"],
    check: .ingress { ingress, _ in
      guard let value = ingress.metadata.annotations[Ingress.classAnnotation] else { return [] }
      return [
        LintNote(
          "the annotation \(Ingress.classAnnotation): \(value) is deprecated",
          fix: "set spec.ingressClassName: \(value) and remove the annotation"
        )
      ]
    }
  )

  private static let duplicatePath = LintRule(
    "ingress-duplicate-path",
    .warning,
    "One host and path in two Ingresses",
    """
    The specification does not say which of two equal paths wins; controllers take the older \
    Ingress, the first by name, or whichever they saw last.
    """,
    lessons: [6],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
    check: .ingress { ingress, facts in
      var seen: Set<IngressPathClaim> = []
      return ingress.claims.compactMap { claim in
        guard seen.insert(claim).inserted else { return nil }
        let owners = facts.ingressPaths[claim] ?? []
        guard owners.count > 1 else { return nil }
        let others = LintWords.unique(owners.filter { $0 != ingress.key }.map { "\($0)" })
        return LintNote(
          others.isEmpty
            ? "\(claim.text) stands here twice"
            : "\(claim.text) is \(LintWords.list(others))'s too",
          fix: "keep it in one Ingress"
        )
      }
    }
  )

  private static let bypassed = LintRule(
    "ingress-bypasses-service",
    .info,
    "Settings of a Service that an Ingress goes around",
    """
    Most Ingress controllers read the endpoints and connect to the pods themselves: cluster IP, \
    kube-proxy and with them session affinity and traffic policies of the Service are not on the \
    way.
    """,
    lessons: [6],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/"],
    check: .ingress { ingress, facts in
      LintWords.unique(ingress.backends.map(\.serviceName)).compactMap { name in
        let key = ObjectName(namespace: ingress.metadata.namespace, name: name)
        guard let spec = facts.cluster.services[key]?.spec else { return nil }
        var fields: [String] = []
        if spec.sessionAffinity == .clientIP { fields.append("sessionAffinity") }
        if spec.internalTrafficPolicy == .local { fields.append("internalTrafficPolicy") }
        if !spec.trafficDistribution.isEmpty { fields.append("trafficDistribution") }
        guard !fields.isEmpty else { return nil }
        return LintNote(
          "\(LintWords.list(fields)) of Service \(name) may not apply: most controllers connect to"
            + " the pods directly",
          fix: "set such things at the Ingress controller"
        )
      }
    }
  )
}

/// A host and path that an Ingress of some class claims.
struct IngressPathClaim: Hashable {
  let ingressClass: String
  let host: String
  let path: String
  let pathType: String

  /// `shop.example/api (Prefix)`.
  var text: String { "\(host.isEmpty ? "*" : host)\(path) (\(pathType))" }
}

extension Ingress {
  /// All Services it leads to.
  var backends: [IngressSpec.Backend] {
    let all = (spec.defaultBackend.map { [$0] } ?? []) + spec.rules.flatMap(\.paths).map(\.backend)
    return all.filter { !$0.serviceName.isEmpty }
  }

  /// What it claims; paths that controllers understand in their own ways are left out.
  var claims: [IngressPathClaim] {
    spec.rules.flatMap { rule in
      rule.paths.compactMap { path in
        guard path.pathType != "ImplementationSpecific" else { return nil }
        var text = path.path.isEmpty ? "/" : path.path
        // A slash at the end means nothing to a prefix.
        if path.pathType == "Prefix", text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return IngressPathClaim(
          ingressClass: metadata.annotations[Self.classAnnotation] ?? spec.ingressClassName,
          host: rule.host,
          path: text,
          pathType: path.pathType
        )
      }
    }
  }

  /// `shop.example/api`, or `the default backend`: what leads to a Service.
  fileprivate func paths(to service: String) -> Sentence {
    let paths = spec.rules.flatMap { rule in
      rule.paths.filter { $0.backend.serviceName == service }.map { "\(rule.host)\($0.path)" }
    }
    return paths.isEmpty ? "the default backend" : LintWords.list(paths)
  }
}

extension Service {
  /// What a wrong port was probably taken for; `nil` if nobody can tell.
  fileprivate func slip(_ port: IntOrString) -> Sentence? {
    if spec.ports.contains(where: { $0.targetPort == port }) { return "that is a targetPort" }
    if case .int(let number) = port, spec.ports.contains(where: { $0.nodePort == number }) {
      return "that is a node port"
    }
    return nil
  }
}

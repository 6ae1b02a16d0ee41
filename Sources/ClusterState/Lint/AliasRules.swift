/// Rules about Services of type ExternalName: aliases in DNS, and nothing more.
enum AliasRules {
  static let all = [isAddress, unqualified, targetMissing, loops, isAlias, ignoresFields]

  private static let isAddress = LintRule(
    "external-name-is-ip",
    .error,
    "An ExternalName that looks like an address",
    """
    externalName becomes a CNAME record, and what stands there is a name, digits or not. No DNS \
    server resolves "192.0.2.7." as a name.
    """,
    lessons: [34],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#externalname"],
    check: .service { service, _ in
      guard let alias = service.alias, IPAddress(alias) != nil else { return [] }
      return [
        LintNote(
          "externalName \(alias) is an address: clients get a CNAME that nobody can resolve",
          fix: "use a Service without a selector and an EndpointSlice with the address \(alias)"
        )
      ]
    }
  )

  private static let unqualified = LintRule(
    "external-name-unqualified",
    .error,
    "An ExternalName that is not a full name",
    """
    The name in a CNAME record is absolute: no search path is applied to it. A short name of a \
    Service is asked of the outside world and not found there.
    """,
    lessons: [33, 34],
    sources: ["kubernetes/dns docs/specification.md 2.5"],
    check: .service { service, facts in
      guard let alias = service.alias, IPAddress(alias) == nil,
        InsideName(alias) == nil
      else { return [] }
      let labels = alias.split(separator: ".").map(String.init)
      let name = labels.first ?? ""
      let namespace = labels.count > 1 ? labels[1] : service.metadata.namespace
      let target = ObjectName(namespace: namespace, name: name)
      let isService =
        facts.cluster.services.id(target) != nil
        && (labels.count < 3 || labels.dropFirst(2) == ["svc"])
      guard labels.count == 1 || isService else { return [] }
      let full = "\(target.name).\(target.namespace).svc.\(ClusterDNS.domain)"
      return [
        LintNote(
          "externalName \(alias) is looked up as it stands, without a search path, and not found",
          fix: isService
            ? LintFix.patch(service.service, spec: "\"externalName\":\"\(full)\"")
            : "write the full name, with its domain"
        )
      ]
    }
  )

  private static let targetMissing = LintRule(
    "external-name-target-missing",
    .error,
    "An alias for a Service that is not there",
    "The CNAME leads to a name in this cluster that no Service has: clients get NXDOMAIN.",
    lessons: [34],
    sources: ["kubernetes/dns docs/specification.md 2.5"],
    check: .service { service, facts in
      guard let target = service.alias.flatMap(InsideName.init)?.service,
        facts.cluster.services.id(target) == nil
      else { return [] }
      return [
        LintNote(
          "externalName leads to Service \(target), which does not exist",
          fix: "create Service \(target), or correct spec.externalName"
        )
      ]
    }
  )

  private static let loops = LintRule(
    "external-name-loop",
    .error,
    "Aliases that lead back to themselves",
    "Each alias is a CNAME for the next, so resolvers go round until they give up.",
    lessons: [34],
    sources: ["RFC 1034 3.6.2"],
    check: .service { service, facts in
      guard service.alias != nil else { return [] }
      var way = [service.service.key]
      while let last = way.last, let next = facts.alias(of: last) {
        if next == service.service.key {
          let names = (way + [next]).map { "\($0)" }
          return [
            LintNote(
              "the alias leads back to itself: \(names.joined(separator: " -> "))",
              fix: "point one of them at a Service with endpoints"
            )
          ]
        }
        // A round that this Service only leads into is found at its members.
        if way.contains(next) { return [] }
        way.append(next)
      }
      return []
    }
  )

  private static let isAlias = LintRule(
    "external-name-is-alias",
    .info,
    "An ExternalName renames, it does not forward",
    """
    Clients resolve the alias and connect to the target themselves. They still send the name they \
    used as HTTP Host and TLS server name, which the target may not answer to; no proxy, policy or \
    port translation is in between.
    """,
    lessons: [34],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#externalname"],
    check: .service { service, _ in
      guard let alias = service.alias, IPAddress(alias) == nil else { return [] }
      let place: Sentence =
        InsideName(alias) == nil ? "outside the cluster" : "in this cluster"
      return [
        LintNote(
          "clients connect to \(alias) (\(place)) themselves, with \(service.metadata.name) as HTTP"
            + " Host and TLS server name",
          fix: "nothing, if the target takes that name; otherwise let clients use \(alias)"
        )
      ]
    }
  )

  private static let ignoresFields = LintRule(
    "external-name-ignores-fields",
    .warning,
    "Ports or a selector on an ExternalName",
    """
    An alias has no addresses of its own: nothing translates ports, nobody looks for pods, and \
    external IPs are not served. Often left over from a change of type.
    """,
    lessons: [34, 46],
    sources: ["pkg/api/service/warnings.go", "pkg/registry/core/service/strategy.go"],
    check: .service { service, _ in
      guard service.spec.type == .externalName else { return [] }
      var fields: [String] = []
      if service.spec.ports.contains(where: { $0.targetPort != nil && $0.targetNumber != $0.port })
      {
        fields.append("targetPort")
      } else if !service.spec.ports.isEmpty {
        fields.append("ports")
      }
      if !service.spec.selector.isEmpty { fields.append("selector") }
      if !service.spec.externalIPs.isEmpty { fields.append("externalIPs") }
      guard !fields.isEmpty else { return [] }
      let (names, target) = (LintWords.list(fields), service.spec.externalName)
      return [
        LintNote(
          fields.count == 1 && fields != ["ports"]
            ? "\(names) has no effect: clients connect to \(target) directly"
            : "\(names) have no effect: clients connect to \(target) directly",
          fix: "remove \(fields.map { "spec.\($0)" }.joined(separator: ", "))"
        )
      ]
    }
  )
}

/// A name of the cluster's own domain.
struct InsideName {
  /// The Service it names; `nil` for names of pods and the like.
  let service: ObjectName?

  /// `nil` for any other name.
  init?(_ name: String) {
    let labels = name.lowercased().split(separator: ".").map(String.init)
    let suffix = ClusterDNS.domain.split(separator: ".").map(String.init)
    guard labels.count > suffix.count, Array(labels.suffix(suffix.count)) == suffix else {
      return nil
    }
    let own = labels.dropLast(suffix.count)
    service =
      own.count == 3 && own.last == "svc"
      ? ObjectName(namespace: own[1], name: own[0]) : nil
  }
}

extension ServiceFacts {
  /// What it is an alias for; `nil` if it is none.
  fileprivate var alias: String? {
    guard spec.type == .externalName, !spec.externalName.isEmpty else { return nil }
    return spec.externalName.hasSuffix(".")
      ? String(spec.externalName.dropLast()) : spec.externalName
  }
}

extension LintFacts {
  /// The Service in this cluster that another one is an alias for.
  fileprivate func alias(of key: ObjectName) -> ObjectName? {
    guard let service = cluster.services[key], service.spec.type == .externalName else {
      return nil
    }
    return InsideName(service.spec.externalName)?.service
  }
}

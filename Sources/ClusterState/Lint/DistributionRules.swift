/// Rules about `trafficDistribution`: what it does to the load, and what makes it mean nothing.
enum DistributionRules {
  static let all = [
    overloaded, zoneWithoutEndpoints, overriddenByLocal, overriddenByAnnotation, renamed,
  ]

  private static let overloaded = LintRule(
    "zone-overloaded",
    .warning,
    "One zone's endpoints carry much more than the others'",
    """
    PreferSameZone keeps connections in the client's zone however few endpoints that zone has; \
    nothing levels the load out. The estimate takes clients to be spread as the nodes are.
    """,
    lessons: [41],
    sources: ["KEP-4444", "pkg/proxy/topology.go", "kubernetes/kubernetes#123487"],
    check: .service { service, facts in
      guard service.prefersZone, let loads = ZoneLoad.all(service, facts),
        let worst = loads.max(by: { $0.perEndpoint < $1.perEndpoint }),
        worst.perEndpoint >= 2 / Double(service.ready.count)
      else { return [] }
      let even = percent(1 / Double(service.ready.count))
      return [
        LintNote(
          "\(worst.zone) has \(LintWords.counted(worst.endpoints, "endpoint")) for"
            + " \(worst.nodes) of \(facts.readyNodes.count) nodes: if clients are spread as nodes"
            + " are, each gets \(percent(worst.perEndpoint)) of all connections instead of \(even)",
          fix: "spread the pods over the zones (topologySpreadConstraints with topologyKey"
            + " topology.kubernetes.io/zone), or unset spec.trafficDistribution"
        )
      ]
    }
  )

  private static let zoneWithoutEndpoints = LintRule(
    "zone-without-endpoints",
    .info,
    "A zone without an endpoint of a Service that prefers the client's zone",
    """
    Clients in a zone that no endpoint is hinted for use all endpoints, at the price of traffic \
    between zones.
    """,
    lessons: [41],
    sources: ["pkg/proxy/topology.go"],
    check: .service { service, facts in
      guard service.prefersZone, !service.ready.isEmpty,
        service.ready.allSatisfy({ !$0.zoneHints.isEmpty })
      else { return [] }
      let hinted = Set(service.ready.flatMap(\.zoneHints))
      let bare = facts.zones.map(\.name).filter { !hinted.contains($0) }
      guard !bare.isEmpty else { return [] }
      return [
        LintNote(
          "no endpoint is for \(LintWords.list(bare)): clients there use the endpoints of all"
            + " zones",
          fix: "run a pod in \(LintWords.list(bare)), or leave it if the traffic between zones does"
            + " not matter"
        )
      ]
    }
  )

  private static let overriddenByLocal = LintRule(
    "distribution-overridden-by-local",
    .info,
    "trafficDistribution beside a policy Local",
    """
    A policy Local decides alone: connections it binds to the node do not look at hints, so the \
    preference has nothing left to choose.
    """,
    lessons: [10, 41],
    sources: ["pkg/proxy/topology.go", "KEP-4444"],
    check: .service { service, _ in
      guard service.hasClusterIP, !service.spec.trafficDistribution.isEmpty else { return [] }
      var policies: [String] = []
      if service.spec.internalTrafficPolicy == .local { policies.append("internalTrafficPolicy") }
      if service.isExternalLocal { policies.append("externalTrafficPolicy") }
      guard !policies.isEmpty else { return [] }
      return [
        LintNote(
          "\(LintWords.list(policies)) Local goes before trafficDistribution"
            + " \(service.spec.trafficDistribution)",
          fix: "keep one of them: PreferSameNode falls back to other nodes, Local does not"
        )
      ]
    }
  )

  private static let overriddenByAnnotation = LintRule(
    "distribution-overridden-by-annotation",
    .warning,
    "trafficDistribution beside topology-mode: Auto",
    """
    While the annotation asks for automatic hints, the slice controller takes no notice of \
    spec.trafficDistribution.
    """,
    lessons: [40, 41],
    sources: ["staging/src/k8s.io/endpointslice/reconciler.go", "KEP-4444"],
    check: .service { service, _ in
      guard !service.spec.trafficDistribution.isEmpty, service.service.asksForAutomaticHints else {
        return []
      }
      let keys = [ServiceAnnotation.topologyAwareHints, ServiceAnnotation.topologyMode]
      let key = keys.first { service.metadata.annotations[$0] != nil } ?? keys[1]
      return [
        LintNote(
          "the annotation \(key) goes before trafficDistribution"
            + " \(service.spec.trafficDistribution)",
          fix: LintFix.removeAnnotation(key, from: "service", service.metadata)
        )
      ]
    }
  )

  private static let renamed = LintRule(
    "prefer-close-renamed",
    .info,
    "The old name of PreferSameZone",
    "PreferClose is deprecated; it means the same as PreferSameZone.",
    lessons: [41],
    sources: ["pkg/api/service/warnings.go", "KEP-3015"],
    check: .service { service, _ in
      guard service.spec.trafficDistribution == "PreferClose" else { return [] }
      return [
        LintNote(
          "trafficDistribution PreferClose is the deprecated name of PreferSameZone",
          fix: LintFix.patch(service.service, spec: "\"trafficDistribution\":\"PreferSameZone\"")
        )
      ]
    }
  )

  /// `33 %`.
  private static func percent(_ part: Double) -> String { "\(Int((part * 100).rounded())) %" }
}

/// What an endpoint of one zone would carry if clients were spread as the nodes are.
private struct ZoneLoad {
  var zone: String
  var nodes: Int
  var endpoints: Int
  /// Part of all connections, between 0 and 1.
  var perEndpoint: Double

  /// `nil` if hints do not count or there is nothing to compare.
  static func all(_ service: ServiceFacts, _ facts: LintFacts) -> [ZoneLoad]? {
    guard facts.zones.count > 1, service.ready.count > 1,
      service.ready.allSatisfy({ !$0.zoneHints.isEmpty })
    else { return nil }
    var endpoints: [String: Int] = [:]
    for zone in service.ready.flatMap(\.zoneHints) { endpoints[zone, default: 0] += 1 }
    let all = Double(facts.readyNodes.count)
    let served = facts.zones.filter { endpoints[$0.name] != nil }
    // Clients anywhere else spread over all endpoints.
    let others = all - Double(served.reduce(0) { $0 + $1.nodes })
    return served.map { zone in
      let count = endpoints[zone.name] ?? 1
      return ZoneLoad(
        zone: zone.name,
        nodes: zone.nodes,
        endpoints: count,
        perEndpoint: Double(zone.nodes) / all / Double(count)
          + others / all / Double(service.ready.count)
      )
    }
  }
}

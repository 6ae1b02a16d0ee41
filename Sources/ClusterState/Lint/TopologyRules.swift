/// Rules about hints: which zone or node an endpoint is meant for.
enum TopologyRules {
  static let all = [autoWithoutHints, incomplete, zoneLabelMissing, renamedAnnotation]

  private static let autoWithoutHints = LintRule(
    "topology-auto-without-hints",
    .warning,
    "topology-mode: Auto without effect",
    """
    With the annotation topology-mode: Auto the slice controller gives each zone a part of the \
    endpoints, in proportion to its CPUs. It gives no hints at all if a node lacks its zone label, \
    if there are fewer endpoints than zones, or if some zone would be overloaded by more than 20 \
    %: all clients then use all endpoints.
    """,
    lessons: [40],
    sources: [
      "staging/src/k8s.io/endpointslice/topologycache/topologycache.go",
      "kubernetes/kubernetes#122437", "kubernetes/enhancements#2434",
    ],
    check: .service { service, facts in
      guard service.selects, service.service.asksForAutomaticHints, !service.ready.isEmpty,
        service.ready.allSatisfy(\.zoneHints.isEmpty)
      else { return [] }
      let workers = facts.readyNodes.filter { !$0.node.isControlPlane }
      let bare = workers.filter(\.zone.isEmpty).map(\.name)
      let zones = Set(workers.map(\.zone).filter { !$0.isEmpty }).count
      let silent = workers.filter { ($0.node.status.allocatableCPU ?? 0) == 0 }.map(\.name)
      let ready = LintWords.counted(service.ready.count, "ready endpoint")
      let reason: Sentence =
        !bare.isEmpty
        ? "\(LintWords.list(bare)) has no label topology.kubernetes.io/zone"
        : zones < 2
          ? "the nodes are in \(LintWords.counted(zones, "zone"))"
          : service.ready.count < zones
            ? "\(ready) cannot be dealt out to \(zones) zones"
            : !silent.isEmpty
              ? "\(LintWords.list(silent)) has no status.allocatable.cpu"
              : "\(ready) over \(zones) zones would overload one by more than 20 %"
      let patch = LintFix.patch(
        service.service,
        spec: "\"trafficDistribution\":\"PreferSameZone\""
      )
      return [
        LintNote(
          "topology-mode Auto is on, but no endpoint has a hint: \(reason)",
          fix: "\(patch) and take the annotation off"
        )
      ]
    }
  )

  private static let incomplete = LintRule(
    "hints-incomplete",
    .warning,
    "Hints that count for nothing because one is missing",
    """
    kube-proxy looks at hints only if every ready endpoint has one. A single endpoint without, \
    such as one on a node without a zone label, makes all nodes use all endpoints.
    """,
    lessons: [41],
    sources: ["pkg/proxy/topology.go", "kubernetes/enhancements#4931"],
    check: .service { service, _ in
      guard service.hasClusterIP else { return [] }
      return [
        (isZone: true, service.ready.filter(\.zoneHints.isEmpty)),
        (isZone: false, service.ready.filter(\.nodeHints.isEmpty)),
      ].compactMap { isZone, bare in
        guard !bare.isEmpty, bare.count < service.ready.count else { return nil }
        let homes = LintWords.unique(bare.map(\.nodeName).filter { !$0.isEmpty }).sorted()
        let all = LintWords.counted(service.ready.count, "ready endpoint")
        let places = LintWords.list(homes)
        let bareOnes: Sentence =
          switch (isZone, homes.isEmpty) {
          case (true, true): "\(bare.count) of \(all) without a hint for a zone"
          case (true, false): "\(bare.count) of \(all) without a hint for a zone (on \(places))"
          case (false, true): "\(bare.count) of \(all) without a hint for a node"
          case (false, false): "\(bare.count) of \(all) without a hint for a node (on \(places))"
          }
        let label = LintFix.kubectl(
          namespace: "",
          "label node \(homes.joined(separator: " ")) topology.kubernetes.io/zone=ZONE"
        )
        return LintNote(
          "\(bareOnes): the hints of the others are ignored",
          fix: isZone && !homes.isEmpty
            ? "label the nodes: \(label)" : "give every endpoint hints, or none"
        )
      }
    }
  )

  private static let zoneLabelMissing = LintRule(
    "zone-label-missing",
    .warning,
    "A node without a zone, where Services prefer the client's zone",
    """
    A node's zone is its label topology.kubernetes.io/zone. Clients on a node without it use all \
    endpoints; endpoints on it get no hint, which switches off the hints of their whole Service.
    """,
    lessons: [41],
    sources: ["pkg/proxy/topology.go", "KEP-4444"],
    check: .node { node, facts in
      guard node.zone.isEmpty, !facts.zones.isEmpty else { return [] }
      let services = facts.servicesPreferringZones
      guard !services.isEmpty else { return [] }
      let names = LintWords.list(services.map { "\($0)" })
      return [
        LintNote(
          services.count == 1
            ? "it has no label topology.kubernetes.io/zone, but \(names) is distributed by zone"
            : "it has no label topology.kubernetes.io/zone, but \(names) are distributed by zone",
          fix: LintFix.kubectl(
            namespace: "",
            "label node \(node.name) topology.kubernetes.io/zone=ZONE"
          )
        )
      ]
    }
  )

  private static let renamedAnnotation = LintRule(
    "topology-hints-annotation-deprecated",
    .warning,
    "The old annotation for topology hints",
    """
    service.kubernetes.io/topology-aware-hints was renamed to topology-mode; where both stand, the \
    old one counts. spec.trafficDistribution replaces either.
    """,
    lessons: [40],
    sources: ["pkg/api/service/warnings.go", "KEP-2433", "KEP-4444"],
    check: .service { service, _ in
      guard let value = service.metadata.annotations[ServiceAnnotation.topologyAwareHints] else {
        return []
      }
      let removal = LintFix.removeAnnotation(
        ServiceAnnotation.topologyAwareHints,
        from: "service",
        service.metadata
      )
      return [
        LintNote(
          "the annotation \(ServiceAnnotation.topologyAwareHints): \(value) is deprecated",
          fix: "\(removal) and set spec.trafficDistribution: PreferSameZone"
        )
      ]
    }
  )
}

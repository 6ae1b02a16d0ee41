internal import HashTreeCollections

/// Rules about Endpoints objects that people write for Services without a selector.
enum MirrorRules {
  static let all = [notMirrored, overCapacity, deprecated]

  /// Addresses of one Endpoints object that are mirrored
  /// (`--mirroring-max-endpoints-per-subset`).
  private static let addressesMax = 1_000

  private static let notMirrored = LintRule(
    "endpoints-not-mirrored",
    .warning,
    "An Endpoints object that is kept from being mirrored",
    """
    kube-proxy reads EndpointSlices only. An Endpoints object counts because a controller copies \
    it into slices, and the label endpointslice.kubernetes.io/skip-mirror stops that.
    """,
    lessons: [37],
    sources: [
      "pkg/controller/endpointslicemirroring", "kubernetes/kubernetes#93157",
    ],
    explainsFailure: true,
    check: .endpoints { endpoints, facts in
      guard isHandWritten(endpoints, facts), facts.cluster.slices(of: endpoints.key).isEmpty,
        endpoints.metadata.labels[skipLabel] == "true"
      else { return [] }
      return [
        LintNote(
          "the label \(skipLabel) keeps it from EndpointSlices, and the Service has no others",
          fix: LintFix.removeLabel(skipLabel, from: "endpoints", endpoints.metadata)
        )
      ]
    }
  )

  private static let overCapacity = LintRule(
    "endpoints-over-capacity",
    .warning,
    "An Endpoints object with more than 1,000 addresses",
    """
    Endpoints objects hold at most 1,000 addresses, and no more of a hand-written one are \
    mirrored: the others get no connections.
    """,
    lessons: [39],
    sources: ["pkg/controller/endpointslicemirroring/reconciler.go"],
    check: .endpoints { endpoints, facts in
      let most = endpoints.subsets.map { $0.addresses.count + $0.notReadyAddresses.count }.max()
      guard let most, most > addressesMax, isHandWritten(endpoints, facts) else { return [] }
      return [
        LintNote(
          "a subset has \(most) addresses, of which \(addressesMax) are mirrored",
          fix: "write EndpointSlices instead, of up to 1,000 endpoints each"
        )
      ]
    }
  )

  private static let deprecated = LintRule(
    "endpoints-deprecated",
    .info,
    "A hand-written Endpoints object",
    """
    The Endpoints API is deprecated since 1.33. EndpointSlices hold the same and more: both \
    families, conditions, zones.
    """,
    lessons: [37],
    sources: ["KEP-4974 (kubernetes/enhancements#4974)"],
    check: .endpoints { endpoints, facts in
      guard isHandWritten(endpoints, facts) else { return [] }
      return [
        LintNote(
          "the Endpoints API is deprecated; a controller mirrors this object into EndpointSlices",
          fix: "write an EndpointSlice with the label"
            + " \(EndpointSlice.serviceNameLabel): \(endpoints.metadata.name)"
        )
      ]
    }
  )

  private static let skipLabel = "endpointslice.kubernetes.io/skip-mirror"

  /// Whether it belongs to a Service without a selector; those of others the controller writes.
  private static func isHandWritten(_ endpoints: Endpoints, _ facts: LintFacts) -> Bool {
    guard let service = facts.cluster.services[endpoints.key] else { return false }
    let isAPI = endpoints.key == ObjectName(namespace: "default", name: "kubernetes")
    return service.spec.selector.isEmpty && service.spec.type != .externalName && !isAPI
  }
}

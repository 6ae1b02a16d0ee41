/// Rules about fields, labels and annotations that change what kind of Service it is.
enum ServiceKindRules {
  static let all = [
    publishesNotReady, oldTolerance, otherProxy, headlessLabel, headlessIgnores,
    externalNameIgnored,
  ]

  private static let publishesNotReady = LintRule(
    "publish-not-ready",
    .warning,
    "publishNotReadyAddresses on a Service with a cluster IP",
    """
    Meant for headless Services whose pods must find each other before they are ready. It marks \
    every endpoint ready, so kube-proxy sends connections to pods that cannot serve yet, or that \
    are ending.
    """,
    lessons: [25],
    sources: [
      "staging/src/k8s.io/endpointslice/utils.go", "kubernetes/kubernetes#118952",
      "kubernetes/kubernetes#124914",
    ],
    explainsFailure: true,
    check: .service { service, _ in
      guard service.hasClusterIP, service.spec.publishNotReadyAddresses else { return [] }
      let unready = service.pods.count { $0.status.ready != true || $0.isTerminating }
      let patch = LintFix.patch(service.service, spec: "\"publishNotReadyAddresses\":false")
      return [
        LintNote(
          unready == 0
            ? "publishNotReadyAddresses: pods get connections whether they are ready or not"
            : "publishNotReadyAddresses: pods get connections whether they are ready or not;"
              + " \(unready) of \(service.pods.count) are not ready now",
          fix: "\(patch), and a headless Service for the pods among themselves"
        )
      ]
    }
  )

  private static let oldTolerance = LintRule(
    "tolerate-unready-annotation",
    .warning,
    "The annotation tolerate-unready-endpoints",
    """
    The field publishNotReadyAddresses replaced it; what writes EndpointSlices takes no notice of \
    the annotation.
    """,
    lessons: [25],
    sources: ["staging/src/k8s.io/endpointslice/utils.go", "kubernetes/kubernetes#49061"],
    check: .service { service, _ in
      let key = "service.alpha.kubernetes.io/tolerate-unready-endpoints"
      guard service.metadata.annotations[key] == "true" else { return [] }
      let hasField = service.spec.publishNotReadyAddresses
      let removal = LintFix.removeAnnotation(key, from: "service", service.metadata)
      return [
        LintNote(
          hasField
            ? "the annotation \(key) has no effect beside publishNotReadyAddresses"
            : "the annotation \(key) has no effect: pods that are not ready are left out",
          fix: hasField
            ? removal : "\(removal), and set spec.publishNotReadyAddresses: true if it is meant"
        )
      ]
    }
  )

  private static let otherProxy = LintRule(
    "service-proxy-name",
    .warning,
    "A Service that kube-proxy leaves to another proxy",
    """
    kube-proxy ignores Services with the label service.kubernetes.io/service-proxy-name, whatever \
    its value. Unless another proxy takes them, nobody answers at their addresses.
    """,
    lessons: [47],
    sources: ["cmd/kube-proxy/app/server.go", "test/e2e/network/service.go:2294"],
    explainsFailure: true,
    check: .service { service, _ in
      let key = "service.kubernetes.io/service-proxy-name"
      guard service.hasClusterIP, let value = service.metadata.labels[key] else { return [] }
      return [
        LintNote(
          "the label \(key)=\(value) makes kube-proxy ignore it: \(service.spec.clusterIP) answers"
            + " only if another proxy does",
          fix: LintFix.removeLabel(key, from: "service", service.metadata)
        )
      ]
    }
  )

  private static let headlessLabel = LintRule(
    "headless-label",
    .error,
    "A Service with a cluster IP and the label of headless ones",
    """
    kube-proxy ignores objects with the label service.kubernetes.io/headless, also a Service that \
    has a cluster IP: nobody answers there. The slice controller sets the label itself on slices \
    of headless Services; no Service needs it.
    """,
    lessons: [47],
    sources: ["cmd/kube-proxy/app/server.go", "test/e2e/network/service.go:2345"],
    check: .service { service, _ in
      let key = "service.kubernetes.io/headless"
      guard service.hasClusterIP, service.metadata.labels[key] != nil else { return [] }
      return [
        LintNote(
          "the label \(key) makes kube-proxy ignore it: nobody answers at"
            + " \(service.spec.clusterIP)",
          fix: "\(LintFix.removeLabel(key, from: "service", service.metadata))"
            + " (headless is clusterIP: None)"
        )
      ]
    }
  )

  private static let headlessIgnores = LintRule(
    "headless-ignores-fields",
    .warning,
    "Fields of the proxy on a headless Service",
    """
    Clients of a headless Service get the pods' addresses from DNS and choose themselves; no proxy \
    is in between that could keep sessions, prefer a zone or stay on the node.
    """,
    lessons: [32],
    sources: ["pkg/api/service/warnings.go", "kubernetes/dns docs/specification.md"],
    check: .service { service, _ in
      guard service.service.isHeadless else { return [] }
      let spec = service.spec
      var fields: [String] = []
      if spec.sessionAffinity == .clientIP { fields.append("sessionAffinity ClientIP") }
      if spec.internalTrafficPolicy == .local { fields.append("internalTrafficPolicy Local") }
      if !spec.trafficDistribution.isEmpty {
        fields.append("trafficDistribution \(spec.trafficDistribution)")
      }
      if !spec.externalIPs.isEmpty { fields.append("externalIPs") }
      guard !fields.isEmpty else { return [] }
      let names = LintWords.list(fields)
      return [
        LintNote(
          fields.count == 1
            ? "\(names) has no effect without a cluster IP"
            : "\(names) have no effect without a cluster IP",
          fix: fields.count == 1
            ? "remove it, or give the Service a cluster IP (created anew without clusterIP: None)"
            : "remove them, or give the Service a cluster IP (created anew without clusterIP: None)"
        )
      ]
    }
  )

  private static let externalNameIgnored = LintRule(
    "external-name-on-other-type",
    .warning,
    "spec.externalName without type ExternalName",
    "Only Services of type ExternalName are aliases; any other type takes no notice of the field.",
    lessons: [34, 46],
    sources: ["pkg/api/service/warnings.go"],
    check: .service { service, _ in
      guard service.spec.type != .externalName, !service.spec.externalName.isEmpty else {
        return []
      }
      return [
        LintNote(
          "externalName \(service.spec.externalName) has no effect on type \(service.spec.type)",
          fix: "\(LintFix.patch(service.service, spec: "\"externalName\":null"))"
            + ", or set type: ExternalName"
        )
      ]
    }
  )
}

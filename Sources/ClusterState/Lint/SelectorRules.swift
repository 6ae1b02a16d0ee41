/// Rules about which pods a Service's selector finds.
enum SelectorRules {
  static let all = [matchesNothing, scaledToZero, severalWorkloads, templateHash]

  private static let matchesNothing = LintRule(
    "selector-matches-nothing",
    .error,
    "A selector that no pod's labels match",
    """
    The most common mistake of all. A Service finds its pods by labels, in its own namespace only; \
    all pairs of the selector must be on the pod. Without any endpoint every connection to the \
    Service is rejected.
    """,
    lessons: [36],
    popeye: [1100],
    sources: [
      "kubernetes/kubernetes#7341", "kubernetes/kubernetes#47711",
      "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/",
    ],
    check: .service { service, facts in
      guard isEmptyHanded(service), service.matchingTemplates(facts).isEmpty else { return [] }
      let miss = SelectorNearMiss(service.service, facts)
      return [LintNote(miss.message, fix: miss.fix)]
    }
  )

  private static let scaledToZero = LintRule(
    "scaled-to-zero",
    .warning,
    "A selector whose workload has no pods",
    """
    The selector is right, but the workload that would make such pods has none at the moment: \
    every connection to the Service is rejected until it is scaled up.
    """,
    lessons: [36],
    popeye: [500],
    sources: ["pkg/controller/endpointslice/endpointslice_controller.go"],
    explainsFailure: true,
    check: .service { service, facts in
      guard isEmptyHanded(service), let found = service.matchingTemplates(facts).first,
        let workload = found.workload.flatMap(facts.cluster.workload)
      else { return [] }
      let labels = LintWords.labels(service.spec.selector)
      guard let replicas = workload.replicas else {
        let describe = LintFix.kubectl(
          namespace: workload.key.namespace,
          "describe \(workload.resource) \(workload.key.name)"
        )
        return [
          LintNote(
            "\(found.object) makes pods with \(labels) but has none: it fits no node",
            fix: "look which nodes fit it: \(describe)"
          )
        ]
      }
      let wanted = LintWords.counted(Int(replicas), "replica")
      return [
        LintNote(
          "\(found.object) makes pods with \(labels) but has none: it wants \(wanted)",
          fix: workload.scaleCommand(to: 2)
        )
      ]
    }
  )

  private static let severalWorkloads = LintRule(
    "selector-matches-several-workloads",
    .info,
    "A selector that several workloads' pods match",
    """
    Requests spread over all pods that match, whoever made them. That is how a canary works, and \
    also what happens when a selector says less than it should.
    """,
    lessons: [36],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/service/"],
    check: .service { service, facts in
      guard service.selects, service.pods.count > 1 else { return [] }
      let workloads = facts.workloads(of: service.pods)
      guard workloads.count > 1 else { return [] }
      let names = workloads.map { "\($0.kind) \($0.key.name)" }
      return [
        LintNote(
          "\(LintWords.labels(service.spec.selector)) matches pods of \(LintWords.list(names))",
          fix: "if only one is meant, add a label to spec.selector that only its pods have"
        )
      ]
    }
  )

  private static let templateHash = LintRule(
    "selector-includes-template-hash",
    .warning,
    "A selector that names one revision of a workload",
    """
    The controllers put these labels on pods to tell revisions apart. With the next rollout all \
    new pods have another value, and the Service is left without any.
    """,
    lessons: [36],
    sources: ["pkg/controller/deployment/util/deployment_util.go"],
    check: .service { service, _ in
      guard service.selects else { return [] }
      return [Deployment.hashLabel, "controller-revision-hash"].compactMap { key in
        service.spec.selector[key].map { value in
          LintNote(
            "the selector asks for \(key)=\(value), which the next rollout replaces",
            fix: LintFix.patch(service.service, spec: "\"selector\":{\"\(key)\":null}")
          )
        }
      }
    }
  )

  /// Whether it has a selector and yet nothing at all is selected or listed.
  private static func isEmptyHanded(_ service: ServiceFacts) -> Bool {
    service.selects && service.pods.isEmpty && service.finishedPods == 0
      && service.families.allSatisfy(\.endpoints.isEmpty)
  }
}

extension ServiceFacts {
  /// Workloads in its namespace that would make pods its selector matches.
  fileprivate func matchingTemplates(_ facts: LintFacts) -> [LabelGroup] {
    (facts.templates[metadata.namespace] ?? []).filter { $0.labels.contains(spec.selector) }
  }
}

extension Workload {
  /// As kubectl calls its kind.
  var resource: String { kind.lowercased() }

  /// `kubectl -n shop scale deployment web --replicas=2`.
  func scaleCommand(to replicas: Int) -> Sentence {
    LintFix.kubectl(
      namespace: key.namespace,
      "scale \(resource) \(key.name) --replicas=\(replicas)"
    )
  }
}

internal import HashTreeCollections

/// Rules about what makes the pods behind Services.
enum WorkloadRules {
  static let all = [selectorMismatch, sharedSelector, serviceMissing, serviceNotHeadless]

  private static let selectorMismatch = LintRule(
    "workload-selector-mismatch",
    .error,
    "A workload that would not recognise its own pods",
    """
    spec.selector must match the labels of spec.template; the API server refuses a workload for \
    which it does not.
    """,
    lessons: [36],
    sources: ["pkg/apis/apps/validation/validation.go"],
    check: .workload { workload, _ in
      guard !workload.selector.isEmpty, !workload.selector.matches(workload.template.labels) else {
        return []
      }
      let labels = LintWords.labels(workload.template.labels)
      let asked = LintWords.labels(workload.selector.matchLabels)
      return [
        LintNote(
          labels.isEmpty
            ? "spec.selector (\(asked)) does not match the template's labels (none)"
            : "spec.selector (\(asked)) does not match the template's labels (\(labels))",
          fix: "give spec.template.metadata.labels what spec.selector asks for"
        )
      ]
    }
  )

  private static let sharedSelector = LintRule(
    "workloads-share-selector",
    .warning,
    "Two workloads with one selector",
    """
    Controllers count the pods that their selector matches. Two of one kind with the same selector \
    take each other's pods for their own when one has lost its owner, and scale by wrong numbers; \
    a Service with that selector gets the pods of both.
    """,
    lessons: [36],
    sources: [
      "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"
    ],
    check: .workload { workload, facts in
      let others = (facts.workloadsBySelector[WorkloadSelector(workload)] ?? [])
        .filter { $0 != workload.key }
      guard !others.isEmpty else { return [] }
      return [
        LintNote(
          "\(workload.kind) \(LintWords.list(others.map(\.name))) has the same selector"
            + " (\(LintWords.labels(workload.selector.matchLabels)))",
          fix: "add a label to selector and template that only this \(workload.kind) has"
        )
      ]
    }
  )

  private static let serviceMissing = LintRule(
    "stateful-set-service-missing",
    .error,
    "A StatefulSet whose Service is not there",
    """
    The pods' own names, such as db-0.db, are DNS records of the Service that spec.serviceName \
    names. Without it they do not exist.
    """,
    lessons: [32],
    sources: [
      "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/",
      "kubernetes/dns docs/specification.md 2.4.1",
    ],
    check: .workload { workload, facts in
      guard let name = facts.governingService(of: workload), facts.cluster.services.id(name) == nil
      else { return [] }
      return [
        LintNote(
          "Service \(name) does not exist, so \(workload.key.name)-0.\(name.name) has no address in"
            + " DNS",
          fix: "create a headless Service \(name.name) (clusterIP: None) with selector"
            + " \(LintWords.labels(workload.selector.matchLabels))"
        )
      ]
    }
  )

  private static let serviceNotHeadless = LintRule(
    "stateful-set-service-not-headless",
    .warning,
    "A StatefulSet whose Service does not name its pods",
    """
    DNS has records of single pods for headless Services only, and for the pods they select. \
    Behind any other Service db-0.db does not resolve.
    """,
    lessons: [32],
    sources: ["kubernetes/dns docs/specification.md 2.4.1"],
    check: .workload { workload, facts in
      guard let name = facts.governingService(of: workload),
        let service = facts.cluster.services[name]
      else { return [] }
      let pod = "\(workload.key.name)-0.\(name.name)"
      guard service.isHeadless else {
        return [
          LintNote(
            "Service \(name) has a cluster IP: \(pod) does not resolve",
            fix: "create it anew with clusterIP: None, and a second Service for a cluster IP"
          )
        ]
      }
      guard !service.spec.selector.isEmpty,
        !workload.template.labels.contains(service.spec.selector)
      else { return [] }
      return [
        LintNote(
          "Service \(name) selects \(LintWords.labels(service.spec.selector)), not the pods of this"
            + " StatefulSet: \(pod) does not resolve",
          fix: LintFix.kubectl(
            namespace: name.namespace,
            "set selector service \(name.name) \(LintWords.labels(workload.selector.matchLabels))"
          )
        )
      ]
    }
  )
}

extension LintFacts {
  /// The Service that gives a StatefulSet's pods their names; `nil` for anything else.
  fileprivate func governingService(of workload: Workload) -> ObjectName? {
    guard case .statefulSet(let id) = workload.id,
      let name = cluster.statefulSets[id]?.spec.serviceName, !name.isEmpty
    else { return nil }
    return ObjectName(namespace: workload.key.namespace, name: name)
  }
}

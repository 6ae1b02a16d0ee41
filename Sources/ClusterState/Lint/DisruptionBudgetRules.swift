/// Rules about PodDisruptionBudgets, which decide whether a node can be drained.
enum DisruptionBudgetRules {
  static let all = [blocksDrains, selectsNothing, overlapping]

  private static let blocksDrains = LintRule(
    "disruption-budget-blocks-drain",
    .warning,
    "A budget that lets no pod go",
    """
    A budget that needs as many ready pods as there should be (a single replica with minAvailable: \
    1, or maxUnavailable: 0) refuses every eviction: kubectl drain asks again every 5 seconds, for \
    ever, and an upgrade of the node stands still.
    """,
    lessons: [48],
    sources: [
      "pkg/controller/disruption/disruption.go", "pkg/registry/core/pod/storage/eviction.go",
    ],
    check: .budget { budget, facts in
      let status = facts.simulation.status(of: budget, covering: facts.pods(under: budget))
      guard status.expected > 0, status.desired >= status.expected else { return [] }
      return [
        LintNote(
          "it needs \(status.desired) ready pods where there should be \(status.expected), so none"
            + " may be evicted",
          fix: LintFix.kubectl(
            budget.metadata,
            "patch pdb \(budget.metadata.name) --type=merge -p"
              + #" '{"spec":{"minAvailable":null,"maxUnavailable":1}}'"#
          )
        )
      ]
    }
  )

  private static let selectsNothing = LintRule(
    "disruption-budget-selects-nothing",
    .warning,
    "A budget for no pod",
    """
    spec.selector is compared with the labels of pods in the budget's own namespace. One that \
    matches none protects nothing; without a selector it is about no pod, with an empty one about \
    all of the namespace.
    """,
    lessons: [36, 48],
    sources: ["staging/src/k8s.io/api/policy/v1/types.go"],
    check: .budget { budget, facts in
      guard facts.pods(under: budget).isEmpty else { return [] }
      let asked = budget.spec.selector.map { LintWords.labels($0.matchLabels) } ?? ""
      return [
        LintNote(
          asked.isEmpty
            ? "no pod of namespace \(budget.metadata.namespace) matches its selector"
            : "no pod of namespace \(budget.metadata.namespace) matches its selector (\(asked))",
          fix: "give spec.selector the labels of the pods it is to protect, or delete the budget"
        )
      ]
    }
  )

  private static let overlapping = LintRule(
    "disruption-budgets-overlap",
    .warning,
    "Pods under several budgets",
    """
    The eviction of a pod that falls under more than one budget fails with an internal error, \
    whatever the budgets would allow: kubectl drain gives up.
    """,
    lessons: [48],
    sources: ["pkg/registry/core/pod/storage/eviction.go"],
    check: .budget { budget, facts in
      let pods = facts.pods(under: budget)
      let others = facts.budgets(in: budget.metadata.namespace).filter { other in
        other.key != budget.key && pods.contains { other.covers($0) }
      }
      guard !others.isEmpty else { return [] }
      return [
        LintNote(
          "pods under it are under \(LintWords.list(others.map(\.metadata.name))) too, and none of"
            + " them can be evicted",
          fix: "narrow the selectors until each pod matches one, or keep one of the budgets"
        )
      ]
    }
  )
}

extension LintFacts {
  fileprivate func pods(under budget: PodDisruptionBudget) -> [Pod] {
    (podsByNamespace[budget.metadata.namespace] ?? []).filter(budget.covers)
  }

  /// Budgets of a namespace, by name.
  fileprivate func budgets(in namespace: String) -> [PodDisruptionBudget] {
    cluster.podDisruptionBudgets.ids.compactMap { cluster.podDisruptionBudgets[$0] }
      .filter { $0.metadata.namespace == namespace }.sorted { $0.key < $1.key }
  }
}

import ClusterState

extension LintCase {
  /// PodDisruptionBudgets.
  static let budgets = [
    LintCase(
      "disruption-budget-blocks-drain",
      "PodDisruptionBudget shop/web",
      says: ["it needs 3 ready pods where there should be 3", "maxUnavailable"],
      { $0.podDisruptionBudgets = [LintWorld.budget { $0.minAvailable = .string("100%") }] },
      but: { $0.podDisruptionBudgets = [LintWorld.budget { $0.minAvailable = .string("60%") }] }
    ),
    LintCase(
      "disruption-budget-selects-nothing",
      "PodDisruptionBudget shop/web",
      says: ["no pod of namespace shop matches its selector (app=wep)"],
      {
        $0.podDisruptionBudgets = [
          LintWorld.budget { $0.selector = LabelSelector(matchLabels: ["app": "wep"]) }
        ]
      },
      but: { $0.podDisruptionBudgets = [LintWorld.budget { $0.selector = LabelSelector() }] }
    ),
    LintCase(
      "disruption-budgets-overlap",
      "PodDisruptionBudget shop/web",
      says: ["pods under it are under all too"],
      {
        $0.podDisruptionBudgets = [
          LintWorld.budget(), LintWorld.budget("all") { $0.selector = LabelSelector() },
        ]
      },
      but: {
        $0.podDisruptionBudgets = [
          LintWorld.budget(), LintWorld.budget("all") { $0.selector = nil },
        ]
      }
    ),
  ]
}

extension LintWorld {
  /// A budget for the pods of `web`, of which one may be missing.
  fileprivate static func budget(
    _ name: String = "web",
    _ adjust: (inout PodDisruptionBudgetSpec) -> Void = { _ in }
  ) -> PodDisruptionBudget {
    var budget = PodDisruptionBudget()
    budget.metadata = ObjectMeta(name: name, namespace: "shop")
    budget.spec.maxUnavailable = .int(1)
    budget.spec.selector = LabelSelector(matchLabels: ["app": "web"])
    adjust(&budget.spec)
    if budget.spec.minAvailable != nil { budget.spec.maxUnavailable = nil }
    return budget
  }
}

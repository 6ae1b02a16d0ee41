/// A PodDisruptionBudget: how many of some pods must stay when nodes are drained.
package struct PodDisruptionBudget: ClusterObject {
  package static let kind = "PodDisruptionBudget"
  package static let apiVersion = "policy/v1"
  package var metadata = ObjectMeta()
  package var spec = PodDisruptionBudgetSpec()

  package init() {}

  /// Whether the budget is about a pod: one without a selector is about none, an empty selector
  /// means all pods of the namespace (pkg/registry/core/pod/storage/eviction.go,
  /// `getPodDisruptionBudgets`).
  package func covers(_ pod: Pod) -> Bool {
    guard pod.metadata.namespace == metadata.namespace, let selector = spec.selector else {
      return false
    }
    return selector.matches(pod.metadata.labels)
  }
}

/// `spec` of a PodDisruptionBudget.
package struct PodDisruptionBudgetSpec: Hashable, Sendable {
  /// How many pods must be ready after an eviction; not together with ``maxUnavailable``.
  package var minAvailable: IntOrString?
  /// How many of the wished pods may be missing after an eviction.
  package var maxUnavailable: IntOrString?
  package var selector: LabelSelector?
  /// `IfHealthyBudget` (the default) or `AlwaysAllow` (KEP-3017).
  package var unhealthyPodEvictionPolicy = ""

  package init() {}
}

extension SchemaLibrary {
  /// `PodDisruptionBudget` of `policy/v1`.
  static let policySchema = """
    PodDisruptionBudget policy/v1
      metadata ObjectMeta
      spec PodDisruptionBudgetSpec
      status PodDisruptionBudgetStatus
    PodDisruptionBudgetSpec
      minAvailable intOrString
      selector LabelSelector
      maxUnavailable intOrString
      unhealthyPodEvictionPolicy *string
    PodDisruptionBudgetStatus
      observedGeneration int64
      disruptedPods {}string
      disruptionsAllowed int32
      currentHealthy int32
      desiredHealthy int32
      expectedPods int32
      conditions []Condition
    """
}

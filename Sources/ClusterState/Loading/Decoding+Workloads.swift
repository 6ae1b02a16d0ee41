private enum WorkloadSpecField: String, FieldName {
  case replicas, minReadySeconds, selector, template
  // Deployment.
  case paused, strategy, revisionHistoryLimit
  // StatefulSet.
  case serviceName, podManagementPolicy, ordinals
  // StatefulSet and DaemonSet.
  case updateStrategy
  static let table = FieldTable<Self>()
}

private enum StrategyField: String, FieldName {
  case type, rollingUpdate
  static let table = FieldTable<Self>()
}

private enum RollingUpdateField: String, FieldName {
  case maxSurge, maxUnavailable, partition
  static let table = FieldTable<Self>()
}

private enum OrdinalsField: String, FieldName {
  case start
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// `spec` of a Deployment.
  mutating func deploymentSpec() -> DeploymentSpec {
    var spec = DeploymentSpec()
    guard enterObject() else { return spec }
    var scope = FieldScope<WorkloadSpecField>()
    while let field = next(&scope) {
      switch field {
      case .replicas: spec.replicas = int32() ?? 1
      case .minReadySeconds: spec.minReadySeconds = int32() ?? 0
      case .selector: spec.selector = labelSelector()
      case .template: spec.template = podTemplate()
      case .paused: spec.paused = bool() ?? false
      case .strategy: strategy(&spec)
      case .revisionHistoryLimit: spec.revisionHistoryLimit = int32() ?? 10
      default: skipValue()
      }
    }
    return spec
  }

  private mutating func strategy(_ spec: inout DeploymentSpec) {
    guard enterObject() else { return }
    var scope = FieldScope<StrategyField>()
    while let field = next(&scope) {
      switch field {
      case .type: string(into: &spec.strategyType)
      case .rollingUpdate:
        guard enterObject() else { continue }
        var rolling = FieldScope<RollingUpdateField>()
        while let field = next(&rolling) {
          switch field {
          case .maxSurge: spec.maxSurge = intOrString()
          case .maxUnavailable: spec.maxUnavailable = intOrString()
          case .partition: skipValue()
          }
        }
      }
    }
  }

  /// `spec` of a ReplicaSet.
  mutating func replicaSetSpec() -> ReplicaSetSpec {
    var spec = ReplicaSetSpec()
    guard enterObject() else { return spec }
    var scope = FieldScope<WorkloadSpecField>()
    while let field = next(&scope) {
      switch field {
      case .replicas: spec.replicas = int32() ?? 1
      case .minReadySeconds: spec.minReadySeconds = int32() ?? 0
      case .selector: spec.selector = labelSelector()
      case .template: spec.template = podTemplate()
      default: skipValue()
      }
    }
    return spec
  }

  /// `spec` of a StatefulSet.
  mutating func statefulSetSpec() -> StatefulSetSpec {
    var spec = StatefulSetSpec()
    guard enterObject() else { return spec }
    var scope = FieldScope<WorkloadSpecField>()
    while let field = next(&scope) {
      switch field {
      case .replicas: spec.replicas = int32() ?? 1
      case .minReadySeconds: spec.minReadySeconds = int32() ?? 0
      case .selector: spec.selector = labelSelector()
      case .template: spec.template = podTemplate()
      case .serviceName: string(into: &spec.serviceName)
      case .podManagementPolicy: string(into: &spec.podManagementPolicy)
      case .ordinals:
        guard enterObject() else { continue }
        var ordinals = FieldScope<OrdinalsField>()
        while next(&ordinals) != nil { spec.firstOrdinal = int32() ?? 0 }
      case .updateStrategy: spec.updateStrategy = updateStrategy()
      case .revisionHistoryLimit: spec.revisionHistoryLimit = int32() ?? 10
      default: skipValue()
      }
    }
    return spec
  }

  /// `spec` of a DaemonSet.
  mutating func daemonSetSpec() -> DaemonSetSpec {
    var spec = DaemonSetSpec()
    guard enterObject() else { return spec }
    var scope = FieldScope<WorkloadSpecField>()
    while let field = next(&scope) {
      switch field {
      case .minReadySeconds: spec.minReadySeconds = int32() ?? 0
      case .selector: spec.selector = labelSelector()
      case .template: spec.template = podTemplate()
      case .updateStrategy: spec.updateStrategy = updateStrategy()
      case .revisionHistoryLimit: spec.revisionHistoryLimit = int32() ?? 10
      default: skipValue()
      }
    }
    return spec
  }

  private mutating func updateStrategy() -> UpdateStrategy {
    var strategy = UpdateStrategy()
    guard enterObject() else { return strategy }
    var scope = FieldScope<StrategyField>()
    while let field = next(&scope) {
      switch field {
      case .type: string(into: &strategy.type)
      case .rollingUpdate:
        guard enterObject() else { continue }
        var rolling = FieldScope<RollingUpdateField>()
        while let field = next(&rolling) {
          switch field {
          case .maxSurge: strategy.maxSurge = intOrString()
          case .maxUnavailable: strategy.maxUnavailable = intOrString()
          case .partition: strategy.partition = int32() ?? 0
          }
        }
      }
    }
    return strategy
  }
}

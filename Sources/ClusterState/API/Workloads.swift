/// A ReplicaSet: keeps a number of equal pods alive.
package struct ReplicaSet: ClusterObject {
  package static let kind = "ReplicaSet"
  package static let apiVersion = "apps/v1"
  package var metadata = ObjectMeta()
  package var spec = ReplicaSetSpec()

  package init() {}
}

/// `spec` of a ReplicaSet.
package struct ReplicaSetSpec: Hashable, Sendable {
  /// 1 when absent.
  package var replicas: Int64 = 1
  package var minReadySeconds: Int64 = 0
  package var selector = LabelSelector()
  package var template = PodTemplate()

  package init() {}
}

/// A Deployment: rolls ReplicaSets over.
package struct Deployment: ClusterObject {
  package static let kind = "Deployment"
  package static let apiVersion = "apps/v1"
  /// Annotation on a ReplicaSet: the Deployment's revision it belongs to.
  package static let revisionAnnotation = "deployment.kubernetes.io/revision"
  /// Label that tells the ReplicaSets of a Deployment apart.
  package static let hashLabel = "pod-template-hash"
  package var metadata = ObjectMeta()
  package var spec = DeploymentSpec()

  package init() {}
}

/// `spec` of a Deployment.
package struct DeploymentSpec: Hashable, Sendable {
  package var replicas: Int64 = 1
  package var minReadySeconds: Int64 = 0
  package var paused = false
  package var selector = LabelSelector()
  package var template = PodTemplate()
  /// `RollingUpdate` (the default) or `Recreate`.
  package var strategyType = ""
  package var maxSurge: IntOrString?
  package var maxUnavailable: IntOrString?
  /// Old ReplicaSets that are kept (pkg/apis/apps/v1/defaults.go).
  package var revisionHistoryLimit: Int64 = 10

  package init() {}
}

/// A StatefulSet: pods with a number, a lasting name and an order.
package struct StatefulSet: ClusterObject {
  package static let kind = "StatefulSet"
  package static let apiVersion = "apps/v1"
  package var metadata = ObjectMeta()
  package var spec = StatefulSetSpec()

  package init() {}
}

/// `spec` of a StatefulSet.
package struct StatefulSetSpec: Hashable, Sendable {
  package var replicas: Int64 = 1
  package var minReadySeconds: Int64 = 0
  package var serviceName = ""
  /// `OrderedReady` (the default) or `Parallel`.
  package var podManagementPolicy = ""
  /// `ordinals.start`.
  package var firstOrdinal: Int64 = 0
  package var selector = LabelSelector()
  package var template = PodTemplate()
  package var updateStrategy = UpdateStrategy()
  /// Revisions that no pod has any longer and that are kept (pkg/apis/apps/v1/defaults.go).
  package var revisionHistoryLimit: Int64 = 10

  package init() {}
}

/// A DaemonSet: one pod on every node that suits.
package struct DaemonSet: ClusterObject {
  package static let kind = "DaemonSet"
  package static let apiVersion = "apps/v1"
  package var metadata = ObjectMeta()
  package var spec = DaemonSetSpec()

  package init() {}
}

/// `spec` of a DaemonSet.
package struct DaemonSetSpec: Hashable, Sendable {
  package var minReadySeconds: Int64 = 0
  package var selector = LabelSelector()
  package var template = PodTemplate()
  package var updateStrategy = UpdateStrategy()
  /// Revisions that no pod has any longer and that are kept (pkg/apis/apps/v1/defaults.go).
  package var revisionHistoryLimit: Int64 = 10

  package init() {}
}

/// `spec.updateStrategy` of a StatefulSet or a DaemonSet.
package struct UpdateStrategy: Hashable, Sendable {
  /// `RollingUpdate` (the default) or `OnDelete`.
  package var type = ""
  /// Of a StatefulSet: pods with lower ordinals keep the revision they have.
  package var partition: Int64 = 0
  /// 1 when absent.
  package var maxUnavailable: IntOrString?
  /// Of a DaemonSet: 0 when absent.
  package var maxSurge: IntOrString?

  package init() {}

  /// Whether pods are replaced only when somebody deletes them.
  package var isOnDelete: Bool { type == "OnDelete" }
}

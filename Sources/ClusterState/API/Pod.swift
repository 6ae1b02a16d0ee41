/// A Pod, as far as it takes part in Service networking.
package struct Pod: ClusterObject {
  package static let kind = "Pod"
  package static let apiVersion = "v1"
  package var metadata = ObjectMeta()
  package var spec = PodSpec()
  package var status = PodStatus()

  package init() {}

  /// Deleted but not yet gone.
  package var isTerminating: Bool { metadata.deletionTimestamp != nil }
  /// Succeeded or Failed: its containers have ended for good.
  package var isFinished: Bool {
    status.phase == .succeeded || status.phase == .failed
  }
}

/// `spec` of a Pod or of a pod template.
package struct PodSpec: Hashable, Sendable {
  package var nodeName = ""
  package var hostname = ""
  package var subdomain = ""
  package var hostNetwork = false
  package var dnsPolicy = DNSPolicy.clusterFirst
  package var dnsConfig: PodDNSConfig?
  package var nodeSelector = Labels()
  package var tolerations: [Toleration] = []
  package var terminationGracePeriodSeconds: Int64?
  package var containers: [Container] = []
  package var initContainers: [Container] = []

  package init() {}
}

/// `dnsConfig` of a Pod: what its resolver gets besides, or instead of, what the policy gives.
package struct PodDNSConfig: Hashable, Sendable {
  package var nameservers: [String] = []
  package var searches: [String] = []
  /// The option `ndots`, as written; `nil` without it.
  package var ndots: String?

  package init() {}
}

/// A container, as far as its ports, readiness and end matter.
package struct Container: Hashable, Sendable {
  package var name = ""
  package var image = ""
  package var ports: [ContainerPort] = []
  package var readinessProbe: Probe?
  /// `Always` on an init container makes it a sidecar.
  package var restartPolicy = ""
  /// What runs before SIGTERM (`lifecycle.preStop`).
  package var preStop: PreStopHook?

  package init() {}
}

/// A declared port of a container.
///
/// Declaring is informational; names are what Services refer to.
package struct ContainerPort: Hashable, Sendable {
  package var name = ""
  package var containerPort: Int64 = 0
  package var hostPort: Int64?
  package var `protocol` = TransportProtocol.tcp

  package init() {}
}

/// When a container is asked whether it is ready; the defaults are Kubernetes's
/// (pkg/apis/core/v1/defaults.go).
package struct Probe: Hashable, Sendable {
  package var initialDelaySeconds: Int64 = 0
  package var periodSeconds: Int64 = 10
  package var timeoutSeconds: Int64 = 1
  package var successThreshold: Int64 = 1
  package var failureThreshold: Int64 = 3

  package init() {}
}

/// An entry of `spec.tolerations`.
package struct Toleration: Hashable, Sendable {
  package var key = ""
  package var comparison = "Equal"
  package var value = ""
  package var effect = ""
  package var tolerationSeconds: Int64?

  package init() {}
}

/// `status` of a Pod.
package struct PodStatus: Equatable, Sendable {
  /// Empty in a manifest: the pod has never been anywhere.
  package var phase = PodPhase(rawValue: "")
  /// One address a family, the primary first; empty until the kubelet reports it.
  package var podIPs: [String] = []
  package var hostIP = ""
  /// The Ready condition; `nil` without one.
  package var ready: Bool?
  package var readyTransition: Timestamp?
  /// Why a container is not running, such as `CrashLoopBackOff`.
  package var reason = ""
  package var restartCount: Int64 = 0

  package init() {}
}

/// What a workload makes its Pods from.
package struct PodTemplate: Hashable, Sendable {
  package var labels = Labels()
  package var annotations = Labels()
  package var spec = PodSpec()

  package init() {}
}

/// A Service: a stable address in front of endpoints that come and go.
package struct Service: ClusterObject {
  package static let kind = "Service"
  package static let apiVersion = "v1"
  package var metadata = ObjectMeta()
  package var spec = ServiceSpec()
  package var status = ServiceStatus()

  package init() {}

  /// `clusterIP: None`.
  package var isHeadless: Bool { spec.clusterIP == "None" }
}

/// What a Service asks for (`spec`).
///
/// Text fields are empty, and optional ones `nil`, when absent.
package struct ServiceSpec: Hashable, Sendable {
  package var type = ServiceType.clusterIP
  package var clusterIP = ""
  package var clusterIPs: [String] = []
  package var ipFamilies: [IPFamily] = []
  package var ipFamilyPolicy = ""
  package var ports: [ServicePort] = []
  /// Empty: no selector, the endpoints are somebody else's business.
  package var selector = Labels()
  package var externalIPs: [String] = []
  package var externalName = ""
  package var externalTrafficPolicy: TrafficPolicy?
  package var internalTrafficPolicy: TrafficPolicy?
  package var sessionAffinity: SessionAffinity?
  /// `sessionAffinityConfig.clientIP.timeoutSeconds`.
  package var affinityTimeoutSeconds: Int64?
  package var publishNotReadyAddresses = false
  package var healthCheckNodePort: Int64 = 0
  package var loadBalancerIP = ""
  package var loadBalancerClass = ""
  package var loadBalancerSourceRanges: [String] = []
  package var allocateLoadBalancerNodePorts: Bool?
  package var trafficDistribution = ""

  package init() {}
}

/// An entry of `spec.ports`.
package struct ServicePort: Hashable, Sendable {
  package var name = ""
  package var `protocol` = TransportProtocol.tcp
  package var appProtocol = ""
  package var port: Int64 = 0
  /// `nil`: the same number as `port`.
  package var targetPort: IntOrString?
  /// 0: none.
  package var nodePort: Int64 = 0

  package init() {}
}

/// `status` of a Service: what a load balancer reported.
package struct ServiceStatus: Hashable, Sendable {
  /// An entry of `status.loadBalancer.ingress`.
  package struct Ingress: Hashable, Sendable {
    package var ip = ""
    package var hostname = ""
    /// `VIP` (the default) or `Proxy`.
    package var ipMode = ""

    package init() {}
  }

  package var ingress: [Ingress] = []

  package init() {}
}

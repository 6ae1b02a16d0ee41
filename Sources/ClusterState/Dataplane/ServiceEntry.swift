/// What a kube-proxy keeps of one Service and its slices (pkg/proxy `ServicePort`, `Endpoint`).
package struct ServiceEntry: Equatable, Sendable {
  package var clusterIPs: [IPAddress] = []
  /// Cluster IPs, external IPs and load balancer addresses, with the way each captures.
  package var addresses: [(address: IPAddress, capture: ServiceTable.Capture)] = []
  package var ports: [ServicePortEntry] = []

  package init() {}

  package static func == (left: Self, right: Self) -> Bool {
    left.clusterIPs == right.clusterIPs && left.ports == right.ports
      && left.addresses.elementsEqual(right.addresses, by: ==)
  }
}

/// One port of a Service with all its endpoints, ready or not.
package struct ServicePortEntry: Equatable, Sendable {
  package var name: String
  package var `protocol`: TransportProtocol
  package var port: UInt16
  /// 0: none.
  package var nodePort: UInt16
  package var policies: ServicePolicies
  /// Sorted as texts `ip:port`, as kube-proxy orders them; each `ip:port` once a family.
  package var endpoints: [ProxyEndpoint]
}

/// The fields of a Service that decide who may receive its traffic.
package struct ServicePolicies: Hashable, Sendable {
  package var isInternalLocal = false
  package var isExternalLocal = false
  /// Whether it has a node port, an external IP or a load balancer.
  package var isExternallyAccessible = false
  /// Who may use the load balancer's addresses; empty: everybody.
  package var sourceRanges: [CIDR] = []
  /// Seconds of `sessionAffinity: ClientIP`; `nil` without affinity.
  package var affinitySeconds: Int64?

  package init() {}

  /// Whether the firewall of a load balancer's address lets a source through.
  ///
  /// Ranges of the other family do not count: with none of its own an address is open.
  func admits(_ source: IPAddress) -> Bool {
    let ranges = sourceRanges.filter { $0.base.isIPv6 == source.isIPv6 }
    return ranges.isEmpty || ranges.contains { $0.contains(source) }
  }

  /// Whether some traffic may go to endpoints on any node (pkg/proxy/serviceport.go).
  ///
  /// With an external policy Local too: pods and the node itself reach all endpoints from within.
  package var usesClusterEndpoints: Bool { !isInternalLocal || isExternallyAccessible }

  /// Whether some traffic is bound to endpoints of the node it is on.
  package var usesLocalEndpoints: Bool {
    isInternalLocal || (isExternallyAccessible && isExternalLocal)
  }
}

/// One address and port that may serve, with what the slice says of it.
package struct ProxyEndpoint: Hashable, Sendable {
  package var address: IPAddress
  package var port: UInt16
  /// The pod named by `targetRef`; empty without one.
  package var pod: ObjectName
  /// Empty when the slice names none.
  package var nodeName: String
  package var zone: String
  package var isReady: Bool
  package var isServing: Bool
  package var isTerminating: Bool
  package var zoneHints: [String]
  package var nodeHints: [String]

  package var text: String { address.withPort(port) }
}

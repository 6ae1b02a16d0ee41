/// What a kube-proxy keeps of one Service and its slices (pkg/proxy `ServicePort`, `Endpoint`).
package struct ServiceEntry: Equatable, Sendable {
  package var clusterIPs: [IPAddress] = []
  /// Cluster IPs, external IPs and load balancer addresses, with the way each captures.
  package var addresses: [(address: IPAddress, capture: ServiceTable.Capture)] = []
  package var ports: [ServicePortEntry] = []
  /// Addresses of a load balancer that ends connections itself (`ipMode: Proxy`): kube-proxy has
  /// no rules for them.
  package var proxiedAddresses: [IPAddress] = []
  /// `healthCheckNodePort` of a load balancer with the external policy Local; 0: none.
  package var healthCheckPort: UInt16 = 0

  package init() {}

  package static func == (left: Self, right: Self) -> Bool {
    left.clusterIPs == right.clusterIPs && left.ports == right.ports
      && left.healthCheckPort == right.healthCheckPort
      && left.proxiedAddresses == right.proxiedAddresses
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

  /// The endpoints of one family; all of them at no cost where the port has only these.
  package func endpoints(isIPv6: Bool) -> [ProxyEndpoint] {
    endpoints.allSatisfy { $0.address.isIPv6 == isIPv6 }
      ? endpoints : endpoints.filter { $0.address.isIPv6 == isIPv6 }
  }
}

/// The fields of a Service that decide who may receive the traffic of one of its ports.
package struct ServicePolicies: Hashable, Sendable {
  package var isInternalLocal = false
  package var isExternalLocal = false
  /// Families in which the port has a node port, an external IP or a load balancer's address.
  package var externalFamilies: AddressFamilies = []
  /// Who may use the load balancer's addresses; empty: everybody.
  ///
  /// A range of all addresses of a family leaves none of that family here.
  package var sourceRanges: [CIDR] = []
  /// Seconds of `sessionAffinity: ClientIP`; `nil` without affinity.
  package var affinitySeconds: Int64?

  package init() {}

  /// The source ranges that guard addresses of a family; empty: everybody is let in.
  package func sourceRanges(isIPv6: Bool) -> [CIDR] {
    sourceRanges.filter { $0.base.isIPv6 == isIPv6 }
  }

  /// Whether some traffic of a family may go to endpoints on any node (pkg/proxy/serviceport.go).
  ///
  /// With an external policy Local too: pods and the node itself reach all endpoints from within.
  package func usesClusterEndpoints(_ family: AddressFamilies) -> Bool {
    !isInternalLocal || externalFamilies.contains(family)
  }

  /// Whether some traffic of a family is bound to endpoints of the node it is on.
  package func usesLocalEndpoints(_ family: AddressFamilies) -> Bool {
    isInternalLocal || (isExternalLocal && externalFamilies.contains(family))
  }
}

/// A set of address families.
package struct AddressFamilies: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let v4 = Self(rawValue: 1)
  package static let v6 = Self(rawValue: 2)
  package static let all: Self = [.v4, .v6]

  /// The family of an address.
  package init(_ address: IPAddress) { self = address.isIPv6 ? .v6 : .v4 }
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

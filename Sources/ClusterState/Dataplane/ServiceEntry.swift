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

  /// Whether the proxy of a family knows the Service.
  package func serves(isIPv6: Bool) -> Bool { clusterIPs.contains { $0.isIPv6 == isIPv6 } }

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
///
/// Its texts are behind one reference: lists of a thousand endpoints are copied often.
package struct ProxyEndpoint: Hashable, Sendable {
  private final class Texts: Sendable {
    let pod: ObjectName
    let nodeName: String
    let zone: String
    let zoneHints: [String]
    let nodeHints: [String]

    init(
      _ pod: ObjectName,
      nodeName: String,
      zone: String,
      zoneHints: [String],
      nodeHints: [String]
    ) {
      self.pod = pod
      self.nodeName = nodeName
      self.zone = zone
      self.zoneHints = zoneHints
      self.nodeHints = nodeHints
    }
  }

  package let address: IPAddress
  package let port: UInt16
  package let isReady: Bool
  package let isServing: Bool
  package let isTerminating: Bool
  private let texts: Texts

  package init(
    address: IPAddress,
    port: UInt16,
    pod: ObjectName,
    nodeName: String,
    zone: String,
    isReady: Bool,
    isServing: Bool,
    isTerminating: Bool,
    zoneHints: [String],
    nodeHints: [String]
  ) {
    self.address = address
    self.port = port
    self.isReady = isReady
    self.isServing = isServing
    self.isTerminating = isTerminating
    texts = Texts(
      pod,
      nodeName: nodeName,
      zone: zone,
      zoneHints: zoneHints,
      nodeHints: nodeHints
    )
  }

  /// An address that no slice has: nobody knows whose it is.
  init(unlisted address: IPAddress, port: UInt16) {
    self.init(
      address: address,
      port: port,
      pod: ObjectName(name: ""),
      nodeName: "",
      zone: "",
      isReady: false,
      isServing: false,
      isTerminating: false,
      zoneHints: [],
      nodeHints: []
    )
  }

  /// The pod named by `targetRef`; empty without one.
  package var pod: ObjectName { texts.pod }
  /// Empty when the slice names none.
  package var nodeName: String { texts.nodeName }
  package var zone: String { texts.zone }
  package var zoneHints: [String] { texts.zoneHints }
  package var nodeHints: [String] { texts.nodeHints }

  /// `ip:port`.
  package var text: String { address.withPort(port) }

  /// Whether it may be chosen where no endpoint is ready.
  var isDraining: Bool { isServing && isTerminating }

  /// Whether the endpoint is on a node; one that names no node is local nowhere, not on a node
  /// without a name.
  func isLocal(to node: String) -> Bool { !texts.nodeName.isEmpty && texts.nodeName == node }

  package static func == (left: Self, right: Self) -> Bool {
    left.address == right.address && left.port == right.port && left.isReady == right.isReady
      && left.isServing == right.isServing && left.isTerminating == right.isTerminating
      && (left.texts === right.texts || left.hasSameTexts(as: right))
  }

  private func hasSameTexts(as other: Self) -> Bool {
    pod == other.pod && nodeName == other.nodeName && zone == other.zone
      && zoneHints == other.zoneHints && nodeHints == other.nodeHints
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(address)
    hasher.combine(port)
  }
}

/// Where a request goes, and by which way it came to be decided.
struct Resolution {
  /// What is at the end of the way.
  indirect enum Outcome {
    case ended(Verdict, Reason)
    case balanced(BalancedTarget)
    /// A load balancer in front, or an HTTP router, gives each way its share of the connections.
    case spread([Share])
  }

  /// One of several ways, with its weight among them.
  struct Share {
    var weight: UInt64
    var way: Resolution
  }

  var outcome: Outcome
  /// The Service concerned, if there is one.
  var service: ObjectName?
  /// How the name led to an address.
  var naming: [NamingFact] = []
  /// How the packet came to the first node.
  var arrival: Arrival?
  /// What nodes decided about it, in the order in which it reached them.
  var hops: [Hop] = []

  init(_ verdict: Verdict, _ reason: Reason, service: ObjectName? = nil) {
    outcome = .ended(verdict, reason)
    self.service = service
  }

  init(_ target: BalancedTarget) {
    outcome = .balanced(target)
    service = target.servicePort.service
  }

  init(spreadOver shares: [Share], service: ObjectName?) {
    outcome = .spread(shares)
    self.service = service
  }
}

/// The endpoints a request may reach through one node's rules.
struct BalancedTarget {
  var servicePort: ServicePortName
  /// The node whose rules decide; `nil` where the client itself chooses among addresses.
  var node: ProxyNode?
  /// What took the packet; `nil` where the client itself chooses.
  var match: ServiceTable.Match?
  /// The address and port that the client sends to.
  var destination: ServiceTable.Destination
  var affinitySeconds: Int64?
  var endpoints: [ProxyEndpoint]
  /// Whether the source address is replaced by the node's.
  var isMasqueraded = false
  /// Whether an Ingress or Gateway controller opens a connection of its own to the endpoint.
  var isRelayed = false
  /// The packet as it came to the node; `nil` where no node decides.
  var packet: Packet?
  /// Set where the client goes straight to the pods and they do not serve this port.
  var closedPort: UInt16?
}

extension BalancedTarget {
  /// What the node decides about with an endpoint chosen; `nil` where no node decides.
  func first(to endpoint: ProxyEndpoint?) -> FirstPacket? {
    packet.map {
      FirstPacket(packet: $0, endpoint: endpoint?.socketAddress, service: servicePort.service)
    }
  }

  /// Whether the packet to this endpoint leaves with the node's address as its source.
  func isMasqueraded(to endpoint: ProxyEndpoint, from source: IPAddress) -> Bool {
    guard let node else { return isMasqueraded }
    return !node.keepsSource(to: endpoint, from: source)
      && (isMasqueraded || node.masqueradesHairpin(to: endpoint, from: source))
  }

  /// The source address that an endpoint sees; `nil` where it is that of a controller, which may
  /// run anywhere.
  func sourceSeen(by endpoint: ProxyEndpoint, from source: IPAddress) -> IPAddress? {
    if isRelayed { return nil }
    guard isMasqueraded(to: endpoint, from: source) else { return source }
    return node?.primaryAddress(isIPv6: endpoint.address.isIPv6) ?? source
  }
}

extension Resolution {
  /// What the last node decided about, if it chose no endpoint.
  var first: FirstPacket? {
    hops.last.map { FirstPacket(packet: $0.packet, endpoint: nil, service: service) }
  }
}

/// A packet at one node.
package struct Hop: Equatable, Sendable {
  package var node: ProxyNode
  package var packet: Packet
  package var decision: ProxyDecision
  /// The Service port that took the packet.
  package var servicePort: ServicePortName?
}

/// How a packet came to the first node that looks at it.
package enum Arrival: Hashable, Sendable {
  /// The sender is on it, or is the node itself.
  case origin
  /// The command says so.
  case entryNode
  /// The destination is an address of the node.
  case destination
  /// A load balancer spreads over these nodes; those that fail its health check are left out.
  case loadBalancer(nodes: [String], unhealthy: [String], isHealthChecked: Bool)
}

/// The sending end of a request.
struct Origin {
  var address: IPAddress
  /// The node the packet starts on; `nil` outside the cluster.
  var node: NodeID?
  /// Whether it comes over the interface of a pod of that node.
  var isPod = false
  /// The pod, where there is one of this address.
  var pod: ObjectName?

  /// Where short names are looked up first.
  var namespace: String { pod?.namespace ?? "default" }
}

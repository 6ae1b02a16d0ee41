/// Where a request goes: to one end, or to one of several endpoints that are chosen by chance.
indirect enum Resolution {
  case ended(Verdict, Reason, service: ObjectName?)
  case balanced(BalancedTarget)
  /// A load balancer in front gives each way an equal share of the connections.
  case spread([Resolution])
}

/// The endpoints a request may reach through one node's rules.
struct BalancedTarget {
  var servicePort: ServicePortName
  /// The node whose rules decide; empty where the client itself chooses among DNS answers.
  var node: String
  var policies: ServicePolicies
  var endpoints: [ProxyEndpoint]
  /// Whether the source address is replaced by the node's.
  var isMasqueraded: Bool
  /// Set where the client goes straight to the pods and they do not serve this port.
  var closedPort: UInt16?
}

/// The sending end of a request.
struct Origin {
  var address: IPAddress
  /// The node the packet starts on; `nil` outside the cluster.
  var node: NodeID?
  /// Where short names are looked up first.
  var namespace: String
}

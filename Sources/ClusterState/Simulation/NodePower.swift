internal import HashTreeCollections

/// What a node has instead of power.
enum NodePower: Equatable, Sendable {
  /// Without it since the outage of this number.
  case off(outage: Int)
  /// It has power again; the kubelet comes up.
  case starting(outage: Int)
}

extension Simulation {
  /// Whether a node runs: pods, kubelet and kube-proxy.
  package func isPoweredOn(_ id: NodeID) -> Bool { nodePower[id] == nil }

  /// Whether a node that should exist answers the network.
  package func isReachable(node name: String) -> Bool { node(named: name).map(isPoweredOn) ?? true }
}

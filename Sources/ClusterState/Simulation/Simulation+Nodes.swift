// What is asked of nodes, and with them of their pods.

extension Simulation {
  /// Keeps new pods away from a node, or lets them come again (`kubectl cordon`).
  mutating func setUnschedulable(_ isUnschedulable: Bool, _ id: NodeID) {
    cluster.updateNode(id) { $0.spec.unschedulable = isUnschedulable }
  }
}

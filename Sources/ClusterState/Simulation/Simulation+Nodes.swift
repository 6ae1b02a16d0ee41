// What is asked of nodes, and with them of their pods.

extension Simulation {
  /// Keeps new pods away from a node, or lets them come again (`kubectl cordon`).
  mutating func setUnschedulable(_ isUnschedulable: Bool, _ id: NodeID) {
    cluster.updateNode(id) { $0.spec.unschedulable = isUnschedulable }
  }

  /// Cordons a node and evicts its pods with their own grace period; pods of DaemonSets and static
  /// ones stay (`kubectl drain --ignore-daemonsets --force`; k8s.io/kubectl/pkg/drain).
  mutating func drain(_ id: NodeID) {
    setUnschedulable(true, id)
    for pod in drainablePods(on: id) { terminate(pod, graceSeconds: nil) }
  }

  private func drainablePods(on id: NodeID) -> [PodID] {
    guard let name = cluster.nodes[id]?.metadata.name else { return [] }
    return cluster.pods(on: name).filter { pod in
      guard let evicted = cluster.pods[pod] else { return false }
      return !evicted.isTerminating && evicted.metadata.controller?.kind != DaemonSet.kind
        && evicted.metadata.annotations["kubernetes.io/config.mirror"] == nil
    }
  }
}

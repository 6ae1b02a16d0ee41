// What happens to nodes and, with them, to their pods.

extension Simulation {
  /// Keeps new pods away from a node, or lets them come again (`kubectl cordon`).
  mutating func setUnschedulable(_ isUnschedulable: Bool, _ id: NodeID) {
    cluster.updateNode(id) { $0.spec.unschedulable = isUnschedulable }
  }

  /// Cordons a node and evicts its pods with their own grace period; pods of DaemonSets and static
  /// ones stay (`kubectl drain --ignore-daemonsets --force`; k8s.io/kubectl/pkg/drain).
  mutating func drain(_ id: NodeID) {
    setUnschedulable(true, id)
    for pod in pods(on: id) {
      guard let evicted = cluster.pods[pod], !evicted.isTerminating,
        evicted.metadata.controller?.kind != DaemonSet.kind,
        evicted.metadata.annotations["kubernetes.io/config.mirror"] == nil
      else { continue }
      terminate(pod, graceSeconds: nil)
    }
  }

  /// The kubelet of a node stops reporting, or reports again.
  ///
  /// Pods of a node that does not report count as not ready at once (`MarkPodsNotReady` in
  /// pkg/controller/nodelifecycle); they neither start nor end until it is back.
  mutating func setReady(_ isReady: Bool, node id: NodeID) {
    cluster.updateNode(id) { $0.status.ready = isReady ? "True" : "Unknown" }
    for pod in pods(on: id) {
      guard isReady else {
        setReady(false, pod)
        continue
      }
      if cluster.pods[pod]?.isTerminating == true {
        endProcesses(of: pod)
      } else if cluster.pods[pod]?.status.phase == .pending {
        planStart(of: pod)
      } else if cluster.pods[pod]?.isKeptUnready == false {
        makeReady(pod)
      }
    }
  }

  private func pods(on id: NodeID) -> [PodID] {
    guard let name = cluster.nodes[id]?.metadata.name else { return [] }
    return cluster.pods.ids.filter { cluster.pods[$0]?.spec.nodeName == name }
  }
}

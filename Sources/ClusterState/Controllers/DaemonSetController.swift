extension Simulation {
  /// Taints that every DaemonSet pod tolerates (pkg/controller/daemon/util).
  private static let toleratedByDaemons: Set<String> = [
    "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable",
    "node.kubernetes.io/disk-pressure", "node.kubernetes.io/memory-pressure",
    "node.kubernetes.io/pid-pressure", "node.kubernetes.io/unschedulable",
    "node.kubernetes.io/network-unavailable",
  ]

  /// Puts a pod on every node that suits and has none, and takes it from nodes that do not.
  ///
  /// A pod that is still terminating keeps its node until it is gone.
  mutating func reconcileDaemonSet(_ id: ObjectID<DaemonSet>) {
    guard let workload = cluster.workload(.daemonSet(id)) else { return }
    var occupied: Set<String> = []
    for id in cluster.pods(ownedBy: workload.uid) {
      guard let pod = cluster.pods[id] else { continue }
      if pod.isFinished { removePod(id) } else { occupied.insert(pod.spec.nodeName) }
    }
    for node in cluster.nodes.ids.compactMap({ cluster.nodes[$0] })
    where !occupied.contains(node.metadata.name)
      && workload.template.spec.fits(node, ignoring: Self.toleratedByDaemons)
    {
      createPod(of: workload, node: node.metadata.name)
    }
  }

  mutating func reconcileAllDaemonSets() {
    for id in cluster.daemonSets.ids { reconcileDaemonSet(id) }
  }
}

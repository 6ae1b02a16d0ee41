internal import HashTreeCollections

extension Simulation {
  /// Binds a pod to a node, or says that none suits.
  mutating func schedule(_ id: PodID) {
    guard let pod = cluster.pods[id], pod.spec.nodeName.isEmpty, !pod.isTerminating else { return }
    guard let node = bestNode(for: pod) else {
      note(.podUnschedulable(pod.key))
      return
    }
    cluster.updatePod(id) { $0.spec.nodeName = node }
    siblings?.counts[node, default: 0] += 1
    planStart(of: id)
  }

  /// Our model of the scheduler: of the nodes that suit, the one with the fewest pods of the same
  /// owner, then with the fewest pods, then the first.
  private mutating func bestNode(for pod: Pod) -> String? {
    let siblings = countSiblings(of: pod)
    var best: (name: String, siblings: Int, pods: Int)?
    for id in cluster.nodes.ids {
      let name = cluster.nodes[id]?.metadata.name ?? ""
      let count = siblings.isEmpty ? 0 : siblings[name] ?? 0
      if let best, count > best.siblings { continue }
      let pods = cluster.podCount(on: name)
      if let best, (count, pods) >= (best.siblings, best.pods) { continue }
      // Asked last, because it compares the most.
      guard let node = cluster.nodes[id], node.isSchedulable, pod.spec.fits(node) else { continue }
      best = (name, count, pods)
    }
    return best?.name
  }
}

extension Simulation {
  /// How many pods of the same owner each node has.
  ///
  /// Counted once for all pods that are scheduled one after the other, for a workload of thousands
  /// would count for hours.
  private mutating func countSiblings(of pod: Pod) -> [String: Int] {
    guard let owner = pod.metadata.controller?.uid else { return [:] }
    if let siblings, siblings.owner == owner { return siblings.counts }
    var counts: [String: Int] = [:]
    for id in cluster.pods(ownedBy: owner) {
      guard let sibling = cluster.pods[id], !sibling.isTerminating else { continue }
      counts[sibling.spec.nodeName, default: 0] += 1
    }
    siblings = SiblingCounts(owner: owner, counts: counts)
    return counts
  }
}

/// Pods of one owner by node name, kept while the controllers run.
struct SiblingCounts: Equatable, Sendable {
  var owner: String
  var counts: [String: Int]
}

extension Cluster {
  /// How many unfinished pods a node has.
  package func podCount(on node: String) -> Int { podsByNode[node]?.count ?? 0 }
}

extension Node {
  /// Whether new pods may be bound to it.
  fileprivate var isSchedulable: Bool {
    !spec.unschedulable && status.ready != "False" && !isDown
  }
}

extension PodSpec {
  /// Whether node selector and taints let the pod onto the node.
  func fits(_ node: Node, ignoring tolerated: Set<String> = []) -> Bool {
    node.metadata.labels.contains(nodeSelector)
      && node.spec.taints.allSatisfy { taint in
        taint.effect == "PreferNoSchedule" || tolerated.contains(taint.key)
          || tolerations.contains { $0.tolerates(taint) }
      }
  }
}

extension Toleration {
  /// As in k8s.io/api/core/v1 `ToleratesTaint`.
  func tolerates(_ taint: NodeSpec.Taint) -> Bool {
    (effect.isEmpty || effect == taint.effect) && (key.isEmpty || key == taint.key)
      && (comparison == "Exists" || value == taint.value && !key.isEmpty)
  }
}

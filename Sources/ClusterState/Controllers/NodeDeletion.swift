internal import HashTreeCollections

// A Node object is deleted: what the control plane makes of that.

extension Simulation {
  /// Deletes a Node object.
  ///
  /// The machine and its kubelet run on, and with them the pods, until the garbage collector finds
  /// that their node is gone: it looks every 20 s and waits 40 s more
  /// (pkg/controller/podgc/gc_controller.go, `gcCheckPeriod` and `quarantineTime`).
  mutating func deleteNode(_ id: NodeID) {
    guard let name = cluster.nodes[id]?.metadata.name else { return }
    note(.nodeDeleted(name))
    let wait = draw(.podGarbageCollection, for: ObjectName(name: name))
    cluster.removeNode(id)
    forgetNode(id, name)
    if wait == .zero {
      collectOrphans(of: name)
    } else {
      agenda.plan(.collectOrphans(node: name), at: now + wait)
    }
  }

  /// Whoever keeps something for each node lets go of it.
  private mutating func forgetNode(_ id: NodeID, _ name: String) {
    nodePower[id] = nil
    ipvsTables[name] = nil
    pulledImages[name] = nil
    affinity.forget(node: name)
    for subject in healthChecks.keys where subject.node == id { healthChecks[subject] = nil }
    proxies.remove(id)
  }

  /// Deletes the pods of a node that does not exist, without grace (`gcOrphaned`).
  mutating func collectOrphans(of node: String) {
    guard self.node(named: node) == nil else { return }
    for id in cluster.pods(on: node) {
      guard let pod = cluster.pods[id] else { continue }
      note(.podOrphaned(pod.key, node: node))
      removePod(id)
    }
  }
}

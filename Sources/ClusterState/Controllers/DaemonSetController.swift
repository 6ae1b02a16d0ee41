internal import HashTreeCollections

extension Simulation {
  /// Taints that every DaemonSet pod tolerates (pkg/controller/daemon/util).
  private static let toleratedByDaemons: Set<String> = [
    "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable",
    "node.kubernetes.io/disk-pressure", "node.kubernetes.io/memory-pressure",
    "node.kubernetes.io/pid-pressure", "node.kubernetes.io/unschedulable",
    "node.kubernetes.io/network-unavailable",
  ]

  /// Puts a pod on every node that suits and has none, and replaces pods of older revisions
  /// (pkg/controller/daemon: daemon_controller.go, update.go).
  ///
  /// A pod that is still terminating keeps its node until it is gone.
  mutating func reconcileDaemonSet(_ id: ObjectID<DaemonSet>) {
    guard let set = cluster.daemonSets[id], let workload = cluster.workload(.daemonSet(id))
    else { return }
    let update = updateRevision(of: workload, historyLimit: set.spec.revisionHistoryLimit)
    let current = workload.at(update)
    let occupied = podsByNode(of: workload)
    let suiting = cluster.nodes.ids.compactMap { cluster.nodes[$0] }.filter {
      workload.template.spec.fits($0, ignoring: Self.toleratedByDaemons)
    }
    for node in suiting where occupied[node.metadata.name] == nil {
      createPod(of: current, node: node.metadata.name)
    }
    guard !set.spec.updateStrategy.isOnDelete,
      let history = cluster.revisionHistories[workload.uid]
    else { return }
    let nodes = suiting.map { node in
      daemonNode(node.metadata.name, occupied[node.metadata.name] ?? [], of: set, update, history)
    }
    let step = DaemonRollout(set.spec.updateStrategy, nodes).step()
    for id in step.outdated { terminate(id, graceSeconds: nil) }
    for node in step.surging { createPod(of: current, node: node) }
  }

  mutating func reconcileAllDaemonSets() {
    for id in cluster.daemonSets.ids { reconcileDaemonSet(id) }
  }

  /// Existing pods by node name; those that have finished are taken away.
  private mutating func podsByNode(of workload: Workload) -> [String: [PodID]] {
    var pods: [String: [PodID]] = [:]
    for id in cluster.pods(ownedBy: workload.uid) {
      guard let pod = cluster.pods[id] else { continue }
      if pod.isFinished { removePod(id) } else { pods[pod.spec.nodeName, default: []].append(id) }
    }
    return pods
  }

  /// The newest and the older pod of a node (`findUpdatedPodsOnNode`).
  private func daemonNode(
    _ name: String,
    _ pods: [PodID],
    of set: DaemonSet,
    _ update: ControllerRevision,
    _ history: RevisionHistory
  ) -> DaemonRollout.Node {
    var node = DaemonRollout.Node(name: name)
    for id in pods {
      guard let pod = cluster.pods[id], !pod.isTerminating else { continue }
      let isAvailable = isAvailable(pod, after: set.spec.minReadySeconds)
      if history.name(of: pod) == update.name {
        node.updated = (id, isAvailable)
      } else {
        node.outdated = (id, isAvailable)
      }
    }
    return node
  }
}

/// The pods of a DaemonSet, and which of them are replaced next
/// (`rollingUpdate` in pkg/controller/daemon/update.go).
struct DaemonRollout {
  /// The pods of one node that are not terminating.
  struct Node {
    let name: String
    var updated: (id: PodID, isAvailable: Bool)?
    var outdated: (id: PodID, isAvailable: Bool)?

    init(name: String) { self.name = name }
  }

  private let nodes: [Node]
  private let surge: Int64
  private let unavailable: Int64

  /// `nodes`: those that are to have a pod, in their order.
  init(_ strategy: UpdateStrategy, _ nodes: [Node]) {
    self.nodes = nodes
    let count = Int64(nodes.count)
    // Both are rounded up; with neither nothing could move, so one may be unavailable then
    // (`updatedDesiredNodeCounts`).
    surge = (strategy.maxSurge ?? .int(0)).portion(of: count, roundingUp: true)
    let most = (strategy.maxUnavailable ?? .int(1)).portion(of: count, roundingUp: true)
    unavailable = surge == 0 ? max(1, most) : most
  }

  /// Which pods go now, and on which nodes one comes beside the old one.
  func step() -> (outdated: [PodID], surging: [String]) { surge == 0 ? replacing : besides }

  /// Old pods go, and new ones come when they are gone.
  private var replacing: (outdated: [PodID], surging: [String]) {
    var missing: Int64 = 0
    var broken: [PodID] = []
    var candidates: [PodID] = []
    for node in nodes {
      switch (node.updated, node.outdated) {
      case (nil, nil), (_?, _?): missing += 1
      case (let updated?, nil): missing += updated.isAvailable ? 0 : 1
      case (nil, let old?) where !old.isAvailable:
        broken.append(old.id)
        missing += 1
      case (nil, let old?): if missing < unavailable { candidates.append(old.id) }
      }
    }
    return (broken + candidates.prefix(Int(max(0, unavailable - missing))), [])
  }

  /// New pods come beside the old ones, which go when the new ones are available.
  private var besides: (outdated: [PodID], surging: [String]) {
    var surging: Int64 = 0
    var outdated: [PodID] = []
    var broken: [String] = []
    var candidates: [String] = []
    for node in nodes {
      guard let old = node.outdated else { continue }
      if let updated = node.updated {
        if updated.isAvailable { outdated.append(old.id) } else { surging += 1 }
      } else if !old.isAvailable {
        broken.append(node.name)
      } else if surging < surge {
        candidates.append(node.name)
      }
    }
    return (outdated, broken + candidates.prefix(Int(max(0, surge - surging))))
  }
}

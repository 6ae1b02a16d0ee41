extension Simulation {
  /// Creates or deletes pods until as many live as are wished (pkg/controller/replicaset).
  mutating func reconcileReplicaSet(_ id: ObjectID<ReplicaSet>) {
    guard let workload = cluster.workload(.replicaSet(id)) else { return }
    let active = activePods(of: workload)
    let missing = Int(workload.replicas ?? 0) - active.count
    if missing > 0 {
      let room = roomForPods
      if missing > room { note(.podsLimited(workload.key, wanted: missing, created: room)) }
      for _ in 0..<min(missing, room) { createPod(of: workload) }
    } else if missing < 0 {
      for pod in deletionOrder(active).prefix(-missing) { terminate(pod, graceSeconds: nil) }
    }
  }

  /// How many more pods may exist: as many as the largest cluster Kubernetes supports has.
  var roomForPods: Int { max(0, Int(Self.replicasMax) - cluster.pods.count) }

  /// Pods of a workload that count as replicas: neither deleted nor finished.
  func activePods(of workload: Workload) -> [PodID] {
    cluster.pods(ownedBy: workload.uid).filter { id in
      cluster.pods[id].map { !$0.isTerminating && !$0.isFinished } ?? false
    }
  }

  /// Pods in the order in which scaling down deletes them
  /// (pkg/controller/controller_utils.go, `ActivePodsWithRanks`).
  private func deletionOrder(_ ids: [PodID]) -> [PodID] {
    var perNode: [String: Int] = [:]
    for id in ids { perNode[cluster.pods[id]?.spec.nodeName ?? "", default: 0] += 1 }
    let ranked = ids.compactMap { id in
      cluster.pods[id].map { (id: id, rank: deletionRank($0, perNode)) }
    }
    return ranked.sorted { $0.rank < $1.rank }.map(\.id)
  }

  private func deletionRank(_ pod: Pod, _ perNode: [String: Int]) -> DeletionRank {
    let phases = [PodPhase.pending: 0, .unknown: 1, .running: 2]
    let cost = pod.metadata.annotations["controller.kubernetes.io/pod-deletion-cost"]
    let isReady = pod.status.ready == true
    return DeletionRank(
      order: [
        pod.spec.nodeName.isEmpty ? 0 : 1,
        Int64(phases[pod.status.phase] ?? 3),
        isReady ? 1 : 0,
        cost.flatMap(Int64.init) ?? 0,
        -Int64(perNode[pod.spec.nodeName] ?? 0),
        isReady ? ageClass(pod.status.readyTransition) : 0,
        -pod.status.restartCount,
        ageClass(pod.metadata.creationTimestamp),
      ],
      uid: pod.metadata.uid
    )
  }

  /// Ages are compared by their order of magnitude only, younger first.
  private func ageClass(_ time: Timestamp?) -> Int64 {
    guard let time, timestamp > time else { return -1 }
    // Nanoseconds, as the controller has them: the classes are powers of two of those.
    let nanoseconds = (timestamp.microseconds - time.microseconds) * 1_000
    return Int64(63 - nanoseconds.leadingZeroBitCount)
  }
}

private struct DeletionRank: Comparable {
  let order: [Int64]
  let uid: String

  static func < (left: Self, right: Self) -> Bool {
    left.order == right.order
      ? left.uid < right.uid : left.order.lexicographicallyPrecedes(right.order)
  }
}

internal import HashTreeCollections

extension Simulation {
  /// Keeps pods 0 to n-1 alive under their own names, and replaces those of older revisions
  /// (pkg/controller/statefulset/stateful_set_control.go).
  ///
  /// Unless the policy is Parallel one at a time, in order, each available before the next, and
  /// downwards from the highest.
  mutating func reconcileStatefulSet(_ id: ObjectID<StatefulSet>) {
    guard let set = cluster.statefulSets[id], let workload = cluster.workload(.statefulSet(id))
    else { return }
    let update = updateRevision(of: workload, historyLimit: set.spec.revisionHistoryLimit)
    let isParallel = set.spec.podManagementPolicy == "Parallel"
    for ordinal in set.spec.ordinals {
      let isSettled = keepAlive(ordinal, of: set, workload, update)
      if !isSettled, !isParallel { return }
    }
    for id in condemnedPods(of: set, workload) {
      guard cluster.pods[id]?.isTerminating == false else {
        guard isParallel else { return }
        continue
      }
      terminate(id, graceSeconds: nil)
      if !isParallel { return }
    }
    rollOut(update, of: set, workload)
  }

  /// Makes sure that the pod of this number exists; whether it is running and available.
  private mutating func keepAlive(
    _ ordinal: Int64,
    of set: StatefulSet,
    _ workload: Workload,
    _ update: ControllerRevision
  ) -> Bool {
    let key = set.podName(ordinal)
    if let pod = cluster.pods[key] {
      if pod.isFinished, let id = cluster.pods.id(key) { removePod(id) }
      return isAvailable(pod, after: set.spec.minReadySeconds)
    }
    let revision = revisionOfNewPod(ordinal, of: set, update)
    let id = createPod(of: workload.at(revision), name: key.name) { pod in
      pod.metadata.labels["statefulset.kubernetes.io/pod-name"] = key.name
      pod.metadata.labels["apps.kubernetes.io/pod-index"] = "\(ordinal)"
      pod.spec.hostname = key.name
      pod.spec.subdomain = set.spec.serviceName
    }
    if settings.delays.isPerfect { schedule(id) }
    return cluster.pods[id].map { isAvailable($0, after: set.spec.minReadySeconds) } ?? false
  }

  /// Below the partition of a rolling update pods come back as they were
  /// (`newVersionedStatefulSetPod`).
  private func revisionOfNewPod(
    _ ordinal: Int64,
    of set: StatefulSet,
    _ update: ControllerRevision
  ) -> ControllerRevision {
    let strategy = set.spec.updateStrategy
    guard !strategy.isOnDelete, ordinal - set.spec.firstOrdinal < strategy.partition,
      let history = cluster.revisionHistories[set.metadata.uid],
      let current = history.revision(named: history.current)
    else { return update }
    return current
  }

  /// Deletes pods of older revisions from the highest ordinal down to the partition, while no more
  /// than `maxUnavailable` pods are out of service
  /// (`updateStatefulSetAfterInvariantEstablished`).
  private mutating func rollOut(
    _ update: ControllerRevision,
    of set: StatefulSet,
    _ workload: Workload
  ) {
    guard !set.spec.updateStrategy.isOnDelete,
      let history = cluster.revisionHistories[workload.uid]
    else { return }
    let pods = set.spec.ordinals.map { cluster.pods.id(set.podName($0)) }
    var unavailable = Int64(pods.count { !isAvailable($0, of: set) })
    if unavailable == 0, pods.allSatisfy({ isOf(update, $0, history) }) {
      // `completeRollingUpdate`: from now on pods below a partition come back like this.
      cluster.revisionHistories[workload.uid]?.current = update.name
      return
    }
    for (index, id) in pods.enumerated().reversed()
    where unavailable < set.spec.unavailableMax && index >= set.spec.updateStrategy.partition {
      guard let id, !isOf(update, id, history), cluster.pods[id]?.isTerminating == false
      else { continue }
      // One that is out of service already is counted.
      if isAvailable(id, of: set) { unavailable += 1 }
      terminate(id, graceSeconds: nil)
    }
  }

  private func isAvailable(_ id: PodID?, of set: StatefulSet) -> Bool {
    guard let id, let pod = cluster.pods[id] else { return false }
    return isAvailable(pod, after: set.spec.minReadySeconds)
  }

  private func isOf(
    _ revision: ControllerRevision,
    _ id: PodID?,
    _ history: RevisionHistory
  ) -> Bool {
    guard let id, let pod = cluster.pods[id] else { return false }
    return history.name(of: pod) == revision.name
  }

  /// Pods above the wished number, the highest first.
  private func condemnedPods(of set: StatefulSet, _ workload: Workload) -> [PodID] {
    let ordinals = set.spec.ordinals
    let numbered = cluster.pods(ownedBy: workload.uid).compactMap { id -> (Int64, PodID)? in
      guard let name = cluster.pods[id]?.metadata.name,
        let dash = name.lastIndex(of: "-"),
        let ordinal = Int64(name[name.index(after: dash)...]), !ordinals.contains(ordinal)
      else { return nil }
      return (ordinal, id)
    }
    return numbered.sorted { $0.0 > $1.0 }.map(\.1)
  }
}

extension StatefulSet {
  fileprivate func podName(_ ordinal: Int64) -> ObjectName {
    ObjectName(namespace: metadata.namespace, name: "\(metadata.name)-\(ordinal)")
  }
}

extension StatefulSetSpec {
  /// The numbers of the wished pods.
  fileprivate var ordinals: Range<Int64> {
    let wished = min(max(0, replicas), Simulation.replicasMax)
    return firstOrdinal..<firstOrdinal + wished
  }

  /// How many pods a rolling update may put out of service at once, at least one
  /// (`getStatefulSetMaxUnavailable`, rounded up).
  fileprivate var unavailableMax: Int64 {
    max(1, (updateStrategy.maxUnavailable ?? .int(1)).portion(of: replicas, roundingUp: true))
  }
}

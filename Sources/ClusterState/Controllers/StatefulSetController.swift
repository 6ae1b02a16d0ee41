extension Simulation {
  /// Keeps pods 0 to n-1 alive under their own names: unless the policy is Parallel one at a time,
  /// in order, each ready before the next; downwards from the highest
  /// (pkg/controller/statefulset/stateful_set_control.go).
  mutating func reconcileStatefulSet(_ id: ObjectID<StatefulSet>) {
    guard let set = cluster.statefulSets[id], let workload = cluster.workload(.statefulSet(id))
    else { return }
    let isParallel = set.spec.podManagementPolicy == "Parallel"
    let wished = min(max(0, set.spec.replicas), Self.replicasMax)
    let ordinals = set.spec.firstOrdinal..<set.spec.firstOrdinal + wished
    for ordinal in ordinals {
      let isSettled = keepAlive(ordinal, of: set, workload)
      if !isSettled, !isParallel { return }
    }
    for id in condemnedPods(of: set, workload, keeping: ordinals) {
      guard cluster.pods[id]?.isTerminating == false else {
        guard isParallel else { return }
        continue
      }
      terminate(id, graceSeconds: nil)
      if !isParallel { return }
    }
  }

  /// Makes sure that the pod of this number exists; whether it is running and ready.
  private mutating func keepAlive(
    _ ordinal: Int64,
    of set: StatefulSet,
    _ workload: Workload
  ) -> Bool {
    let name = "\(set.metadata.name)-\(ordinal)"
    let key = ObjectName(namespace: set.metadata.namespace, name: name)
    if let pod = cluster.pods[key] {
      if pod.isFinished, let id = cluster.pods.id(key) { removePod(id) }
      return pod.status.ready == true && !pod.isTerminating
    }
    let id = createPod(of: workload, name: name) { pod in
      pod.metadata.labels["statefulset.kubernetes.io/pod-name"] = name
      pod.metadata.labels["apps.kubernetes.io/pod-index"] = "\(ordinal)"
      pod.spec.hostname = name
      pod.spec.subdomain = set.spec.serviceName
    }
    if settings.delays.isPerfect { schedule(id) }
    return cluster.pods[id]?.status.ready == true
  }

  /// Pods above the wished number, the highest first.
  private func condemnedPods(
    of set: StatefulSet,
    _ workload: Workload,
    keeping ordinals: Range<Int64>
  ) -> [PodID] {
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

internal import HashTreeCollections

/// An eviction that was refused and is tried again.
struct WaitingEviction: Equatable, Sendable {
  /// When it was tried first; tries come at a fixed distance from then on.
  var began: Instant
  /// What the last answer was.
  var refusal: EvictionRefusal
  /// The cluster's revision at the last try: nothing else is answered while that stays.
  var revision: Int
  /// Whether the next try is planned.
  var isPlanned = false
}

// Drains: what `kubectl drain` does (k8s.io/kubectl/pkg/drain/drain.go).

extension Simulation {
  /// Cordons a node and evicts its pods with their own grace period; pods of DaemonSets and static
  /// ones stay (`kubectl drain --ignore-daemonsets --force`).
  ///
  /// What a PodDisruptionBudget refuses is tried again every 5 s until the node is uncordoned.
  mutating func drain(_ id: NodeID) {
    setUnschedulable(true, id)
    for pod in drainablePods(on: id) { evict(pod, since: now) }
  }

  private func drainablePods(on id: NodeID) -> [PodID] {
    guard let name = cluster.nodes[id]?.metadata.name else { return [] }
    return cluster.pods(on: name).filter { pod in
      guard let evicted = cluster.pods[pod] else { return false }
      return !evicted.isTerminating && evicted.metadata.controller?.kind != DaemonSet.kind
        && evicted.metadata.annotations["kubernetes.io/config.mirror"] == nil
    }
  }

  private mutating func evict(_ id: PodID, since began: Instant) {
    guard let pod = cluster.pods[id] else { return }
    guard let refusal = evictionRefusal(of: pod) else {
      waitingEvictions[id] = nil
      terminate(id, graceSeconds: nil)
      return
    }
    if waitingEvictions[id]?.refusal != refusal { note(.evictionRefused(pod.key, refusal)) }
    guard case .budget = refusal else {
      // kubectl takes this for an error and gives the pod up.
      waitingEvictions[id] = nil
      return
    }
    waitingEvictions[id] = WaitingEviction(
      began: began,
      refusal: refusal,
      revision: cluster.revision
    )
  }

  /// Plans the next try of refused evictions once something has changed.
  ///
  /// kubectl tries every 5 s; a try while nothing has changed would get the same answer and is
  /// left out, so that a drain that is stuck for good lets the cluster come to rest.
  mutating func planEvictions() {
    guard !waitingEvictions.isEmpty else { return }
    for id in waitingEvictions.keys.sorted() {
      guard let waiting = waitingEvictions[id], !waiting.isPlanned,
        waiting.revision != cluster.revision
      else { continue }
      waitingEvictions[id]?.isPlanned = true
      agenda.plan(.retryEviction(id), at: nextTry(since: waiting.began, id))
    }
  }

  private func nextTry(since began: Instant, _ id: PodID) -> Instant {
    let subject = cluster.pods[id]?.key ?? ObjectName(name: "")
    let pause = draw(.evictionRetry, settings.delays[.evictionRetry], for: subject).microseconds
    guard pause > 0 else { return now }
    let passed = now.microseconds - began.microseconds
    return Instant(microseconds: began.microseconds + (passed / pause + 1) * pause)
  }

  mutating func retryEviction(of id: PodID) {
    guard let waiting = waitingEvictions[id] else { return }
    waitingEvictions[id]?.isPlanned = false
    guard let pod = cluster.pods[id], !pod.isTerminating,
      let node = node(named: pod.spec.nodeName), cluster.nodes[node]?.spec.unschedulable == true
    else {
      waitingEvictions[id] = nil
      return
    }
    evict(id, since: waiting.began)
  }
}

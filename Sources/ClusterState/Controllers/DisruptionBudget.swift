internal import HashTreeCollections

/// What a PodDisruptionBudget comes to at the moment (its `status`).
struct DisruptionStatus: Equatable, Sendable {
  /// Pods that are ready and not deleted.
  var healthy: Int64 = 0
  /// How many of them must stay.
  var desired: Int64 = 0
  /// Pods that there should be.
  var expected: Int64 = 0

  /// How many pods may be evicted now.
  var disruptionsAllowed: Int64 { expected > 0 ? max(0, healthy - desired) : 0 }
}

/// Why a pod may not be evicted.
package enum EvictionRefusal: Hashable, Sendable {
  /// The budget needs so many ready pods, and so many are ready.
  case budget(ObjectName, desired: Int64, healthy: Int64)
  /// The pod falls under several budgets, which evictions do not support.
  case severalBudgets([ObjectName])

  /// The budgets that are the reason.
  package var budgets: [ObjectName] {
    switch self {
    case .budget(let budget, _, _): [budget]
    case .severalBudgets(let budgets): budgets
    }
  }
}

extension Simulation {
  /// Counts the pods of a budget.
  func status(of budget: PodDisruptionBudget) -> DisruptionStatus {
    let pods = cluster.pods.ids.compactMap { cluster.pods[$0] }.filter(budget.covers)
    return status(of: budget, covering: pods)
  }

  /// What the pods under a budget come to (pkg/controller/disruption, `getExpectedPodCount` and
  /// `countHealthyPods`).
  func status(of budget: PodDisruptionBudget, covering pods: [Pod]) -> DisruptionStatus {
    var status = DisruptionStatus()
    var owners: [String] = []
    for pod in pods {
      if pod.status.ready == true, !pod.isTerminating { status.healthy += 1 }
      if let owner = pod.metadata.controller?.uid, !owners.contains(owner) { owners.append(owner) }
    }
    if case .int(let number)? = budget.spec.minAvailable {
      status.desired = number
      status.expected = Int64(pods.count)
      return status
    }
    // A controller without a size, such as a DaemonSet, leaves the budget without a sum: nothing
    // may be evicted then.
    guard let wished = wishedPods(of: owners) else { return status }
    status.expected = wished
    if let least = budget.spec.minAvailable {
      status.desired = least.portion(of: wished, roundingUp: true)
    } else if let most = budget.spec.maxUnavailable {
      status.desired = max(0, wished - most.portion(of: wished, roundingUp: true))
    }
    return status
  }

  /// How many pods controllers want altogether; of a ReplicaSet's its Deployment counts.
  private func wishedPods(of owners: [String]) -> Int64? {
    var uids: [String] = []
    var sum: Int64 = 0
    for owner in owners {
      guard var workload = cluster.workload(uid: owner) else { return nil }
      if case .replicaSet(let id) = workload.id,
        let above = cluster.replicaSets[id]?.metadata.controller,
        let deployment = cluster.workload(uid: above.uid)
      {
        workload = deployment
      }
      guard let replicas = workload.replicas else { return nil }
      guard !uids.contains(workload.uid) else { continue }
      uids.append(workload.uid)
      sum += max(0, replicas)
    }
    return sum
  }

  /// Why the API server would refuse to evict a pod now; `nil` if it would not
  /// (pkg/registry/core/pod/storage/eviction.go).
  func evictionRefusal(of pod: Pod) -> EvictionRefusal? {
    let ignoresBudgets = pod.isFinished || pod.isTerminating || pod.status.phase == .pending
    guard !ignoresBudgets, !cluster.podDisruptionBudgets.isEmpty else { return nil }
    let budgets = cluster.podDisruptionBudgets.ids.compactMap { cluster.podDisruptionBudgets[$0] }
      .filter { $0.covers(pod) }
    guard let budget = budgets.first else { return nil }
    guard budgets.count == 1 else { return .severalBudgets(budgets.map(\.key).sorted()) }
    let isReady = pod.status.ready == true
    if !isReady, budget.spec.unhealthyPodEvictionPolicy == "AlwaysAllow" { return nil }
    let status = status(of: budget)
    // A pod that is not ready takes nothing from a budget that is kept.
    if !isReady, status.desired > 0, status.healthy >= status.desired { return nil }
    guard status.disruptionsAllowed == 0 else { return nil }
    return .budget(budget.key, desired: status.desired, healthy: status.healthy)
  }
}

internal import HashTreeCollections

/// What all workloads have in common, read from whichever kind it is.
package struct Workload: Equatable, Sendable {
  package var id: WorkloadID
  package var kind: String
  package var key: ObjectName
  package var uid: String
  /// The wished number of pods; `nil` for a DaemonSet, which has one a node.
  package var replicas: Int64?
  package var selector: LabelSelector
  package var template: PodTemplate
}

extension Cluster {
  /// The workload with this uid.
  package func workload(uid: String) -> Workload? { workloadByUID[uid].flatMap(workload) }

  package func workload(_ id: WorkloadID) -> Workload? {
    switch id {
    case .deployment(let number):
      deployments[number].map {
        Workload($0, id, $0.spec.replicas, $0.spec.selector, $0.spec.template)
      }
    case .replicaSet(let number):
      replicaSets[number].map {
        Workload($0, id, $0.spec.replicas, $0.spec.selector, $0.spec.template)
      }
    case .statefulSet(let number):
      statefulSets[number].map {
        Workload($0, id, $0.spec.replicas, $0.spec.selector, $0.spec.template)
      }
    case .daemonSet(let number):
      daemonSets[number].map { Workload($0, id, nil, $0.spec.selector, $0.spec.template) }
    }
  }

  /// The workload of a kind (`Deployment`, ...) and name.
  package func workload(kind: String, _ key: ObjectName) -> Workload? {
    let id: WorkloadID? =
      switch kind {
      case Deployment.kind: deployments.id(key).map(WorkloadID.deployment)
      case ReplicaSet.kind: replicaSets.id(key).map(WorkloadID.replicaSet)
      case StatefulSet.kind: statefulSets.id(key).map(WorkloadID.statefulSet)
      case DaemonSet.kind: daemonSets.id(key).map(WorkloadID.daemonSet)
      default: nil
      }
    return id.flatMap(workload)
  }

  /// All workloads that nothing else controls, by kind, namespace and name.
  package var allWorkloads: [Workload] {
    let ids =
      deployments.ids.map(WorkloadID.deployment) + statefulSets.ids.map(WorkloadID.statefulSet)
      + daemonSets.ids.map(WorkloadID.daemonSet)
      + replicaSets.ids.filter { replicaSets[$0]?.metadata.controller == nil }
      .map(WorkloadID.replicaSet)
    return ids.compactMap(workload).sorted {
      $0.kind == $1.kind ? $0.key < $1.key : $0.kind < $1.kind
    }
  }

  /// Unfinished pods under a workload, and how many of them are ready.
  package func podCounts(of workload: Workload) -> (ready: Int, total: Int) {
    var owners = [workload.uid]
    if case .deployment(let id) = workload.id, let deployment = deployments[id] {
      owners = replicaSets(of: deployment).compactMap { replicaSets[$0]?.metadata.uid }
    }
    var counts = (ready: 0, total: 0)
    for pod in owners.flatMap({ pods(ownedBy: $0) }).compactMap({ pods[$0] })
    where !pod.isFinished {
      counts.total += 1
      counts.ready += pod.status.ready == true && !pod.isTerminating ? 1 : 0
    }
    return counts
  }

  /// The workload a person would scale to change the number of such pods: the Deployment above a
  /// ReplicaSet, otherwise the pod's controller.
  package func scalableWorkload(of pod: Pod) -> Workload? {
    guard let owner = pod.metadata.controller, let workload = workload(uid: owner.uid) else {
      return nil
    }
    guard case .replicaSet(let id) = workload.id,
      let parent = replicaSets[id]?.metadata.controller,
      let deployment = self.workload(uid: parent.uid)
    else { return workload }
    return deployment
  }

  /// `minReadySeconds` of a pod's controller; 0 without one.
  func minReadySeconds(of pod: Pod) -> Int64 {
    switch pod.metadata.controller.flatMap({ workloadByUID[$0.uid] }) {
    case .replicaSet(let id)?: replicaSets[id]?.spec.minReadySeconds ?? 0
    case .statefulSet(let id)?: statefulSets[id]?.spec.minReadySeconds ?? 0
    case .daemonSet(let id)?: daemonSets[id]?.spec.minReadySeconds ?? 0
    case .deployment?, nil: 0
    }
  }

  /// The revisions of a StatefulSet or DaemonSet, the latest last.
  func revisions(ofOwner uid: String) -> [ControllerRevision] {
    revisionHistories[uid]?.revisions ?? []
  }

  /// ReplicaSets of a Deployment, oldest first.
  package func replicaSets(of deployment: Deployment) -> [ObjectID<ReplicaSet>] {
    replicaSetsByOwner[deployment.metadata.uid] ?? []
  }

  @discardableResult
  mutating func insert(_ deployment: Deployment) -> WorkloadID {
    enter(.deployment(deployments.insert(deployment)), deployment.metadata)
  }

  @discardableResult
  mutating func insert(_ replicaSet: ReplicaSet) -> WorkloadID {
    let id = replicaSets.insert(replicaSet)
    if let owner = replicaSet.metadata.controller {
      replicaSetsByOwner[owner.uid, default: []].append(id)
    }
    return enter(.replicaSet(id), replicaSet.metadata)
  }

  @discardableResult
  mutating func insert(_ statefulSet: StatefulSet) -> WorkloadID {
    enter(.statefulSet(statefulSets.insert(statefulSet)), statefulSet.metadata)
  }

  @discardableResult
  mutating func insert(_ daemonSet: DaemonSet) -> WorkloadID {
    enter(.daemonSet(daemonSets.insert(daemonSet)), daemonSet.metadata)
  }

  /// Sets the wished number of pods; a DaemonSet has none and is left as it is.
  mutating func setReplicas(_ replicas: Int64, of id: WorkloadID) {
    switch id {
    case .deployment(let number):
      _ = deployments.update(number) { $0.spec.replicas = replicas }
    case .replicaSet(let number):
      _ = replicaSets.update(number) { $0.spec.replicas = replicas }
    case .statefulSet(let number):
      _ = statefulSets.update(number) { $0.spec.replicas = replicas }
    case .daemonSet:
      return
    }
    note(.workload(id))
  }

  /// Changes a Deployment in place; its name and uid must stay.
  mutating func updateDeployment(
    _ id: ObjectID<Deployment>,
    _ body: (inout Deployment) -> Void
  ) {
    _ = deployments.update(id, body)
    note(.workload(.deployment(id)))
  }

  /// Changes a StatefulSet in place; its name and uid must stay.
  mutating func updateStatefulSet(
    _ id: ObjectID<StatefulSet>,
    _ body: (inout StatefulSet) -> Void
  ) {
    _ = statefulSets.update(id, body)
    note(.workload(.statefulSet(id)))
  }

  /// Changes a DaemonSet in place; its name and uid must stay.
  mutating func updateDaemonSet(
    _ id: ObjectID<DaemonSet>,
    _ body: (inout DaemonSet) -> Void
  ) {
    _ = daemonSets.update(id, body)
    note(.workload(.daemonSet(id)))
  }

  /// Changes a ReplicaSet in place; its name, uid and owner must stay.
  mutating func updateReplicaSet(
    _ id: ObjectID<ReplicaSet>,
    _ body: (inout ReplicaSet) -> Void
  ) {
    _ = replicaSets.update(id, body)
    note(.workload(.replicaSet(id)))
    noteDeployment(above: id)
  }

  /// Tells the Deployment of a ReplicaSet, if it has one, that it may go on.
  mutating func noteDeployment(above id: ObjectID<ReplicaSet>) {
    if let owner = replicaSets[id]?.metadata.controller, let above = workloadByUID[owner.uid] {
      note(.workload(above))
    }
  }

  mutating func removeWorkload(_ id: WorkloadID) {
    guard let workload = workload(id) else { return }
    workloadByUID[workload.uid] = nil
    revisionHistories[workload.uid] = nil
    // The Deployment above a ReplicaSet wants it back.
    if case .replicaSet(let number) = id { noteDeployment(above: number) }
    switch id {
    case .deployment(let number): deployments.remove(number)
    case .replicaSet(let number):
      if let owner = replicaSets[number]?.metadata.controller {
        replicaSetsByOwner[owner.uid, default: []].removeAll { $0 == number }
      }
      replicaSets.remove(number)
    case .statefulSet(let number): statefulSets.remove(number)
    case .daemonSet(let number): daemonSets.remove(number)
    }
    revision += 1
  }

  private mutating func enter(_ id: WorkloadID, _ metadata: ObjectMeta) -> WorkloadID {
    workloadByUID[metadata.uid] = id
    note(.workload(id))
    return id
  }
}

extension Workload {
  fileprivate init<Object: ClusterObject>(
    _ object: Object,
    _ id: WorkloadID,
    _ replicas: Int64?,
    _ selector: LabelSelector,
    _ template: PodTemplate
  ) {
    self.init(
      id: id,
      kind: Object.kind,
      key: object.key,
      uid: object.metadata.uid,
      replicas: replicas,
      selector: selector,
      template: template
    )
  }
}

extension Cluster {
  /// Where a workload stands in its document; `nil` if the simulation made it.
  package func place(ofWorkload kind: String, _ key: ObjectName) -> SourcePlace? {
    switch kind {
    case Deployment.kind: deployments[key]?.metadata.place
    case ReplicaSet.kind: replicaSets[key]?.metadata.place
    case StatefulSet.kind: statefulSets[key]?.metadata.place
    case DaemonSet.kind: daemonSets[key]?.metadata.place
    default: nil
    }
  }
}

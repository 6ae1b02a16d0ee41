extension Simulation {
  /// Brings the ReplicaSets of a Deployment one step closer to what it asks for
  /// (pkg/controller/deployment: sync.go, rolling.go, recreate.go).
  ///
  /// Every change of a pod or ReplicaSet leads here again, until nothing is left to do or the
  /// rollout waits for pods to become available or to go.
  mutating func reconcileDeployment(_ id: ObjectID<Deployment>) {
    guard let deployment = cluster.deployments[id] else { return }
    let all = cluster.replicaSets(of: deployment)
    let newest = currentReplicaSet(of: deployment)
    if let newest { bumpRevision(of: newest, of: deployment, id) }
    if let newest, hasSettled(deployment, newest, all) {
      removeOldReplicaSets(of: deployment, keeping: newest)
      return
    }
    let rollout = rollout(of: deployment, newest)
    if deployment.spec.paused || rollout.isBeingScaled {
      scale(rollout.proportions(), of: deployment)
    } else if deployment.spec.strategyType == "Recreate" {
      recreate(deployment, id, rollout)
    } else if newest == nil {
      createReplicaSet(of: deployment, id, replicas: rollout.newestSize)
    } else {
      scale(rollout.step(), of: deployment)
    }
  }

  /// Takes the newest ReplicaSet of each Deployment of a document for the current one, where no
  /// template is that of the Deployment: one may have been left as a manifest has it.
  mutating func adoptReplicaSets() {
    for id in cluster.deployments.ids {
      guard let deployment = cluster.deployments[id], !deployment.spec.paused,
        currentReplicaSet(of: deployment) == nil,
        let newest = cluster.replicaSets(of: deployment).max(by: { revision($0) < revision($1) })
      else { continue }
      cluster.updateReplicaSet(newest) { replicaSet in
        let hash = replicaSet.spec.template.labels[Deployment.hashLabel]
        replicaSet.spec.template = deployment.spec.template
        replicaSet.spec.template.labels[Deployment.hashLabel] = hash
      }
    }
  }

  /// The ReplicaSet whose template is the Deployment's but for the hash; of several the latest.
  private func currentReplicaSet(of deployment: Deployment) -> ObjectID<ReplicaSet>? {
    cluster.replicaSets(of: deployment).filter { id in
      guard var template = cluster.replicaSets[id]?.spec.template else { return false }
      template.labels[Deployment.hashLabel] =
        deployment.spec.template.labels[Deployment.hashLabel]
      return template == deployment.spec.template
    }.max { revision($0) < revision($1) }
  }

  private func hasSettled(
    _ deployment: Deployment,
    _ newest: ObjectID<ReplicaSet>,
    _ all: [ObjectID<ReplicaSet>]
  ) -> Bool {
    all.allSatisfy { id in
      cluster.replicaSets[id]?.spec.replicas == (id == newest ? deployment.spec.replicas : 0)
    }
  }

  private func rollout(of deployment: Deployment, _ newest: ObjectID<ReplicaSet>?) -> Rollout {
    let members = cluster.replicaSets(of: deployment).compactMap { id -> Rollout.Member? in
      guard let replicaSet = cluster.replicaSets[id],
        let workload = cluster.workload(.replicaSet(id))
      else { return nil }
      let available = activePods(of: workload).count { id in
        cluster.pods[id].map { isAvailable($0, after: deployment.spec.minReadySeconds) } ?? false
      }
      return Rollout.Member(
        id: id,
        isNewest: id == newest,
        replicas: replicaSet.spec.replicas,
        available: min(Int64(available), replicaSet.spec.replicas),
        annotations: replicaSet.metadata.annotations
      )
    }
    return Rollout(deployment.spec, members)
  }

  private mutating func scale(
    _ sizes: [(id: ObjectID<ReplicaSet>, replicas: Int64)],
    of deployment: Deployment
  ) {
    for (id, replicas) in sizes {
      guard let replicaSet = cluster.replicaSets[id] else { continue }
      var annotations = replicaSet.metadata.annotations
      annotations.noteSize(of: deployment)
      guard replicaSet.spec.replicas != replicas || replicaSet.metadata.annotations != annotations
      else { continue }
      cluster.updateReplicaSet(id) { replicaSet in
        replicaSet.spec.replicas = replicas
        replicaSet.metadata.annotations = annotations
      }
    }
  }

  /// All old pods go before new ones come; those that are terminating count as long as they
  /// exist.
  private mutating func recreate(
    _ deployment: Deployment,
    _ id: ObjectID<Deployment>,
    _ rollout: Rollout
  ) {
    let active = rollout.older.filter { $0.replicas > 0 }
    guard active.isEmpty else {
      scale(active.map { ($0.id, 0) }, of: deployment)
      return
    }
    let isRunning = rollout.older.contains { member in
      let uid = cluster.replicaSets[member.id]?.metadata.uid ?? ""
      return cluster.pods(ownedBy: uid).contains { cluster.pods[$0]?.isFinished == false }
    }
    guard !isRunning else { return }
    if let newest = rollout.newest {
      scale([(newest.id, deployment.spec.replicas)], of: deployment)
    } else {
      createReplicaSet(of: deployment, id, replicas: deployment.spec.replicas)
    }
  }
}

// The revisions of a Deployment, and the ReplicaSets that stand for them.

extension Simulation {
  func revision(_ id: ObjectID<ReplicaSet>) -> Int64 {
    let annotations = cluster.replicaSets[id]?.metadata.annotations
    return annotations?[Deployment.revisionAnnotation].flatMap { Int64($0) } ?? 0
  }

  /// A template that comes back is the latest revision again.
  private mutating func bumpRevision(
    of newest: ObjectID<ReplicaSet>,
    of deployment: Deployment,
    _ id: ObjectID<Deployment>
  ) {
    let others = cluster.replicaSets(of: deployment).filter { $0 != newest }
    let latest = (others.map(revision).max() ?? 0) + 1
    guard revision(newest) < latest else { return }
    cluster.updateReplicaSet(newest) {
      $0.metadata.annotations[Deployment.revisionAnnotation] = "\(latest)"
    }
    cluster.updateDeployment(id) {
      $0.metadata.annotations[Deployment.revisionAnnotation] = "\(latest)"
    }
  }

  private mutating func createReplicaSet(
    of deployment: Deployment,
    _ id: ObjectID<Deployment>,
    replicas: Int64
  ) {
    let latest = (cluster.replicaSets(of: deployment).map(revision).max() ?? 0) + 1
    let hash = freeHash(for: deployment)
    var replicaSet = ReplicaSet()
    replicaSet.metadata = ObjectMeta(
      name: "\(deployment.metadata.name)-\(hash)",
      namespace: deployment.metadata.namespace,
      labels: deployment.spec.template.labels
    )
    replicaSet.metadata.labels[Deployment.hashLabel] = hash
    replicaSet.metadata.annotations = [Deployment.revisionAnnotation: "\(latest)"]
    replicaSet.metadata.annotations.noteSize(of: deployment)
    replicaSet.metadata.uid = randomUID()
    replicaSet.metadata.creationTimestamp = timestamp
    replicaSet.metadata.ownerReferences = [OwnerReference(deployment)]
    replicaSet.spec.replicas = replicas
    replicaSet.spec.minReadySeconds = deployment.spec.minReadySeconds
    replicaSet.spec.selector = deployment.spec.selector
    replicaSet.spec.selector.matchLabels[Deployment.hashLabel] = hash
    replicaSet.spec.template = deployment.spec.template
    replicaSet.spec.template.labels[Deployment.hashLabel] = hash
    cluster.insert(replicaSet)
    cluster.updateDeployment(id) {
      $0.metadata.annotations[Deployment.revisionAnnotation] = "\(latest)"
    }
  }

  private mutating func freeHash(for deployment: Deployment) -> String {
    while true {
      let hash = randomSuffix(length: 10, stream: "replicaset/\(deployment.key)")
      let name = "\(deployment.metadata.name)-\(hash)"
      let key = ObjectName(namespace: deployment.metadata.namespace, name: name)
      if cluster.replicaSets.id(key) == nil { return hash }
    }
  }

  /// Deletes the oldest revisions beyond `revisionHistoryLimit` once a rollout is complete
  /// (`cleanupDeployment` in pkg/controller/deployment/sync.go).
  private mutating func removeOldReplicaSets(
    of deployment: Deployment,
    keeping newest: ObjectID<ReplicaSet>
  ) {
    let old = cluster.replicaSets(of: deployment).filter { $0 != newest }
    let surplus = old.count - Int(clamping: deployment.spec.revisionHistoryLimit)
    guard surplus > 0, isComplete(deployment, newest) else { return }
    for id in old.sorted(by: { revision($0) < revision($1) }).prefix(surplus) {
      guard let uid = cluster.replicaSets[id]?.metadata.uid else { continue }
      if !cluster.pods(ownedBy: uid).contains(where: { cluster.pods[$0]?.isTerminating == false }) {
        cluster.removeWorkload(.replicaSet(id))
      }
    }
  }

  private func isComplete(_ deployment: Deployment, _ newest: ObjectID<ReplicaSet>) -> Bool {
    let members = rollout(of: deployment, newest)
    return members.newest?.available == deployment.spec.replicas
  }
}

extension Simulation {
  /// Gives the newest ReplicaSet what the older ones leave of the wished number, and makes the
  /// first one if there is none (pkg/controller/deployment).
  mutating func reconcileDeployment(_ id: ObjectID<Deployment>) {
    guard let deployment = cluster.deployments[id] else { return }
    let replicaSets = cluster.replicaSets(of: deployment)
    guard let newest = replicaSets.max(by: { revision($0) < revision($1) }) else {
      createReplicaSet(of: deployment)
      return
    }
    let others = replicaSets.filter { $0 != newest }
      .reduce(Int64(0)) { $0 + (cluster.replicaSets[$1]?.spec.replicas ?? 0) }
    let wished = max(0, deployment.spec.replicas - others)
    if cluster.replicaSets[newest]?.spec.replicas != wished {
      cluster.setReplicas(wished, of: .replicaSet(newest))
    }
  }

  private func revision(_ id: ObjectID<ReplicaSet>) -> Int64 {
    let annotations = cluster.replicaSets[id]?.metadata.annotations
    return annotations?[Deployment.revisionAnnotation].flatMap { Int64($0) } ?? 0
  }

  private mutating func createReplicaSet(of deployment: Deployment) {
    let hash = randomSuffix(length: 10, stream: "replicaset/\(deployment.key)")
    var replicaSet = ReplicaSet()
    replicaSet.metadata = ObjectMeta(
      name: "\(deployment.metadata.name)-\(hash)",
      namespace: deployment.metadata.namespace,
      labels: deployment.spec.template.labels
    )
    replicaSet.metadata.labels[Deployment.hashLabel] = hash
    replicaSet.metadata.annotations = [Deployment.revisionAnnotation: "1"]
    replicaSet.metadata.uid = randomUID()
    replicaSet.metadata.creationTimestamp = timestamp
    replicaSet.metadata.ownerReferences = [
      OwnerReference(
        kind: Deployment.kind,
        name: deployment.metadata.name,
        uid: deployment.metadata.uid
      )
    ]
    replicaSet.spec.replicas = deployment.spec.replicas
    replicaSet.spec.minReadySeconds = deployment.spec.minReadySeconds
    replicaSet.spec.selector = deployment.spec.selector
    replicaSet.spec.selector.matchLabels[Deployment.hashLabel] = hash
    replicaSet.spec.template = deployment.spec.template
    replicaSet.spec.template.labels[Deployment.hashLabel] = hash
    cluster.insert(replicaSet)
  }
}

extension Simulation {
  /// Makes up the controllers that pods name but the document does not hold, with as many
  /// replicas as there are such pods, so that a killed pod is replaced.
  ///
  /// A ReplicaSet goes under the Deployment whose name it carries, if that one is there.
  mutating func assumeControllers(of orphans: [PodID]) {
    var order: [OwnerReference] = []
    var pods: [OwnerReference: [Pod]] = [:]
    for pod in orphans.compactMap({ cluster.pods[$0] }) {
      guard let owner = pod.metadata.controller, !pod.isFinished, !pod.isTerminating else {
        continue
      }
      if pods[owner] == nil { order.append(owner) }
      pods[owner, default: []].append(pod)
    }
    for owner in order {
      guard let members = pods[owner], let first = members.first else { continue }
      let key = ObjectName(namespace: first.metadata.namespace, name: owner.name)
      guard assume(owner, key, members) else { continue }
      note(
        .completed(
          .workloadAssumed(kind: owner.kind, key, replicas: Int64(members.count))
        )
      )
    }
  }

  /// Whether a controller of this kind could be made up.
  private mutating func assume(_ owner: OwnerReference, _ key: ObjectName, _ pods: [Pod]) -> Bool {
    guard cluster.workload(kind: owner.kind, key) == nil, let first = pods.first else {
      return false
    }
    let template = PodTemplate(first)
    let selector = LabelSelector(matchLabels: template.labels)
    var metadata = ObjectMeta(name: key.name, namespace: key.namespace, labels: template.labels)
    metadata.uid = owner.uid
    metadata.creationTimestamp = first.metadata.creationTimestamp
    switch owner.kind {
    case ReplicaSet.kind:
      var replicaSet = ReplicaSet()
      replicaSet.metadata = metadata
      replicaSet.metadata.ownerReferences = deployment(above: key, template).map { [$0] } ?? []
      replicaSet.spec.replicas = Int64(pods.count)
      replicaSet.spec.selector = selector
      replicaSet.spec.template = template
      cluster.insert(replicaSet)
    case StatefulSet.kind:
      var statefulSet = StatefulSet()
      statefulSet.metadata = metadata
      statefulSet.spec.replicas = Int64(pods.count)
      statefulSet.spec.serviceName = first.spec.subdomain
      statefulSet.spec.selector = selector
      statefulSet.spec.template = template
      cluster.insert(statefulSet)
    case DaemonSet.kind:
      var daemonSet = DaemonSet()
      daemonSet.metadata = metadata
      daemonSet.spec.selector = selector
      daemonSet.spec.template = template
      cluster.insert(daemonSet)
    default:
      return false
    }
    return true
  }

  private func deployment(above key: ObjectName, _ template: PodTemplate) -> OwnerReference? {
    guard let hash = template.labels[Deployment.hashLabel], key.name.hasSuffix("-\(hash)") else {
      return nil
    }
    let name = String(key.name.dropLast(hash.count + 1))
    let deployment = cluster.deployments[ObjectName(namespace: key.namespace, name: name)]
    return deployment.map {
      OwnerReference(kind: Deployment.kind, name: name, uid: $0.metadata.uid)
    }
  }
}

extension PodTemplate {
  /// The template that a pod was probably made from: without what is the pod's alone.
  init(_ pod: Pod) {
    self.init()
    labels = pod.metadata.labels
    for key in Self.labelsOfPods { labels[key] = nil }
    spec = pod.spec
    spec.nodeName = ""
  }

  /// Labels that controllers give single pods.
  private static let labelsOfPods = [
    "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index",
    "pod-template-generation", ControllerRevision.label,
  ]
}

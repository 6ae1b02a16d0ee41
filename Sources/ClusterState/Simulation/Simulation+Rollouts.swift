internal import HashTreeCollections

// What is asked of workloads beyond their size (`kubectl rollout`, `kubectl set image`), and of the
// processes of one pod.

extension Simulation {
  /// The annotation that `kubectl rollout restart` puts on a template.
  private static let restartedAt = "kubectl.kubernetes.io/restartedAt"

  func checkOnWorkload(_ command: Command) throws(CommandError) {
    switch command {
    case .crash(let key, let isLooping):
      guard let id = cluster.pods.id(key) else { throw .notFound(kind: Pod.kind, key) }
      let canCrash = isListening(id) || !isLooping && processes[id]?.isLooping == true
      guard canCrash else { throw .notRunning(key) }
    case .restartRollout(let kind, let key):
      guard cluster.workload(kind: kind, key) != nil else { throw .notFound(kind: kind, key) }
    case .undoRollout(let kind, let key, let revision): _ = try revisionToUndo(kind, key, revision)
    case .pauseRollout(let key, _):
      guard cluster.deployments[key] != nil else { throw .notFound(kind: Deployment.kind, key) }
    case .setImage(let kind, let key, let name, _):
      guard let workload = cluster.workload(kind: kind, key) else {
        throw .notFound(kind: kind, key)
      }
      let names = workload.template.spec.containers.map(\.name)
      guard name == "*" || names.contains(name) else {
        throw .noSuchContainer(key, name, containers: names)
      }
    default: break
    }
  }

  mutating func performOnWorkload(_ command: Command) {
    switch command {
    case .crash(let key, let isLooping):
      guard let id = cluster.pods.id(key) else { return }
      crash(id)
      changeProcess(of: id) { $0.isLooping = isLooping }
    case .restartRollout(let kind, let key):
      guard let workload = cluster.workload(kind: kind, key) else { return }
      note(.rolloutRestarted(kind: kind, key))
      let time = "\(timestamp)"
      changeTemplate(of: workload.id) { $0.annotations[Self.restartedAt] = time }
    case .setImage(let kind, let key, let name, let image):
      guard let workload = cluster.workload(kind: kind, key) else { return }
      note(.imageSet(kind: kind, key, image: image))
      changeTemplate(of: workload.id) { template in
        for index in template.spec.containers.indices
        where name == "*" || template.spec.containers[index].name == name {
          template.spec.containers[index].image = image
        }
      }
    case .undoRollout(let kind, let key, let revision): undoRollout(kind, key, revision)
    case .pauseRollout(let key, let isPaused):
      guard let id = cluster.deployments.id(key) else { return }
      note(.rolloutPaused(key, isPaused))
      cluster.updateDeployment(id) { $0.spec.paused = isPaused }
    default: preconditionFailure("\(command) is not about a workload")
    }
  }

  private mutating func changeTemplate(
    of id: WorkloadID,
    _ change: (inout PodTemplate) -> Void
  ) {
    switch id {
    case .deployment(let id): cluster.updateDeployment(id) { change(&$0.spec.template) }
    case .replicaSet(let id): cluster.updateReplicaSet(id) { change(&$0.spec.template) }
    case .statefulSet(let id): cluster.updateStatefulSet(id) { change(&$0.spec.template) }
    case .daemonSet(let id): cluster.updateDaemonSet(id) { change(&$0.spec.template) }
    }
  }

  /// The template of an earlier revision: by its number, or the latest but one
  /// (pkg/polymorphichelpers/rollback.go in kubectl).
  private func revisionToUndo(
    _ kind: String,
    _ key: ObjectName,
    _ number: Int64?
  ) throws(CommandError) -> (number: Int64, template: PodTemplate) {
    guard let workload = cluster.workload(kind: kind, key) else {
      throw .notFound(kind: kind, key)
    }
    let latestFirst = revisions(of: workload).sorted { $0.number > $1.number }
    let found = number.map { wanted in latestFirst.first { $0.number == wanted } }
    guard let revision = found ?? latestFirst.dropFirst().first else {
      throw .noSuchRevision(key, number)
    }
    return revision
  }

  /// What a workload's template was, by ReplicaSet or ControllerRevision.
  private func revisions(of workload: Workload) -> [(number: Int64, template: PodTemplate)] {
    guard case .deployment(let id) = workload.id, let deployment = cluster.deployments[id] else {
      return cluster.revisions(ofOwner: workload.uid).map { ($0.number, $0.template) }
    }
    return cluster.replicaSets(of: deployment).compactMap { set in
      guard var template = cluster.replicaSets[set]?.spec.template else { return nil }
      template.labels[Deployment.hashLabel] = nil
      return (revision(set), template)
    }
  }

  private mutating func undoRollout(_ kind: String, _ key: ObjectName, _ number: Int64?) {
    guard let workload = cluster.workload(kind: kind, key),
      let revision = try? revisionToUndo(kind, key, number)
    else { return }
    note(.rolloutUndone(kind: kind, key, revision: revision.number))
    changeTemplate(of: workload.id) { $0 = revision.template }
  }
}

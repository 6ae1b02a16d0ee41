internal import HashTreeCollections

// Which template a StatefulSet or DaemonSet has now, and which ones it had.

extension Simulation {
  /// The revision of a workload's template, which is made if no earlier one is equal
  /// (`getStatefulSetRevisions`, `constructHistory`).
  mutating func updateRevision(of workload: Workload, historyLimit: Int64) -> ControllerRevision {
    guard var history = cluster.revisionHistories[workload.uid] else {
      let first = ControllerRevision(
        number: 1,
        name: freeRevisionName(for: workload, besides: []),
        template: workload.template
      )
      cluster.revisionHistories[workload.uid] = RevisionHistory(first)
      return first
    }
    if let latest = history.revisions.last, latest.template == workload.template { return latest }
    if let found = history.revision(of: workload.template) {
      history.renew(found.name)
    } else {
      let revision = ControllerRevision(
        number: history.nextNumber,
        name: freeRevisionName(for: workload, besides: history.revisions.map(\.name)),
        template: workload.template
      )
      history.append(revision)
      var names = Set(podsOf(workload).map { history.name(of: $0) })
      names.formUnion([revision.name, history.current])
      history.truncate(to: historyLimit, keeping: names)
    }
    cluster.revisionHistories[workload.uid] = history
    return history.revisions[history.revisions.count - 1]
  }

  /// Learns which revisions the pods of a document were made from.
  ///
  /// The documents hold no ControllerRevisions, so the template of an older revision is read off
  /// one of its pods. The newest pods tell which one is the workload's own.
  mutating func adoptRevisions() {
    let ids =
      cluster.statefulSets.ids.map(WorkloadID.statefulSet)
      + cluster.daemonSets.ids.map(WorkloadID.daemonSet)
    for workload in ids.compactMap({ cluster.workload($0) }) { adoptRevisions(of: workload) }
  }

  private mutating func adoptRevisions(of workload: Workload) {
    var samples: [(name: String, pod: Pod)] = []
    for pod in podsOf(workload) {
      guard let name = pod.metadata.labels[ControllerRevision.label] else { continue }
      if let index = samples.firstIndex(where: { $0.name == name }) {
        if isNewer(pod, than: samples[index].pod) { samples[index].pod = pod }
      } else {
        samples.append((name, pod))
      }
    }
    guard !samples.isEmpty else { return }
    samples.sort { isNewer($1.pod, than: $0.pod) }
    var history: RevisionHistory?
    for (index, sample) in samples.enumerated() {
      let isLatest = index == samples.count - 1
      let revision = ControllerRevision(
        number: Int64(index + 1),
        name: sample.name,
        template: isLatest ? workload.template : PodTemplate(sample.pod)
      )
      if history == nil { history = RevisionHistory(revision) } else { history?.append(revision) }
    }
    cluster.revisionHistories[workload.uid] = history
  }

  private func isNewer(_ pod: Pod, than other: Pod) -> Bool {
    let (mine, others) = (pod.metadata.creationTimestamp, other.metadata.creationTimestamp)
    guard let mine, let others, mine != others else {
      return pod.metadata.name > other.metadata.name
    }
    return mine > others
  }

  private func podsOf(_ workload: Workload) -> [Pod] {
    cluster.pods(ownedBy: workload.uid).compactMap { cluster.pods[$0] }
  }

  private mutating func freeRevisionName(
    for workload: Workload,
    besides taken: [String]
  ) -> String {
    while true {
      let hash = randomSuffix(length: 10, stream: "revision/\(workload.key)")
      let isNumbered = workload.kind == StatefulSet.kind
      let name = isNumbered ? "\(workload.key.name)-\(hash)" : hash
      if !taken.contains(name) { return name }
    }
  }
}

extension Workload {
  /// The workload as it was with the template of a revision.
  func at(_ revision: ControllerRevision) -> Workload {
    var workload = self
    workload.template = revision.template
    workload.template.labels[ControllerRevision.label] = revision.name
    return workload
  }
}

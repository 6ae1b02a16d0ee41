/// A template that a StatefulSet or DaemonSet has or had (`apps/v1` ControllerRevision).
struct ControllerRevision: Equatable, Sendable {
  /// The label that says which revision a pod was made from.
  static let label = "controller-revision-hash"

  var number: Int64
  /// The value of that label: of a DaemonSet the hash, of a StatefulSet its name before it.
  var name: String
  var template: PodTemplate
}

/// The revisions of one StatefulSet or DaemonSet (pkg/controller/history).
struct RevisionHistory: Equatable, Sendable {
  /// By number, the latest last.
  private(set) var revisions: [ControllerRevision] = []
  /// The name of the revision that a StatefulSet's pods had when it last rested
  /// (`status.currentRevision`).
  var current = ""
  /// The revision of pods without a label, as handwritten documents have them.
  let unlabelled: String

  init(_ first: ControllerRevision) {
    current = first.name
    unlabelled = first.name
    revisions = [first]
  }

  /// The number that a new revision gets.
  var nextNumber: Int64 { (revisions.last?.number ?? 0) + 1 }

  func revision(named name: String) -> ControllerRevision? {
    revisions.first { $0.name == name }
  }

  /// The revision with this template; of several the latest.
  func revision(of template: PodTemplate) -> ControllerRevision? {
    revisions.last { $0.template == template }
  }

  /// The name of the revision that a pod was made from.
  func name(of pod: Pod) -> String { pod.metadata.labels[ControllerRevision.label] ?? unlabelled }

  mutating func append(_ revision: ControllerRevision) { revisions.append(revision) }

  /// Makes a revision that comes back the latest again.
  mutating func renew(_ name: String) {
    guard revisions.last?.name != name, let index = revisions.firstIndex(where: { $0.name == name })
    else { return }
    var revision = revisions.remove(at: index)
    revision.number = (revisions.last?.number ?? 0) + 1
    revisions.append(revision)
  }

  /// Forgets the oldest revisions beyond `limit`, but none that is in use (`truncateHistory`).
  mutating func truncate(to limit: Int64, keeping names: Set<String>) {
    let surplus = revisions.count { !names.contains($0.name) } - Int(clamping: max(0, limit))
    guard surplus > 0 else { return }
    let old = revisions.filter { !names.contains($0.name) }.prefix(surplus).map(\.name)
    revisions.removeAll { old.contains($0.name) }
  }
}

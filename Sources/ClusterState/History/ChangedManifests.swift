/// The objects that were changed against the document, as manifests for a real cluster.
///
/// Only what somebody asked for: not what controllers made of it, nor addresses and ports that the
/// simulation allocated.
package struct ChangedManifests {
  /// An object of the document, or one that took its place.
  private struct Subject {
    let kind: String
    let key: ObjectName
    let opened: JSONTree?
    let present: JSONTree?
  }

  private let subjects: [Subject]
  /// What patches say of fields that are allocated if nobody says anything.
  private let said: Set<JSONTree>
  private let text: (String, ObjectName) -> JSONTree?

  /// `text` gives an object as its document has it; `nil` if that cannot be had.
  package init(_ timeline: Timeline, text: @escaping (String, ObjectName) -> JSONTree?) {
    let (opened, present) = (timeline.opened.cluster, timeline.present.cluster)
    self.text = text
    subjects =
      Self.subjects(opened.services, present.services, \.json)
      + Self.subjects(opened.deployments, present.deployments, \.json)
      + Self.subjects(opened.statefulSets, present.statefulSets, \.json)
      + Self.subjects(opened.daemonSets, present.daemonSets, \.json)
      + Self.subjects(opened.replicaSets, present.replicaSets, \.json)
      + Self.subjects(opened.podDisruptionBudgets, present.podDisruptionBudgets, \.json)
      + Self.subjects(opened.pods, present.pods, \.json)
      + Self.subjects(opened.nodes, present.nodes, \.json)
    said = timeline.past.reduce(into: []) { said, step in
      if case .patch(_, _, let patch) = step.command { patch.body.collectAllocated(into: &said) }
    }
  }

  /// A YAML stream; a comment for what manifests cannot say.
  package var yaml: String {
    var parts: [String] = []
    for subject in subjects {
      guard let present = subject.present else {
        parts.append(KubectlScript.deletion(subject.kind, subject.key))
        continue
      }
      guard let tree = manifest(subject, present) else { continue }
      let lines = YAMLPrinter.lines(of: tree).map(\.text)
      parts.append(lines.joined(separator: "\n"))
    }
    return parts.isEmpty ? "" : parts.joined(separator: "\n---\n") + "\n"
  }

  /// The object as it should be applied; `nil` if nobody changed it.
  private func manifest(_ subject: Subject, _ present: JSONTree) -> JSONTree? {
    guard let opened = subject.opened else { return present.applicable }
    let changes = ObjectChange.between(opened, present, kind: subject.kind, subject.key)
      .filter { isAsked($0) }
    guard !changes.isEmpty else { return nil }
    let document = text(subject.kind, subject.key)
    var tree = document?.applicable ?? opened.applicable.withoutAllocated
    tree["apiVersion"] = tree["apiVersion"] ?? present["apiVersion"]
    tree["kind"] = tree["kind"] ?? present["kind"]
    for change in changes {
      tree = tree.applying(change.path[...], change.to, whole: present) ?? tree
    }
    return tree
  }

  /// Whether a person would have to do it again in a real cluster.
  private func isAsked(_ change: ObjectChange) -> Bool {
    let names = change.path.map { step in
      switch step {
      case .member(let name), .named(let name): name
      case .element: ""
      }
    }
    switch (names.first, names.dropFirst().first) {
    case ("spec", _) where change.kind != Pod.kind: break
    case ("metadata", "labels"), ("metadata", "annotations"): break
    default: return false
    }
    let isOurs = names.contains {
      $0.hasPrefix("svctui.dev/") || $0 == Deployment.revisionAnnotation
    }
    guard !isOurs else { return false }
    guard let to = change.to, names.contains(where: StoredObject.allocated.contains) else {
      return true
    }
    return said.contains(to)
  }

  private static func subjects<Object: ClusterObject>(
    _ opened: ObjectTable<Object>,
    _ present: ObjectTable<Object>,
    _ tree: (Object) -> JSONTree
  ) -> [Subject] {
    let before = opened.ids.compactMap { opened[$0]?.key }
    let added = present.ids.compactMap { present[$0]?.key }.filter { opened.id($0) == nil }
    return (before + added).sorted().filter { opened[$0] != present[$0] }.filter { key in
      // What a controller owns is the controller's to make and to take away.
      (opened[key] ?? present[key])?.metadata.controller == nil
    }.map { key in
      Subject(
        kind: Object.kind,
        key: key,
        opened: opened[key].map(tree),
        present: present[key].map(tree)
      )
    }
  }
}

extension JSONTree {
  /// An object without what a cluster adds to it.
  fileprivate var applicable: JSONTree {
    var copy = self
    copy["status"] = nil
    guard var metadata = copy["metadata"] else { return copy }
    for name in ["uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"] {
      metadata[name] = nil
    }
    if var annotations = metadata["annotations"] {
      annotations["kubectl.kubernetes.io/last-applied-configuration"] = nil
      metadata["annotations"] = annotations.members.isEmpty ? nil : annotations
    }
    copy["metadata"] = metadata
    return copy
  }

  /// Without what the API server chooses.
  fileprivate var withoutAllocated: JSONTree {
    switch self {
    case .object(let members):
      let kept = members.filter { !StoredObject.allocated.contains($0.key) }
      return JSONTree(
        members: kept.map { Member(key: $0.key, value: $0.value.withoutAllocated) }
      )
    case .array(let elements): return .array(elements.map(\.withoutAllocated))
    default: return self
    }
  }

  /// Values, and elements of values, of members that are allocated if nobody says anything.
  fileprivate func collectAllocated(into said: inout Set<JSONTree>) {
    for member in members {
      if StoredObject.allocated.contains(member.key) {
        said.insert(member.value)
        said.formUnion(member.value.elements)
      } else {
        member.value.collectAllocated(into: &said)
      }
    }
    for element in elements { element.collectAllocated(into: &said) }
  }

  /// This tree with a value at a path, or without one; `whole` is where the path was found, and
  /// stands in where this tree has another form.
  fileprivate func applying(
    _ path: ArraySlice<ObjectChange.Step>,
    _ value: JSONTree?,
    whole: JSONTree?
  ) -> JSONTree? {
    guard let step = path.first else { return value }
    let rest = path.dropFirst()
    switch step {
    case .member(let name):
      var copy = self
      if case .object = copy {} else { copy = [:] }
      copy[name] = (copy[name] ?? .null).applying(rest, value, whole: whole?[name])
      return copy
    case .named(let name):
      let names = Self.names(of: elements) ?? []
      return applying(rest, value, at: names.firstIndex(of: name), whole)
    case .element(let index):
      return applying(rest, value, at: elements.indices.contains(index) ? index : nil, whole)
    }
  }

  private func applying(
    _ rest: ArraySlice<ObjectChange.Step>,
    _ value: JSONTree?,
    at index: Int?,
    _ whole: JSONTree?
  ) -> JSONTree? {
    guard let index, whole?.elements.indices.contains(index) == true || rest.isEmpty else {
      return whole
    }
    var all = elements
    let inner = all[index].applying(rest, value, whole: rest.isEmpty ? nil : whole?.elements[index])
    if let inner { all[index] = inner } else { all.remove(at: index) }
    return .array(all)
  }
}

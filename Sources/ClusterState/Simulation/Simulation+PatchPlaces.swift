// Patches of pods and nodes: what people relabel, taint and cordon.

extension Simulation {
  /// A pod with other labels or annotations; nothing else of it is changed here.
  func patched(pod key: ObjectName, _ patch: ObjectPatch) throws(CommandError) -> Pod {
    guard let pod = cluster.pods[key] else { throw .notFound(kind: Pod.kind, key) }
    let allowed: Set<String> = ["metadata.labels", "metadata.annotations"]
    let metadata = try patchedMetadata(pod, pod.json, patch, allowed: allowed)
    var changed = pod
    changed.metadata.labels = metadata.labels
    changed.metadata.annotations = metadata.annotations
    return changed
  }

  /// A node with other labels, annotations or taints, or cordoned.
  func patched(node key: ObjectName, _ patch: ObjectPatch) throws(CommandError) -> Node {
    guard let node = cluster.nodes[key] else { throw .notFound(kind: Node.kind, key) }
    let allowed: Set<String> = [
      "metadata.labels", "metadata.annotations", "spec.taints", "spec.unschedulable",
    ]
    let metadata = try patchedMetadata(node, node.json, patch, allowed: allowed)
    var changed = node
    changed.metadata.labels = metadata.labels
    changed.metadata.annotations = metadata.annotations
    let spec = patch.body["spec"] ?? [:]
    for member in spec.members where member.key == "unschedulable" {
      changed.spec.unschedulable = member.value == true
    }
    for member in spec.members where member.key == "taints" {
      changed.spec.taints = member.value.elements.map { taint in
        NodeSpec.Taint(
          key: taint["key"]?.string ?? "",
          value: taint["value"]?.string ?? "",
          effect: taint["effect"]?.string ?? ""
        )
      }
    }
    return changed
  }

  /// The metadata that a patch makes; throws if it says more than is `allowed`, or what the API
  /// server would not take.
  private func patchedMetadata<Object: ClusterObject>(
    _ object: Object,
    _ tree: JSONTree,
    _ patch: ObjectPatch,
    allowed: Set<String>
  ) throws(CommandError) -> ObjectMeta {
    let others =
      patch.isStatus ? ["status"] : patch.body.branchPaths.filter { !allowed.contains($0) }
    guard others.isEmpty else {
      let known = allowed.sorted().joined(separator: ", ")
      let errors = others.map { path in
        FieldError(
          .forbidden,
          FieldPath(verbatim: path),
          "Forbidden: of a \(Object.kind) only \(known) can be changed here"
        )
      }
      throw .refused(kind: Object.kind, object.key, errors)
    }
    var old = tree
    old["metadata"] = (tree["metadata"] ?? [:]).merged(with: ["resourceVersion": "1"])
    old = ObjectAdmission.defaulted(old)
    let new = ObjectAdmission.defaulted(old.merged(with: patch.body))
    // What was wrong before, in a document taken as it is, is no fault of the patch.
    let before = Set(ObjectAdmission.errors(in: old, .update(old: old)))
    let errors = ObjectAdmission.errors(in: new, .update(old: old)).filter { !before.contains($0) }
    guard errors.isEmpty else { throw .refused(kind: Object.kind, object.key, errors) }
    var metadata = object.metadata
    metadata.labels = Self.texts(new["metadata"]?["labels"])
    metadata.annotations = Self.texts(new["metadata"]?["annotations"])
    return metadata
  }

  private static func texts(_ tree: JSONTree?) -> Labels {
    let pairs = (tree?.members ?? []).map { Labels.Pair(key: $0.key, value: $0.value.string ?? "") }
    return Labels(pairs: pairs)
  }
}

extension JSONTree {
  /// The members of members: `metadata.labels`, `spec.taints`.
  fileprivate var branchPaths: [String] {
    members.flatMap { member in
      let inner = member.value.members
      return inner.isEmpty ? [member.key] : inner.map { "\(member.key).\($0.key)" }
    }
  }
}

extension Cluster {
  /// Gives a pod other labels or annotations: Services choose anew, and a ReplicaSet lets go of a
  /// pod that its selector no longer matches (pkg/controller/controller_ref_manager.go,
  /// `ReleasePod`) and takes up one that it does (`AdoptPod`).
  mutating func relabel(_ id: PodID, _ changed: Pod) {
    guard let before = pods[id] else { return }
    removePodFromIndexes(before, id)
    var after = changed
    if let owner = before.metadata.controller, let workload = workload(uid: owner.uid),
      !workload.selector.matches(after.metadata.labels)
    {
      after.metadata.ownerReferences.removeAll { $0.controller }
    }
    if after.metadata.controller == nil, let owner = adopter(of: after) {
      after.metadata.ownerReferences.append(owner)
    }
    _ = pods.update(id) { $0 = after }
    enterPodIntoIndexes(after, id)
  }

  /// The ReplicaSet that a pod without controller falls to.
  private func adopter(of pod: Pod) -> OwnerReference? {
    replicaSets.ids.lazy.compactMap { replicaSets[$0] }.first { set in
      set.metadata.namespace == pod.metadata.namespace && set.spec.replicas > 0
        && set.spec.selector.matches(pod.metadata.labels)
    }.map { OwnerReference(kind: ReplicaSet.kind, name: $0.metadata.name, uid: $0.metadata.uid) }
  }
}

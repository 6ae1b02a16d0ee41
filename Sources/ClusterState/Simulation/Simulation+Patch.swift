// Changing objects as `kubectl patch --type=merge` does: through admission, or not at all.

extension Simulation {
  /// An object with what a merge patch says, as the API server would store it.
  enum Patched {
    case service(Service, ServiceRegistry)
    case deployment(Deployment)
    case statefulSet(StatefulSet)
    case daemonSet(DaemonSet)
    case podDisruptionBudget(PodDisruptionBudget)
    case pod(Pod)
    case node(Node)
  }

  /// What a patch would make of an object; throws if there is none, or the API server refuses.
  func patched(
    _ kind: String,
    _ key: ObjectName,
    _ patch: ObjectPatch
  ) throws(CommandError) -> Patched {
    switch kind {
    case Service.kind:
      guard let service = cluster.services[key] else { throw .notFound(kind: kind, key) }
      return try patched(service, patch)
    case Deployment.kind:
      return .deployment(
        try patched(cluster.deployments[key], key, patch, \.json, \.deployments)
      )
    case StatefulSet.kind:
      return .statefulSet(
        try patched(cluster.statefulSets[key], key, patch, \.json, \.statefulSets)
      )
    case DaemonSet.kind:
      return .daemonSet(try patched(cluster.daemonSets[key], key, patch, \.json, \.daemonSets))
    case PodDisruptionBudget.kind:
      let budget = cluster.podDisruptionBudgets[key]
      return .podDisruptionBudget(
        try patched(budget, key, patch, \.json, \.podDisruptionBudgets)
      )
    case Pod.kind: return .pod(try patched(pod: key, patch))
    case Node.kind: return .node(try patched(node: key, patch))
    default: throw .notPatchable(kind: kind)
    }
  }

  private func patched(_ service: Service, _ patch: ObjectPatch) throws(CommandError) -> Patched {
    let old = ObjectAdmission.defaulted(service.json.stored)
    var new = old.merged(with: patch.body)
    var services = services
    let operation: ObjectAdmission.Operation
    if patch.isStatus {
      new = ObjectAdmission.defaulted(old.replacing("status", with: new["status"]))
      operation = .statusUpdate(old: old)
    } else {
      new = ObjectAdmission.defaulted(new.replacing("status", with: old["status"]))
      operation = .update(old: old)
      do throws(AdmissionRefusal) {
        new = try services.update(new, old: old)
      } catch {
        throw .refused(kind: Service.kind, service.key, error.errors)
      }
      new = ObjectAdmission.prepared(new, operation)
    }
    var changed: Service = try admitted(new, operation, service.key, \.services)
    changed.metadata.takeIdentity(of: service.metadata)
    return .service(changed, services)
  }

  /// Of kinds that nothing is allocated for.
  private func patched<Object: ClusterObject>(
    _ object: Object?,
    _ key: ObjectName,
    _ patch: ObjectPatch,
    _ tree: KeyPath<Object, JSONTree>,
    _ list: KeyPath<LoadedDocument, [Object]>
  ) throws(CommandError) -> Object {
    guard let object else { throw .notFound(kind: Object.kind, key) }
    let old = ObjectAdmission.defaulted(object[keyPath: tree].stored)
    let new = ObjectAdmission.defaulted(old.merged(with: patch.body))
    var changed = try admitted(new, .update(old: old), key, list)
    changed.metadata.takeIdentity(of: object.metadata)
    return changed
  }

  private func admitted<Object: ClusterObject>(
    _ tree: JSONTree,
    _ operation: ObjectAdmission.Operation,
    _ key: ObjectName,
    _ list: KeyPath<LoadedDocument, [Object]>
  ) throws(CommandError) -> Object {
    let errors = ObjectAdmission.errors(in: tree, operation)
    guard errors.isEmpty else { throw .refused(kind: Object.kind, key, errors) }
    let document = LoadedDocument(decoding: [tree])
    guard let object = document[keyPath: list].first, document.problems.isEmpty else {
      let mistakes = document.problems.map { problem in
        FieldError(.badRequest, FieldPath(verbatim: problem.field), problem.message)
      }
      throw .refused(kind: Object.kind, key, mistakes)
    }
    return object
  }

  /// Stores a patched object; controllers see it when they run.
  mutating func store(_ patched: Patched) {
    switch patched {
    case .service(let service, let registry):
      services = registry
      guard let id = cluster.services.id(service.key) else { return }
      updateService(id) { $0 = service }
    case .deployment(let deployment):
      guard let id = cluster.deployments.id(deployment.key) else { return }
      cluster.updateDeployment(id) { $0 = deployment }
    case .statefulSet(let set):
      guard let id = cluster.statefulSets.id(set.key) else { return }
      cluster.updateStatefulSet(id) { $0 = set }
    case .daemonSet(let set):
      guard let id = cluster.daemonSets.id(set.key) else { return }
      cluster.updateDaemonSet(id) { $0 = set }
    case .podDisruptionBudget(let budget):
      guard let id = cluster.podDisruptionBudgets.id(budget.key) else { return }
      cluster.updateBudget(id) { $0 = budget }
    case .pod(let pod):
      guard let id = cluster.pods.id(pod.key) else { return }
      cluster.relabel(id, pod)
    case .node(let node):
      guard let id = cluster.nodes.id(node.key) else { return }
      cluster.updateNode(id) { $0 = node }
    }
  }
}

/// A merge patch (RFC 7386) for an object or its status.
package struct ObjectPatch: Hashable, Sendable {
  package var body: JSONTree
  /// Whether it goes to the subresource `status`.
  package var isStatus: Bool

  package init(_ body: JSONTree, isStatus: Bool = false) {
    self.body = body
    self.isStatus = isStatus
  }
}

extension JSONTree {
  /// The paths of everything a patch says, such as `spec.type`.
  var leafPaths: [String] {
    guard case .object(let members) = self, !members.isEmpty else { return [] }
    return members.flatMap { member in
      let inner = member.value.leafPaths
      return inner.isEmpty ? [member.key] : inner.map { "\(member.key).\($0)" }
    }
  }

  /// This value with a merge patch applied: null takes members away (RFC 7386).
  func merged(with patch: JSONTree) -> JSONTree {
    guard case .object(let changes) = patch else { return patch }
    var result = self
    if case .object = self {} else { result = [:] }
    for change in changes {
      result[change.key] =
        change.value == .null ? nil : (result[change.key] ?? .null).merged(with: change.value)
    }
    return result
  }

  fileprivate func replacing(_ key: String, with value: JSONTree?) -> JSONTree {
    var copy = self
    copy[key] = value
    return copy
  }

  /// With what every stored object has.
  fileprivate var stored: JSONTree {
    var copy = self
    var metadata = copy["metadata"] ?? [:]
    metadata["resourceVersion"] = metadata["resourceVersion"] ?? "1"
    copy["metadata"] = metadata
    return copy
  }
}

extension ObjectMeta {
  /// Keeps what no patch can change.
  fileprivate mutating func takeIdentity(of old: ObjectMeta) {
    uid = old.uid
    creationTimestamp = old.creationTimestamp
    deletionTimestamp = old.deletionTimestamp
    ownerReferences = old.ownerReferences
    generateName = old.generateName
    place = old.place
  }
}

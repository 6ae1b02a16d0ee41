internal import ClusterState

/// A way to look at one object.
package enum ObjectView: Hashable, Sendable {
  /// As the API server would store it, with the origin of every field.
  case yaml
  /// As `kubectl describe` prints it.
  case description
  /// To be changed in the person's editor.
  case edit
}

// Objects one by one: as YAML and described.

extension AppState {
  /// Shows the selected object; its text is read from its document first, if it has one.
  mutating func open(_ view: ObjectView) {
    if view == .edit, session.isReadOnly {
      message = .error("the session is read-only")
      return
    }
    guard let (kind, key) = selectedObject else {
      message = .error("select an object first")
      return
    }
    open(view, kind, key)
  }

  mutating func open(_ view: ObjectView, _ kind: String, _ key: ObjectName) {
    if let place = place(of: kind, key) {
      effects.append(.readText(view, kind: kind, key, place))
    } else {
      show(view, kind, key, text: nil)
    }
  }

  /// Comes back with the text of an object; `nil` if the simulation made it.
  mutating func show(_ view: ObjectView, _ kind: String, _ key: ObjectName, text: String?) {
    var source: JSONTree?
    if let text {
      do throws(LoadError) {
        source = try JSONTree(objectText: text, file: "\(kind) \(key)")
      } catch {
        message = .error("\(error)")
        return
      }
    }
    guard let current = currentTree(of: kind, key) ?? source else {
      message = .error(ErrorText.text(.notFound(kind: kind, key)))
      return
    }
    let stored = StoredObject(source: source, current: current)
    switch view {
    case .edit: edit(kind, key, stored.tree)
    case .yaml: show(title: "\(kind) \(key)", YAMLText.lines(stored))
    case .description:
      let lines = DescriptionText.lines(kind, key, stored, simulation)
      show(title: "\(kind) \(key)", lines + LintText.section(simulation.lint(of: kind, key)))
    }
  }

  /// The object that the cursor is on.
  var selectedObject: (kind: String, key: ObjectName)? {
    switch selectedRow {
    case .service(let key): (Service.kind, key)
    case .pod(let key): (Pod.kind, key)
    case .endpoint(let row) where !row.pod.name.isEmpty: (Pod.kind, row.pod)
    case .node(let name): (Node.kind, ObjectName(name: name))
    case .workload(let kind, let key): (kind, key)
    case .ignored(let index): (session.ignored[index].kind, session.ignored[index].key)
    case .connection: selectedPod.map { (Pod.kind, $0) }
    case .stream(let number):
      stream(number).flatMap { service(behind: $0.traffic.destination) }
        .map { (Service.kind, $0) }
    case .endpointOf(let service, let row):
      row.pod.name.isEmpty ? (Service.kind, service) : (Pod.kind, row.pod)
    case .slice(let key): (EndpointSlice.kind, key)
    case .route(let kind, let key): (kind, key)
    case .namespace(let name): (Namespace.kind, ObjectName(name: name))
    case .endpoint, .event, .branch, .moment, .figure, .delay, .perfectControlPlane, .zone,
      .absent, .tree, .outcome, .losses, .client, .reach, .lookup, .rule,
      .conntrack, nil:
      nil
    }
  }

  private func place(of kind: String, _ key: ObjectName) -> SourcePlace? {
    let cluster = simulation.cluster
    switch kind {
    case Service.kind: return cluster.services[key]?.metadata.place
    case Pod.kind: return cluster.pods[key]?.metadata.place
    case Node.kind: return cluster.nodes[key]?.metadata.place
    case EndpointSlice.kind: return cluster.endpointSlices[key]?.metadata.place
    case Ingress.kind, HTTPRoute.kind, Gateway.kind:
      return RouteFacts(kind, key, cluster)?.metadata.place
    case Namespace.kind: return cluster.namespaces[key]?.metadata.place
    default:
      return cluster.place(ofWorkload: kind, key)
        ?? session.ignored.first { $0.kind == kind && $0.key == key }?.place
    }
  }

  /// What the model knows of an object now; `nil` where the document has all there is.
  private func currentTree(of kind: String, _ key: ObjectName) -> JSONTree? {
    let cluster = simulation.cluster
    switch kind {
    case Service.kind: return cluster.services[key]?.json
    case Pod.kind: return cluster.pods[key]?.json
    case Node.kind: return cluster.nodes[key]?.json
    case EndpointSlice.kind: return cluster.endpointSlices[key]?.json
    case Deployment.kind: return tree(key, \.deployments, \.json, \.spec.replicas)
    case StatefulSet.kind: return tree(key, \.statefulSets, \.json, \.spec.replicas)
    case DaemonSet.kind: return tree(key, \.daemonSets, \.json, nil)
    case ReplicaSet.kind: return tree(key, \.replicaSets, \.json, \.spec.replicas)
    case Namespace.kind:
      let metadata = cluster.namespaces[key]?.metadata ?? ObjectMeta(name: key.name)
      return [
        "apiVersion": .string(Namespace.apiVersion), "kind": .string(Namespace.kind),
        "metadata": metadata.json,
      ]
    default: return nil
    }
  }

  /// A workload as the model has it once it was changed; before, its replicas alone, for the
  /// document says more than the model holds.
  private func tree<Object: ClusterObject>(
    _ key: ObjectName,
    _ table: KeyPath<Cluster, ObjectTable<Object>>,
    _ json: KeyPath<Object, JSONTree>,
    _ replicas: KeyPath<Object, Int64>?
  ) -> JSONTree? {
    guard let now = simulation.cluster[keyPath: table][key] else { return nil }
    guard now.metadata.place != nil, now == timeline.opened.cluster[keyPath: table][key] else {
      return now[keyPath: json]
    }
    return replicas.map { ["spec": ["replicas": .integer(now[keyPath: $0])]] }
  }
}

internal import ClusterState

// What kubectl's verbs show here.

extension AppState {
  /// Shows the list that `get` asks for, or the one object.
  mutating func get(_ wanted: KubectlGet) {
    if let name = wanted.name, let missing = missing(wanted.kind, name) {
      message = .error(ErrorText.text(missing))
      return
    }
    if wanted.allNamespaces {
      namespace = nil
    } else if let name = wanted.namespace {
      guard namespaceNames.contains(name) else {
        message = .error("there is no namespace \(name)")
        return
      }
      namespace = name
    }
    if wanted.output == "yaml", let name = wanted.name { return look(.yaml, wanted.kind, name) }
    let kindFilter = [ListKind.workloads, .ingresses].contains(wanted.list)
    let one = wanted.list == .endpoints ? wanted.name.map { "service:\($0)" } : nil
    let usual = kindFilter ? "kind:\(wanted.kind)" : one
    show(wanted.list, filter: wanted.selector.map { "-l \($0)" } ?? usual)
    if wanted.output == "wide" { lists[.list(wanted.list)]?.isWide = true }
    guard let name = wanted.name else { return }
    settle()
    let row = rowIDs(.list(wanted.list)).first { row in
      switch row {
      case .service(let key), .pod(let key), .slice(let key), .workload(_, let key),
        .route(_, let key), .endpointOf(let key, _):
        key == name
      case .node(let text), .namespace(let text): text == name.name
      default: false
      }
    }
    if let row { lists[.list(wanted.list)]?.selection = row }
  }

  /// Describes, prints or edits an object by its name.
  mutating func look(_ view: ObjectView, _ kind: String, _ key: ObjectName) {
    if let missing = missing(kind, key) {
      message = .error(ErrorText.text(missing))
    } else if view == .edit, session.isReadOnly {
      message = .error("the session is read-only")
    } else {
      open(view, kind, key)
    }
  }

  private func missing(_ kind: String, _ key: ObjectName) -> CommandError? {
    let cluster = simulation.cluster
    let isThere =
      switch kind {
      case Pod.kind: cluster.pods.id(key) != nil
      case Service.kind: cluster.services.id(key) != nil
      case Node.kind: cluster.nodes.id(key) != nil
      case EndpointSlice.kind: cluster.endpointSlices.id(key) != nil
      case Namespace.kind: namespaceNames.contains(key.name)
      case Ingress.kind, HTTPRoute.kind, Gateway.kind: RouteFacts(kind, key, cluster) != nil
      default: cluster.workload(kind: kind, key) != nil
      }
    return isThere ? nil : .notFound(kind: kind, key)
  }

  /// Shows the fields of a structure of the API and their types.
  mutating func explain(field path: [String]) {
    guard let kind = path.first, let page = FieldPage(path) else {
      message = .error("there is no field \(path.dropFirst().joined(separator: ".")) here")
      return
    }
    let title = path.count == 1 ? kind : path.joined(separator: ".")
    show(title: "Explain: \(title)", page.lines)
  }
}

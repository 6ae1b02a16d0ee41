internal import ClusterState

// The tree of what leads where: Ingress, Service, EndpointSlice, pod, and the workloads above.

extension AppState {
  /// Shows the tree from what is asked for, or from the selected object.
  mutating func showTree(_ root: TreeState.Root?) {
    tree.begin(at: root ?? treeRoot(of: selectedRow))
    rows.forget(.list(.tree))
    lists[.list(.tree)]?.selection = nil
    show(.tree, filter: nil)
  }

  /// The tree that a row belongs to; that of the selected Service where there is no better.
  private func treeRoot(of row: RowID?) -> TreeState.Root {
    switch row {
    case .route, .workload, .service: return row.map(TreeState.Root.object) ?? .services
    case .pod(let key):
      let owner = simulation.cluster.pods[key].flatMap(simulation.cluster.scalableWorkload)
      if let owner { return .object(.workload(kind: owner.kind, owner.key)) }
    default: break
    }
    return selectedService.map { .object(.service($0)) } ?? .services
  }

  /// What stands at the margin of the tree.
  var treeRoots: [RowID] {
    let cluster = simulation.cluster
    switch tree.root {
    case .routes: return routeRows(RowFilter())
    case .services:
      return cluster.services.ids.compactMap { cluster.services[$0]?.key }.filter(isShown).sorted()
        .map(RowID.service)
    case .workloads:
      return cluster.allWorkloads.filter { isShown($0.key) }
        .map { .workload(kind: $0.kind, $0.key) }
    case .object(.service(let key)): return roots(of: key)
    case .object(let row): return [row]
    }
  }

  /// What leads to a Service, or itself, and the workloads behind it.
  private func roots(of key: ObjectName) -> [RowID] {
    let cluster = simulation.cluster
    guard let id = cluster.services.id(key) else { return [] }
    let ingresses = cluster.ingresses.ids.compactMap { cluster.ingresses[$0]?.key }
      .map { (Ingress.kind, $0) }
    let routes = cluster.httpRoutes.ids.compactMap { cluster.httpRoutes[$0]?.key }
      .map { (HTTPRoute.kind, $0) }
    let leading = (ingresses + routes).filter {
      RouteFacts($0.0, $0.1, cluster)?.services.contains(key) ?? false
    }
    var seen: Set<RowID> = []
    let workloads = cluster.pods(selectedBy: id).compactMap { cluster.pods[$0] }
      .compactMap { cluster.scalableWorkload(of: $0) }
      .map { RowID.workload(kind: $0.kind, $0.key) }.filter { seen.insert($0).inserted }
    let heads = leading.sorted { $0.1 < $1.1 }.map { RowID.route(kind: $0.0, $0.1) }
    return (heads.isEmpty ? [.service(key)] : heads) + workloads
  }

  /// What hangs under a row.
  func treeChildren(of row: RowID) -> [RowID] {
    let cluster = simulation.cluster
    switch row {
    case .route(Gateway.kind, let key): return routes(through: key)
    case .route(let kind, let key):
      return (RouteFacts(kind, key, cluster)?.services ?? []).map { service in
        cluster.services.id(service) == nil
          ? .absent(kind: Service.kind, service) : .service(service)
      }
    case .service(let key):
      return cluster.slices(of: key).compactMap { cluster.endpointSlices[$0]?.key }.sorted()
        .map(RowID.slice)
    case .slice(let key): return cluster.endpointSlices[key].map(endpoints) ?? []
    case .workload(let kind, let key): return dependents(of: kind, key)
    default: return []
    }
  }

  private func routes(through gateway: ObjectName) -> [RowID] {
    let table = simulation.cluster.httpRoutes
    return table.ids.compactMap { table[$0] }.filter { route in
      route.spec.parentRefs.contains { parent in
        let namespace = parent.namespace.isEmpty ? route.metadata.namespace : parent.namespace
        return parent.kind == Gateway.kind && parent.name == gateway.name
          && namespace == gateway.namespace
      }
    }.map(\.key).sorted().map { .route(kind: HTTPRoute.kind, $0) }
  }

  private func endpoints(of slice: EndpointSlice) -> [RowID] {
    let number = slice.ports.first?.port.flatMap(UInt16.init(exactly:)) ?? 0
    return slice.endpoints.map { endpoint in
      let isPod = endpoint.targetRef?.kind == Pod.kind
      let pod = ObjectName(
        namespace: slice.metadata.namespace,
        name: isPod ? endpoint.targetRef?.name ?? "" : ""
      )
      if !pod.name.isEmpty {
        return simulation.cluster.pods.id(pod) == nil ? .absent(kind: Pod.kind, pod) : .pod(pod)
      }
      let address = endpoint.addresses.first.flatMap { IPAddress($0) }
      let row = EndpointRow(port: 0, address: address, number: number, pod: ObjectName(name: ""))
      return .endpointOf(slice.serviceKey ?? slice.key, row)
    }
  }

  /// The ReplicaSets of a Deployment that have pods or want some; the pods of other workloads.
  private func dependents(of kind: String, _ key: ObjectName) -> [RowID] {
    let cluster = simulation.cluster
    if let deployment = kind == Deployment.kind ? cluster.deployments[key] : nil {
      return cluster.replicaSets(of: deployment).compactMap { cluster.replicaSets[$0] }
        .filter { $0.spec.replicas > 0 || !cluster.pods(ownedBy: $0.metadata.uid).isEmpty }
        .map { .workload(kind: ReplicaSet.kind, $0.key) }
    }
    guard let workload = cluster.workload(kind: kind, key) else { return [] }
    return cluster.pods(ownedBy: workload.uid).compactMap { cluster.pods[$0]?.key }.sorted()
      .map(RowID.pod)
  }

  /// The lines of the tree that are shown: all that is open, or with a filter all that match with
  /// what they hang under.
  func treeRows(_ filter: RowFilter) -> [RowID] {
    var walk = TreeWalk(state: self, filter: filter)
    for root in treeRoots { _ = walk.visit([root]) }
    return walk.rows
  }

  /// Looks at how many roots there are, for many begin folded.
  mutating func refreshTree() {
    switch tree.root {
    case .object: tree.opensUsually = true
    case .routes, .services, .workloads:
      let count = treeRoots.prefix(TreeState.openRootsMax + 1).count
      tree.opensUsually = count <= TreeState.openRootsMax
    }
  }

  /// Whether anything hangs under a row; asked of every line drawn.
  func hasTreeChildren(_ row: RowID) -> Bool {
    let cluster = simulation.cluster
    switch row {
    case .service(let key): return !cluster.slices(of: key).isEmpty
    case .slice(let key): return cluster.endpointSlices[key]?.endpoints.isEmpty == false
    case .workload(let kind, let key) where kind != Deployment.kind:
      return cluster.workload(kind: kind, key).map { !cluster.pods(ownedBy: $0.uid).isEmpty }
        ?? false
    case .route, .workload: return !treeChildren(of: row).isEmpty
    default: return false
    }
  }

  /// `12 lines  all namespaces`.
  var treeTitle: Sentence {
    let count = rowIDs(.list(.tree)).count
    let place: Sentence = namespace.map { "namespace \($0)" } ?? "all namespaces"
    guard count < TreeState.linesMax else {
      return "the first \(Quantities.count(TreeState.linesMax)) lines  \(place)"
    }
    return "\(Sentence(counting: count, "line"))  \(place)"
  }
}

/// Goes through the tree line by line, and keeps those that are shown.
private struct TreeWalk {
  let state: AppState
  let filter: RowFilter
  private(set) var rows: [RowID] = []
  private var visited = 0

  init(state: AppState, filter: RowFilter) {
    self.state = state
    self.filter = filter
  }

  /// Whether the line or one under it is shown.
  mutating func visit(_ path: [RowID]) -> Bool {
    guard visited < TreeState.linesMax, let row = path.last else { return false }
    visited += 1
    let place = rows.count
    let isWanted = filter.isEmpty || state.matches(row, filter)
    rows.append(.tree(path))
    var isShown = isWanted
    if !filter.isEmpty || state.isOpen(path) {
      for child in state.treeChildren(of: row) where visit(path + [child]) { isShown = true }
    }
    if !isShown { rows.removeSubrange(place...) }
    return isShown
  }
}

extension AppState {
  /// Whether a line of the tree itself is what a filter looks for.
  fileprivate func matches(_ row: RowID, _ filter: RowFilter) -> Bool {
    let cluster = simulation.cluster
    let cells = treeFacts(of: row, under: nil)
    let labels: Labels =
      switch row {
      case .pod(let key): cluster.pods[key]?.metadata.labels ?? Labels()
      case .service(let key): cluster.services[key]?.metadata.labels ?? Labels()
      default: Labels()
      }
    return filter.keeps("\(cells.title) \(cells.state) \(cells.detail)", labels)
  }
}

internal import ClusterState

// What the lists of objects list, filtered: rows in the order of names.

extension AppState {
  /// What the order or the filter of a list depends on beside the cluster itself.
  func pulse(of name: ListName) -> [Int64] {
    let column = list(name).order?.column ?? ""
    let isLive = Self.liveColumns.contains(column) || list(name).filter.looksAtColumn
    switch name {
    case .list(.tree): return [Int64(tree.folds.version)]
    case .pane(.services), .list(.services):
      guard isLive else { return [] }
      return [simulation.now.microseconds, Int64(clamping: simulation.ledger.outcomes.total)]
    case .list(.endpoints), .list(.zones):
      // Once a second is enough for lists that may be as long as the cluster.
      return isLive ? [simulation.now.microseconds / 1_000_000] : []
    default: return []
    }
  }

  /// Columns that change while the cluster does not.
  private static let liveColumns: Set<String> = [
    "ENDPOINTS", "REQ/S", "COUNT", "SHARE", "%", "EXPECTED", "REQUESTS",
  ]

  /// How many objects a filter chooses from; `nil` without one.
  func total(of name: ListName) -> Int? {
    guard isNarrowed(name) else { return nil }
    let cluster = simulation.cluster
    switch name {
    case .pane(.services), .list(.services): return shownCount(cluster.services)
    case .list(.pods): return shownCount(cluster.pods)
    case .list(.slices): return shownCount(cluster.endpointSlices)
    case .list(.nodes): return cluster.nodes.count
    case .list(.workloads): return cluster.allWorkloads.count { isShown($0.key) }
    case .list(.ignored): return session.ignored.count { isShown($0.key) }
    case .list(.ingresses):
      return shownCount(cluster.ingresses) + shownCount(cluster.httpRoutes)
        + shownCount(cluster.gateways)
    case .list(.zones): return rows.counts.zones.count
    case .list(.namespaces): return rows.counts.namespaces.count
    case .list(.endpoints): return endpointCount
    default: return nil
    }
  }

  private func shownCount<Object: ClusterObject>(_ table: ObjectTable<Object>) -> Int {
    guard namespace != nil else { return table.count }
    return table.ids.count { table[$0].map { isShown($0.key) } ?? false }
  }

  /// All endpoints of the Services shown.
  private var endpointCount: Int {
    let services = simulation.cluster.services
    return services.ids.reduce(0) { sum, id in
      guard let key = services[id]?.key, isShown(key) else { return sum }
      return sum + simulation.servingEndpoints(of: key).count
    }
  }

  /// The rows of one kind of list, before they are sorted.
  func rows(of kind: ListKind) -> [RowID] {
    let filter = list(.list(kind)).filter
    switch kind {
    case .pods: return podRows(filter)
    case .nodes: return nodeRows(filter)
    case .workloads: return workloadRows(filter)
    case .ignored: return ignoredRows(filter)
    case .services: return serviceRows(.list(.services))
    case .endpoints: return allEndpointRows(filter)
    case .slices: return sliceRows(filter)
    case .ingresses: return routeRows(filter)
    case .zones: return zoneRows(filter)
    case .namespaces: return namespaceRows(filter)
    case .tree: return treeRows(filter)
    case .delays, .connections, .streams, .events: return []
    }
  }

  func serviceRows(_ name: ListName) -> [RowID] {
    let filter = list(name).filter
    let text = textReader(of: name)
    let cluster = simulation.cluster
    let shown = cluster.services.ids.compactMap { cluster.services[$0] }.filter { service in
      guard isShown(service.key) else { return false }
      guard !filter.isEmpty else { return true }
      let spec = service.spec
      let words = "\(service.key) \(spec.type) \(spec.clusterIP) \(service.portsText)"
      return filter.keeps(words, service.metadata.labels) { text(.service(service.key), $0) }
    }
    return shown.map(\.key).sorted().map(RowID.service)
  }

  private func nodeRows(_ filter: RowFilter) -> [RowID] {
    let cluster = simulation.cluster
    let nodes = cluster.nodes.ids.compactMap { cluster.nodes[$0] }
    let text = textReader(of: .list(.nodes))
    let keeps: (Node) -> Bool =
      switch filter.scope {
      case .zone(let name) where nodes.contains { $0.zone == name }: { $0.zone == name }
      default:
        { node in
          filter.isEmpty
            || filter.keeps(
              "\(node.key) \(node.zone) \(node.status.internalIPs)",
              node.metadata.labels
            ) { text(.node(node.metadata.name), $0) }
        }
      }
    return nodes.filter(keeps).map(\.metadata.name).sorted().map(RowID.node)
  }

  private func workloadRows(_ filter: RowFilter) -> [RowID] {
    let text = textReader(of: .list(.workloads))
    return simulation.cluster.allWorkloads.filter { workload in
      guard isShown(workload.key) else { return false }
      guard !filter.isEmpty else { return true }
      let row = RowID.workload(kind: workload.kind, workload.key)
      return filter.keeps("\(workload.kind) \(workload.key)", workload.template.labels) {
        text(row, $0)
      }
    }.map { RowID.workload(kind: $0.kind, $0.key) }
  }

  private func ignoredRows(_ filter: RowFilter) -> [RowID] {
    let text = textReader(of: .list(.ignored))
    return session.ignored.indices.filter { index in
      let object = session.ignored[index]
      let words = "\(object.kind) \(object.key) \(object.apiVersion)"
      return isShown(object.key)
        && filter.keeps(words, Labels()) { text(.ignored(index), $0) }
    }.map(RowID.ignored)
  }

  private func podRows(_ filter: RowFilter) -> [RowID] {
    let cluster = simulation.cluster
    let text = textReader(of: .list(.pods))
    let keeps: (Pod) -> Bool =
      switch filter.scope {
      case .node(let name) where cluster.nodes[ObjectName(name: name)] != nil:
        { $0.spec.nodeName == name }
      case .workload(let key): { cluster.scalableWorkload(of: $0)?.key == key }
      case .slice(let key) where cluster.endpointSlices[key] != nil: pods(in: key)
      case .service(let key) where cluster.services[key] != nil: pods(behind: key)
      case .node, .zone, .slice, .service, nil:
        { pod in
          filter.isEmpty || self.keeps(filter, pod, text)
        }
      }
    var shown: [ObjectName] = []
    for id in cluster.pods.ids {
      guard let pod = cluster.pods[id], isShown(pod.key), keeps(pod) else { continue }
      shown.append(pod.key)
    }
    return shown.sorted().map(RowID.pod)
  }

  private func keeps(
    _ filter: RowFilter,
    _ pod: Pod,
    _ text: (RowID, String) -> String?
  ) -> Bool {
    if let word = filter.word {
      return word.isIn(pod.metadata.name) || word.isIn(pod.metadata.namespace)
        || word.isIn(pod.status.podIPs.first ?? "") || word.isIn(pod.spec.nodeName)
        || word.isIn(pod.statusText)
    }
    return filter.keeps(
      "\(pod.metadata.namespace)/\(pod.metadata.name) \(pod.statusText)"
        + " \(pod.spec.nodeName) \(pod.status.podIPs.first ?? "")",
      pod.metadata.labels
    ) { text(.pod(pod.key), $0) }
  }

  /// Whether the filter of a list keeps a row, for lists that may be as long as the cluster.
  func longListTest(_ name: ListName) -> ((RowID) -> Bool)? {
    let filter = list(name).filter
    let text = textReader(of: name)
    switch name {
    case .list(.pods):
      return { row in
        guard case .pod(let key) = row, let pod = simulation.cluster.pods[key] else { return false }
        return keeps(filter, pod, text)
      }
    case .list(.endpoints):
      return { row in
        guard case .endpointOf(let service, let endpoint) = row else { return false }
        return keeps(filter, service, endpoint, text)
      }
    default: return nil
    }
  }

  /// Whether a slice lists a pod.
  private func pods(in slice: ObjectName) -> (Pod) -> Bool {
    let endpoints = simulation.cluster.endpointSlices[slice]?.endpoints ?? []
    let names = Set(endpoints.compactMap(\.targetRef).filter { $0.kind == Pod.kind }.map(\.name))
    return { $0.metadata.namespace == slice.namespace && names.contains($0.metadata.name) }
  }

  /// Whether the slices of a Service list a pod, or its selector chooses it.
  private func pods(behind service: ObjectName) -> (Pod) -> Bool {
    let cluster = simulation.cluster
    let selected = cluster.services.id(service).map { cluster.pods(selectedBy: $0) } ?? []
    let listed = simulation.servingEndpoints(of: service).map(\.endpoint.pod)
    let keys = Set(selected.compactMap { cluster.pods[$0]?.key } + listed)
    return { keys.contains($0.key) }
  }
}

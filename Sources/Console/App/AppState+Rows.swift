internal import ClusterState

extension AppState {
  /// Older events are kept but not listed.
  static let eventsShownMax = 1_000

  /// Rows of a list, filtered and sorted.
  func rowIDs(_ name: ListName) -> [RowID] { rows[name] }

  /// Finds all rows anew where something changed, and keeps every selection on its row.
  mutating func settle() {
    refreshRows(.pane(.services)) { $0.serviceRows }
    keepPlace(.pane(.services))
    refreshMarks()
    rows.replace(.pane(.endpoints), sorted(.pane(.endpoints), endpointRows))
    leaveGoneEndpoint()
    keepPlace(.pane(.endpoints))
    rows.replace(.pane(.events), eventRows)
    keepPlace(.pane(.events))
    refreshTime()
    guard case .list(let kind) = screen else { return }
    switch kind {
    case .delays: rows.replace(.list(.delays), delayRows)
    case .connections: refreshConnections()
    case .streams: rows.replace(.list(.streams), sorted(.list(.streams), streamRows))
    case .pods, .workloads, .nodes, .ignored: refreshRows(.list(kind)) { $0.rows(of: kind) }
    }
    keepPlace(.list(kind))
  }

  /// Rows that fit on the screen for a list, headings not counted.
  func visibleRows(_ name: ListName) -> Int {
    switch name {
    case .pane(let pane): max(0, ScreenLayout(self).inside(pane).size.rows - (pane.isTable ? 1 : 0))
    case .list, .figures: max(0, ScreenLayout(self).body.inset(by: 1).size.rows - 1)
    case .branches: TimelineLayout(self).visibleBranches
    case .moments: TimelineLayout(self).visibleMoments
    }
  }

  /// What the screens of time list.
  private mutating func refreshTime() {
    switch screen {
    case .timeline:
      rows.replace(.branches, branchRows)
      keepPlace(.branches)
      rows.replace(.moments, momentRows)
      keepPlace(.moments)
    case .comparison(let comparison):
      let comparison = refresh(comparison)
      screens[screens.count - 1] = .comparison(comparison)
      rows.replace(.figures, figureRows(comparison))
      keepPlace(.figures)
    case .overview, .list, .text: break
    }
  }

  private var branchRows: [RowID] {
    let filter = list(.branches).filter
    return timeline.branchNames.filter { filter.isEmpty || filter.keeps($0, Labels()) }
      .map(RowID.branch)
  }

  private var momentRows: [RowID] {
    let filter = list(.moments).filter
    let all = timeline.moments
    guard !filter.isEmpty else { return all.map(RowID.moment) }
    return all.filter { filter.keeps(language.text(momentText($0)), Labels()) }.map(RowID.moment)
  }

  /// The selection stays where a pod was when the pod goes; its row of counters moves to the end.
  private mutating func leaveGoneEndpoint() {
    guard case .endpoint(let row)? = list(.pane(.endpoints)).selection, !row.pod.name.isEmpty,
      simulation.cluster.pods[row.pod] == nil, !row.isCountedOnly
    else { return }
    lists[.pane(.endpoints)]?.selection = nil
  }

  private mutating func keepPlace(_ name: ListName) {
    let visible = visibleRows(name)
    lists[name, default: ListState()].settle(rows[name], visible: visible)
  }

  private mutating func refreshRows(_ name: ListName, _ make: (AppState) -> [RowID]) {
    let key = RowCache.Key(
      revision: simulation.cluster.revision,
      filter: list(name).filter,
      namespace: namespace,
      order: list(name).order,
      pulse: pulse(of: name)
    )
    let state = self
    rows.refresh(name, key, total: { state.total(of: name) }) { state.sorted(name, make(state)) }
  }

  /// What Services are sorted by may change while the cluster does not.
  private func pulse(of name: ListName) -> [Int64] {
    let column = list(name).order?.column ?? ""
    guard name == .pane(.services),
      ["ENDPOINTS", "REQ/S"].contains(column) || list(name).filter.looksAtColumn
    else { return [] }
    return [simulation.now.microseconds, Int64(clamping: simulation.ledger.outcomes.total)]
  }

  /// How many objects a filter chooses from.
  private func total(of name: ListName) -> Int? {
    guard !list(name).filter.isEmpty else { return nil }
    let cluster = simulation.cluster
    switch name {
    case .pane(.services):
      guard namespace != nil else { return cluster.services.count }
      return cluster.services.ids.count { cluster.services[$0].map { isShown($0.key) } ?? false }
    case .list(.pods):
      guard namespace != nil else { return cluster.pods.count }
      return cluster.pods.ids.count { cluster.pods[$0].map { isShown($0.key) } ?? false }
    case .list(.nodes): return cluster.nodes.count
    case .list(.workloads): return cluster.allWorkloads.count { isShown($0.key) }
    case .list(.ignored): return session.ignored.count { isShown($0.key) }
    default: return nil
    }
  }

  private func isShown(_ key: ObjectName) -> Bool {
    namespace == nil || key.namespace == namespace
  }

  private var serviceRows: [RowID] {
    let filter = list(.pane(.services)).filter
    let text = textReader(of: .pane(.services))
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

  private func rows(of kind: ListKind) -> [RowID] {
    let filter = list(.list(kind)).filter
    let text = textReader(of: .list(kind))
    let cluster = simulation.cluster
    switch kind {
    case .pods: return podRows(filter)
    case .nodes:
      let shown = cluster.nodes.ids.compactMap { cluster.nodes[$0] }.filter { node in
        let words = "\(node.key) \(node.zone) \(node.status.internalIPs)"
        return filter.isEmpty
          || filter.keeps(words, node.metadata.labels) { text(.node(node.metadata.name), $0) }
      }
      return shown.map(\.metadata.name).sorted().map(RowID.node)
    case .workloads:
      return cluster.allWorkloads.filter { workload in
        let row = RowID.workload(kind: workload.kind, workload.key)
        return isShown(workload.key)
          && (filter.isEmpty
            || filter.keeps("\(workload.kind) \(workload.key)", workload.template.labels) {
              text(row, $0)
            })
      }.map { RowID.workload(kind: $0.kind, $0.key) }
    case .ignored:
      return session.ignored.indices.filter { index in
        let object = session.ignored[index]
        return isShown(object.key)
          && filter.keeps("\(object.kind) \(object.key) \(object.apiVersion)", Labels()) {
            text(.ignored(index), $0)
          }
      }.map(RowID.ignored)
    case .delays, .connections, .streams: return []
    }
  }

  private func podRows(_ filter: RowFilter) -> [RowID] {
    let cluster = simulation.cluster
    let text = textReader(of: .list(.pods))
    let keeps: (Pod) -> Bool =
      switch filter.scope {
      case .node(let name) where cluster.nodes[ObjectName(name: name)] != nil:
        { $0.spec.nodeName == name }
      case .workload(let key): { cluster.scalableWorkload(of: $0)?.key == key }
      case .node, nil:
        { pod in
          filter.isEmpty
            || filter.keeps(
              "\(pod.metadata.namespace)/\(pod.metadata.name) \(pod.statusText)"
                + " \(pod.spec.nodeName) \(pod.status.podIPs.first ?? "")",
              pod.metadata.labels
            ) { text(.pod(pod.key), $0) }
        }
      }
    var shown: [ObjectName] = []
    for id in cluster.pods.ids {
      guard let pod = cluster.pods[id], isShown(pod.key), keeps(pod) else { continue }
      shown.append(pod.key)
    }
    return shown.sorted().map(RowID.pod)
  }

  /// What serves the selected Service by kube-proxy's knowledge, pods that have no address yet,
  /// and what served before and was counted.
  private var endpointRows: [RowID] {
    guard let key = selectedService, let service = simulation.cluster.services[key] else {
      return []
    }
    var rows = servingRows(of: key)
    let known = Set(rows)
    let withAddress = Set(rows.map(\.pod))
    if let id = simulation.cluster.services.id(key) {
      for pod in simulation.cluster.pods(selectedBy: id)
        .compactMap({ simulation.cluster.pods[$0] })
      where !pod.isFinished && pod.status.podIPs.isEmpty && !withAddress.contains(pod.key) {
        rows.append(EndpointRow(port: 0, address: nil, number: 0, pod: pod.key))
      }
    }
    for tally in simulation.ledger[key]?.endpoints ?? [] where tally.count > 0 {
      let endpoint = tally.endpoint
      var row = EndpointRow(
        port: service.spec.ports.firstIndex { $0.name == tally.servicePort } ?? 0,
        address: endpoint.address,
        number: endpoint.port,
        pod: endpoint.pod
      )
      guard !known.contains(row) else { continue }
      row.isCountedOnly = true
      rows.append(row)
    }
    return filtered(rows)
  }

  private func filtered(_ rows: [EndpointRow]) -> [RowID] {
    let filter = list(.pane(.endpoints)).filter
    guard !filter.isEmpty else { return rows.map(RowID.endpoint) }
    let text = textReader(of: .pane(.endpoints))
    return rows.filter { row in
      let pod = simulation.cluster.pods[row.pod]
      let address = row.address?.withPort(row.number) ?? ""
      return filter.keeps(
        "\(row.pod.name) \(address) \(pod?.spec.nodeName ?? "")",
        pod?.metadata.labels ?? Labels()
      ) { text(.endpoint(row), $0) }
    }.map(RowID.endpoint)
  }

  private func servingRows(of key: ObjectName) -> [EndpointRow] {
    simulation.servingEndpoints(of: key).map { port, endpoint in
      EndpointRow(
        port: port,
        address: endpoint.address,
        number: endpoint.port,
        pod: endpoint.pod
      )
    }
  }

  private var eventRows: [RowID] {
    let events = simulation.events
    let filter = list(.pane(.events)).filter
    let recent = events.indices.suffix(Self.eventsShownMax)
    guard !filter.isEmpty else { return recent.map(RowID.event) }
    return recent.filter { filter.keeps(language.text(EventText.text(events[$0].kind)), Labels()) }
      .map(RowID.event)
  }
}

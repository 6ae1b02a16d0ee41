internal import ClusterState

extension AppState {
  /// Older events are kept but not listed.
  static let eventsShownMax = 1_000

  /// Rows of a list, filtered and sorted.
  func rowIDs(_ name: ListName) -> [RowID] { rows[name] }

  /// Finds all rows anew where something changed, and keeps every selection on its row.
  mutating func settle() {
    visited.note(screen)
    refreshRows(.pane(.services)) { $0.serviceRows(.pane(.services)) }
    keepPlace(.pane(.services))
    refreshMarks()
    refreshPanes()
    refreshTime()
    refreshPictures()
    if case .list(let kind) = screen {
      refresh(kind)
      keepPlace(.list(kind))
    }
    prepareShares()
  }

  /// What follows the Service that is selected, where it is shown.
  private mutating func refreshPanes() {
    guard screen == .overview || screen == .charts else { return }
    let endpoints = endpointRows
    rows.replace(
      .pane(.endpoints),
      sorted(.pane(.endpoints), filtered(endpoints)),
      total: isNarrowed(.pane(.endpoints)) ? endpoints.count : nil
    )
    leaveGoneEndpoint()
    keepPlace(.pane(.endpoints))
    rows.replace(.pane(.traffic), trafficRows)
    keepPlace(.pane(.traffic))
    rows.replace(.pane(.events), eventRows(.pane(.events)), total: eventTotal(.pane(.events)))
    keepPlace(.pane(.events))
  }

  private mutating func refresh(_ kind: ListKind) {
    switch kind {
    case .delays: rows.replace(.list(.delays), delayRows)
    case .connections: refreshConnections()
    case .streams:
      rows.replace(
        .list(.streams),
        sorted(.list(.streams), streamRows),
        total: isNarrowed(.list(.streams)) ? simulation.streams.count : nil
      )
    case .events:
      rows.replace(
        .list(.events),
        sorted(.list(.events), eventRows(.list(.events))),
        total: eventTotal(.list(.events))
      )
    case .zones, .namespaces:
      rows.count(simulation)
      refreshRows(.list(kind)) { $0.rows(of: kind) }
    case .tree:
      // How many roots there are is known before a line is asked whether it is open.
      if rows.isStale(.list(.tree), simulation.cluster.revision) { refreshTree() }
      refreshRows(.list(kind)) { $0.rows(of: kind) }
    case .pods, .workloads, .nodes, .ignored, .services, .endpoints, .slices, .ingresses:
      refreshRows(.list(kind)) { $0.rows(of: kind) }
    }
  }

  /// Rows that fit on the screen for a list, headings not counted.
  func visibleRows(_ name: ListName) -> Int {
    switch name {
    case .pane(.traffic) where screen == .charts: chartRows(.outcomes)
    case .pane(.endpoints) where screen == .charts: chartRows(.shares)
    case .clients: chartRows(.clients)
    case .topology: mapPlace.size.rows
    case .matrix: max(0, ScreenLayout(self).body.inset(by: 1).size.rows - 3)
    case .rules: RulesLayout(self).visibleRules
    case .conntrack: RulesLayout(self).visibleEntries
    case .names: max(0, NamesLayout.tableRows(ScreenLayout(self).body.size.rows) - 3)
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
    case .overview, .list, .text, .charts, .topology, .matrix, .names, .rules: break
    }
  }

  /// What the pictures of traffic list.
  private mutating func refreshPictures() {
    switch screen {
    case .charts:
      rows.replace(.clients, clientRows)
      keepPlace(.clients)
    case .topology:
      refreshMap()
      keepPlace(.topology)
    case .matrix:
      refreshMatrix()
      keepPlace(.matrix)
    case .names:
      refreshNames()
      keepPlace(.names)
    case .rules:
      refreshRules()
      keepPlace(.rules)
      centerRules()
      keepPlace(.conntrack)
      prepareVisibleRules()
    case .overview, .list, .text, .timeline, .comparison: break
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
    var key = RowCache.Key(
      revision: simulation.cluster.revision,
      filter: list(name).filter,
      namespace: namespace,
      order: list(name).order,
      pulse: pulse(of: name)
    )
    key.showsFaultsOnly = list(name).showsFaultsOnly
    let state = self
    rows.refresh(name, key, total: { state.total(of: name) }) {
      let made = make(state)
      let shown = key.showsFaultsOnly ? made.filter(state.isFaulty) : made
      return state.sorted(name, shown)
    }
  }

  /// Whether a list leaves out rows that it could show.
  func isNarrowed(_ name: ListName) -> Bool {
    !list(name).filter.isEmpty || list(name).showsFaultsOnly
  }

  func isShown(_ key: ObjectName) -> Bool {
    namespace == nil || key.namespace == namespace
  }

  /// What serves the selected Service by kube-proxy's knowledge, pods that have no address yet,
  /// and what served before and was counted.
  private var endpointRows: [EndpointRow] {
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
    return rows
  }

  private func filtered(_ rows: [EndpointRow]) -> [RowID] {
    let place = list(.pane(.endpoints))
    let filter = place.filter
    let all = rows.map(RowID.endpoint)
    let wanted = place.showsFaultsOnly ? all.filter(isFaulty) : all
    guard !filter.isEmpty else { return wanted }
    let text = textReader(of: .pane(.endpoints))
    return wanted.filter { id in
      guard case .endpoint(let row) = id else { return false }
      let pod = simulation.cluster.pods[row.pod]
      let address = row.address?.withPort(row.number) ?? ""
      return filter.keeps(
        "\(row.pod.name) \(address) \(pod?.spec.nodeName ?? "")",
        pod?.metadata.labels ?? Labels()
      ) { text(.endpoint(row), $0) }
    }
  }

  func servingRows(of key: ObjectName) -> [EndpointRow] {
    simulation.servingEndpoints(of: key).map { port, endpoint in
      EndpointRow(
        port: port,
        address: endpoint.address,
        number: endpoint.port,
        pod: endpoint.pod
      )
    }
  }

  func eventRows(_ name: ListName) -> [RowID] {
    let events = simulation.events
    let place = list(name)
    let recent = events.indices.suffix(Self.eventsShownMax)
    let wanted = place.showsFaultsOnly ? recent.filter { events[$0].kind.isFault } : Array(recent)
    guard !place.filter.isEmpty else { return wanted.map(RowID.event) }
    let text = textReader(of: name)
    return wanted.filter { index in
      let words = language.text(EventText.text(events[index].kind))
      return place.filter.keeps(words, Labels()) { text(.event(index), $0) }
    }.map(RowID.event)
  }

  private func eventTotal(_ name: ListName) -> Int? {
    isNarrowed(name) ? min(simulation.events.count, Self.eventsShownMax) : nil
  }
}

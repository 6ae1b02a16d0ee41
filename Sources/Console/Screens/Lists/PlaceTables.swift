internal import ClusterState

// Columns and cells of zones, namespaces and events.

extension AppState {
  static let zoneColumns = [
    TableColumn("ZONE", importance: 10, leastWidth: 10),
    TableColumn("NODES", .right, importance: 9),
    TableColumn("PODS", .right, importance: 7),
    TableColumn("ENDPOINTS", .right, importance: 8),
    TableColumn("REQUESTS", .right, importance: 6),
    TableColumn("DELIVERED", .right, importance: 5),
    TableColumn("SHARE", importance: 3, isBar: true),
    TableColumn("%", .right, importance: 4),
  ]

  static let namespaceColumns = [
    TableColumn("KEY", importance: 8),
    TableColumn("NAME", importance: 10, leastWidth: 10),
    TableColumn("STATUS", importance: 7),
    TableColumn("SERVICES", .right, importance: 9),
    TableColumn("PODS", .right, importance: 8),
    TableColumn("WORKLOADS", .right, importance: 6),
    TableColumn("INGRESSES", .right, importance: 5),
    TableColumn("AGE", .right, importance: 4),
    TableColumn("LABELS", importance: 6, leastWidth: 12, isWide: true),
  ]

  static let eventColumns = [
    TableColumn("TIME", importance: 9),
    TableColumn("LAST SEEN", .right, importance: 2),
    TableColumn("TYPE", importance: 7),
    TableColumn("REASON", importance: 6, leastWidth: 10),
    TableColumn("OBJECT", importance: 5, leastWidth: 12, keepsEnd: true),
    TableColumn("MESSAGE", importance: 10, leastWidth: 44),
    TableColumn("CAUSE", importance: 4, leastWidth: 12, isWide: true),
  ]

  /// Tells the cells of a zone; the requests of all are added up once.
  var zoneReader: (RowID) -> [TableCell] {
    let outcomes = zoneOutcomes
    return { row in
      guard case .zone(let name) = row else { return [] }
      return rows.counts.zone(name).map { cells($0, outcomes) } ?? []
    }
  }

  private func cells(
    _ zone: ClusterCounts.Zone,
    _ outcomes: [String: Outcomes]
  ) -> [TableCell] {
    let mine = outcomes[zone.name] ?? Outcomes()
    let all = outcomes.values.reduce(0) { $0 + $1.total }
    let share = all > 0 ? Double(mine.total) / Double(all) : nil
    let isUp = zone.nodes.ready == zone.nodes.total
    let areReady = zone.endpoints.ready == zone.endpoints.total
    return [
      .text(zone.name.isEmpty ? "<none>" : zone.name),
      .text(zone.nodes.text, Style(isUp ? .text : .bad)),
      .text(zone.pods.text),
      .text(zone.endpoints.text, Style(areReady ? .text : .warning)),
      .text(Quantities.count(mine.total)),
      .text(
        mine.total > 0 ? Quantities.percent(Double(mine[.delivered]) / Double(mine.total)) : "-"
      ),
      .bar(ShareBar(Int((share ?? 0) * 1_000), of: 1_000), Style(.bar)),
      .text(share.map(Quantities.percent) ?? "-"),
    ]
  }

  /// What became of all requests by the zone of the endpoint that was chosen.
  var zoneOutcomes: [String: Outcomes] {
    var found: [String: Outcomes] = [:]
    for service in simulation.ledger.serviceNames {
      for (zone, outcomes) in simulation.ledger[service]?.zoneOutcomes ?? [] {
        found[zone, default: Outcomes()] += outcomes
      }
    }
    return found
  }

  func cells(_ namespace: ClusterCounts.Namespace) -> [TableCell] {
    let object = simulation.cluster.namespaces[ObjectName(name: namespace.name)]
    let isWhole = namespace.pods.ready == namespace.pods.total
    let number = numberedNamespaces.firstIndex(of: namespace.name).map { "\($0 + 1)" }
    return [
      .text(number ?? "", Style(.key)),
      .text(namespace.name),
      .text("Active", Style(.dim)),
      .text(Quantities.count(namespace.services)),
      .text(namespace.pods.text, Style(isWhole ? .text : .warning)),
      .text(Quantities.count(namespace.workloads)),
      .text(Quantities.count(namespace.routes)),
      .text(Quantities.age(from: object?.metadata.creationTimestamp, to: simulation.timestamp)),
      .text(object?.metadata.labels.text ?? "<none>", Style(.dim)),
    ]
  }

  func cells(_ event: Event) -> [TableCell] {
    let isFault = event.kind.isFault
    return [
      .text(Quantities.eventTime(event.instant), Style(.dim)),
      .text(Quantities.span(simulation.now - event.instant)),
      .text(isFault ? "Warning" : "Normal", Style(isFault ? .warning : .dim)),
      .text(event.kind.name),
      .text(event.kind.subject ?? "-"),
      .said(EventText.text(event.kind)),
      .said(EventText.text(event.cause), Style(.dim)),
    ]
  }

  /// What rows of these lists are compared by; `nil` for columns that are compared as text.
  func networkKey(of row: RowID, _ column: String) -> SortKey? {
    let cluster = simulation.cluster
    switch row {
    case .slice(let key):
      guard let slice = cluster.endpointSlices[key] else { return nil }
      if column == "READY" { return .number(Int64(slice.endpoints.count { $0.ready ?? true })) }
      if column == "ENDPOINTS" { return .number(Int64(slice.endpoints.count)) }
      return column == "AGE" ? .time(slice.metadata.creationTimestamp) : nil
    case .route(let kind, let key):
      let created = RouteFacts(kind, key, cluster)?.metadata.creationTimestamp
      return column == "AGE" ? .time(created) : nil
    case .zone(let name): return zoneKey(name, column)
    case .namespace(let name): return namespaceKey(name, column)
    case .event(let number):
      let instant = simulation.events[number].instant.microseconds
      if column == "TIME" { return .number(instant) }
      return column == "LAST SEEN" ? .number(-instant) : nil
    default: return nil
    }
  }

  private func zoneKey(_ name: String, _ column: String) -> SortKey? {
    guard let zone = rows.counts.zone(name) else { return nil }
    switch column {
    case "NODES": return .number(Int64(zone.nodes.ready))
    case "PODS": return .number(Int64(zone.pods.ready))
    case "ENDPOINTS": return .number(Int64(zone.endpoints.ready))
    case "REQUESTS", "SHARE", "%": return .number(Int64(zoneOutcomes[name]?.total ?? 0))
    default: return nil
    }
  }

  private func namespaceKey(_ name: String, _ column: String) -> SortKey? {
    guard let counts = rows.counts.namespace(name) else { return nil }
    switch column {
    case "SERVICES": return .number(Int64(counts.services))
    case "PODS": return .number(Int64(counts.pods.ready))
    case "WORKLOADS": return .number(Int64(counts.workloads))
    case "INGRESSES": return .number(Int64(counts.routes))
    case "AGE":
      return .time(
        simulation.cluster.namespaces[ObjectName(name: name)]?.metadata.creationTimestamp
      )
    default: return nil
    }
  }
}

extension Node {
  /// The column ROLES: labels `node-role.kubernetes.io/...`.
  var rolesText: String {
    let prefix = "node-role.kubernetes.io/"
    let roles = metadata.labels.pairs.map(\.key).filter { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) }
    return roles.isEmpty ? "<none>" : roles.joined(separator: ",")
  }
}

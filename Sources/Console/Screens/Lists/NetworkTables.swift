internal import ClusterState

// Columns and cells of slices, endpoints of all Services, ingresses and routes.

extension AppState {
  static let sliceColumns = [
    TableColumn("NAMESPACE", importance: 6, leastWidth: 7),
    TableColumn("NAME", importance: 10, leastWidth: 14, keepsEnd: true),
    TableColumn("SERVICE", importance: 9, leastWidth: 8),
    TableColumn("ADDRESSTYPE", importance: 3),
    TableColumn("PORTS", importance: 5, leastWidth: 6),
    TableColumn("READY", .right, importance: 8),
    TableColumn("ENDPOINTS", importance: 4, leastWidth: 14),
    TableColumn("AGE", .right, importance: 1),
    TableColumn("ZONE HINTS", importance: 5, leastWidth: 8, isWide: true),
    TableColumn("MANAGED-BY", importance: 2, leastWidth: 10, isWide: true),
    TableColumn("LABELS", importance: 2, leastWidth: 12, isWide: true),
  ]

  static let allEndpointColumns =
    [
      TableColumn("NAMESPACE", importance: 6, leastWidth: 7),
      TableColumn("SERVICE", importance: 11, leastWidth: 8),
    ] + endpointColumns

  static let routeColumns = [
    TableColumn("KIND", importance: 7),
    TableColumn("NAMESPACE", importance: 6, leastWidth: 7),
    TableColumn("NAME", importance: 10, leastWidth: 10),
    TableColumn("CLASS", importance: 4, leastWidth: 6),
    TableColumn("HOSTS", importance: 8, leastWidth: 12),
    TableColumn("ADDRESS", importance: 5, leastWidth: 10),
    TableColumn("PORTS", importance: 2),
    TableColumn("BACKENDS", importance: 9, leastWidth: 12),
    TableColumn("AGE", .right, importance: 1),
    TableColumn("PATHS", importance: 7, leastWidth: 16, isWide: true),
    TableColumn("LABELS", importance: 1, leastWidth: 12, isWide: true),
  ]

  func cells(_ slice: EndpointSlice) -> [TableCell] {
    let ready = slice.endpoints.count { $0.ready ?? true }
    let total = slice.endpoints.count
    let ports = slice.ports.map { $0.port.map { "\($0)" } ?? "*" }
    let addresses = slice.endpoints.prefix(3).flatMap { $0.addresses.prefix(1) }
    let more = total > 3 ? " + \(Quantities.count(total - 3)) more..." : ""
    let hints = Set(slice.endpoints.flatMap(\.zoneHints)).sorted()
    let manager = slice.metadata.labels[EndpointSlice.managedByLabel] ?? "<none>"
    return [
      .text(slice.metadata.namespace, Style(.dim)),
      .text(slice.metadata.name),
      .text(slice.serviceKey?.name ?? "<none>"),
      .text("\(slice.addressType)", Style(.dim)),
      .text(ports.isEmpty ? "<unset>" : ports.joined(separator: ",")),
      .text("\(ready)/\(total)", Style(ready < total ? .warning : total == 0 ? .dim : .ready)),
      .text(addresses.isEmpty ? "<unset>" : addresses.joined(separator: ",") + more),
      .text(Quantities.age(from: slice.metadata.creationTimestamp, to: simulation.timestamp)),
      .text(hints.isEmpty ? "<none>" : hints.joined(separator: ","), Style(.dim)),
      .text(manager, Style(.dim)),
      .text(slice.metadata.labels.text, Style(.dim)),
    ]
  }

  func cells(_ kind: String, _ facts: RouteFacts) -> [TableCell] {
    let row = RowID.route(kind: kind, facts.metadata.key)
    let ports = facts.ports.map { "\($0)" }.joined(separator: ", ")
    return [
      .text(kind),
      .text(facts.metadata.namespace, Style(.dim)),
      .text(facts.metadata.name),
      .text(facts.className.isEmpty ? "<none>" : facts.className),
      .text(facts.hosts.isEmpty ? "*" : facts.hosts.joined(separator: ",")),
      .text(facts.addresses.isEmpty ? "-" : facts.addresses.joined(separator: ",")),
      .text(ports.isEmpty ? "-" : ports, Style(.dim)),
      .text(facts.backendsText, Style(isFaulty(row) ? .bad : .text)),
      .text(Quantities.age(from: facts.metadata.creationTimestamp, to: simulation.timestamp)),
      .text(facts.pathsText, Style(.dim)),
      .text(facts.metadata.labels.text, Style(.dim)),
    ]
  }

  /// Tells the cells of endpoints of any Service; what they share is found once a Service.
  var endpointReader: (RowID) -> [TableCell] {
    let memo = EndpointSharesMemo(self)
    return { row in
      guard case .endpointOf(let service, let endpoint) = row else { return [] }
      let head: [TableCell] = [.text(service.namespace, Style(.dim)), .text(service.name)]
      return head + cells(of: endpoint, memo.shares(of: service))
    }
  }
}

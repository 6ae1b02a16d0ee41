internal import ClusterState

extension AppState {
  static let serviceColumns = [
    TableColumn("NAMESPACE", importance: 6, leastWidth: 7),
    TableColumn("NAME", importance: 10, leastWidth: 10),
    TableColumn("TYPE", importance: 5),
    TableColumn("CLUSTER-IP", importance: 7),
    TableColumn("EXTERNAL-IP", importance: 2, leastWidth: 12),
    TableColumn("PORT(S)", importance: 4, leastWidth: 10),
    TableColumn("AGE", .right, importance: 1),
    TableColumn("ENDPOINTS", .right, importance: 8),
    TableColumn("REQ/S", .right, importance: 9),
    TableColumn("EXTERNAL", importance: 5, isWide: true),
    TableColumn("INTERNAL", importance: 5, isWide: true),
    TableColumn("SELECTOR", importance: 6, leastWidth: 12, isWide: true),
    TableColumn("LABELS", importance: 3, leastWidth: 12, isWide: true),
  ]

  /// Services with kubectl's columns, their endpoints and their rate.
  func servicesTable(_ isFocused: Bool, rows visible: Int) -> Table {
    let place = list(.pane(.services))
    var table = table(.pane(.services), isFocused, visible: visible)
    table.emptyText = emptyServicesText(place.filter)
    return table
  }

  private func emptyServicesText(_ filter: RowFilter) -> [Sentence] {
    if !filter.isEmpty { return ["No Service matches /\(filter.text). Esc clears the filter."] }
    if let namespace {
      return ["No Services in namespace \(namespace). 0 shows all namespaces."]
    }
    return ["The document holds no Services. :pods lists the pods."]
  }

  func cells(of service: Service) -> [TableCell] {
    let key = service.key
    let counts = simulation.endpointCounts(of: key)
    let isAlias = service.spec.type == .externalName
    let mark = rows.marks[key]
    let role: Role =
      mark == .error || counts.ready == 0 && !isAlias
      ? .bad
      : mark == .warning || counts.ready < counts.total ? .warning : isAlias ? .dim : .text
    let number =
      isAlias
      ? "-" : counts.ready == counts.total ? "\(counts.total)" : "\(counts.ready)/\(counts.total)"
    let endpoints = mark == nil ? number : "! \(number)"
    let rate = simulation.ledger[key]?.rate.perSecond(at: simulation.now)
    return [
      .text(key.namespace, Style(.dim)),
      .text(key.name),
      .text(service.spec.type.rawValue),
      .text(service.clusterIPText),
      .text(service.externalIPText),
      .text(service.portsText),
      .text(Quantities.age(from: service.metadata.creationTimestamp, to: simulation.timestamp)),
      .text(endpoints, Style(role)),
      .text(rate.map { $0 > 0 ? Quantities.count(Int($0.rounded())) : "-" } ?? "-"),
      .text(service.spec.externalTrafficPolicy.map { "\($0)" } ?? "-", Style(.dim)),
      .text(service.spec.internalTrafficPolicy.map { "\($0)" } ?? "-", Style(.dim)),
      .text(service.spec.selector.text, Style(.dim)),
      .text(service.metadata.labels.text, Style(.dim)),
    ]
  }
}

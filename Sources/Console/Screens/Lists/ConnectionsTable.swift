internal import ClusterState

extension AppState {
  static let connectionColumns = [
    TableColumn("CLIENT", importance: 9, leastWidth: 16),
    TableColumn("PROTO", importance: 3),
    TableColumn("DESTINATION", importance: 5, leastWidth: 14),
    TableColumn("ENDPOINT", importance: 6),
    TableColumn("POD", importance: 8, leastWidth: 12, keepsEnd: true),
    TableColumn("NODE", importance: 7, leastWidth: 6),
    TableColumn("AGE", .right, importance: 4),
    TableColumn("REQS", .right, importance: 8),
    TableColumn("STATE", importance: 10),
    TableColumn("SERVICE", importance: 7, leastWidth: 12, isWide: true),
  ]

  /// A connection; one that is stale says so in words.
  func cells(of key: ConnectionKey) -> [TableCell] {
    connections[key].map { cells(of: $0) } ?? []
  }

  func cells(of fact: ConnectionFact) -> [TableCell] {
    [
      .text("\(fact.client)"),
      .text(fact.protocol.rawValue, Style(.dim)),
      .text("\(fact.destination)"),
      .text(fact.endpoint.map { "\($0)" } ?? "untranslated", Style(.dim)),
      .text(fact.pod.map(\.name) ?? "-"),
      .text(fact.node.isEmpty ? "-" : fact.node),
      .text(Quantities.span(fact.age)),
      .text(Quantities.count(fact.requests)),
      .said(ConnectionText.state(fact), Style(fact.role, fact.isStale ? .bold : [])),
      .text(fact.service.map { "\($0)" } ?? "-"),
    ]
  }
}

extension ConnectionFact {
  /// What its state looks like.
  fileprivate var role: Role {
    if state == .dead { return .bad }
    if isStale { return .warning }
    return switch state {
    case .active: .good
    case .closing: .terminating
    case .idle, .dead: .dim
    }
  }
}

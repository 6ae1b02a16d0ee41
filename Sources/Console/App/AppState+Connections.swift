internal import ClusterState

// Connections and flows as conntrack keeps them: listed, sorted, explained.

extension AppState {
  /// Looks at all connections anew: they come and go without the cluster changing.
  mutating func refreshConnections() {
    let filter = list(.list(.connections)).filter
    let shown = namespace
    connections = ConnectionList(
      simulation,
      order: connectionOrder,
      isDescending: isConnectionOrderDescending
    ) { fact in
      guard shown == nil || fact.service?.namespace == shown else { return false }
      return filter.isEmpty || filter.keeps(ConnectionText.words(fact), Labels())
    }
    rows.replace(.list(.connections), connections.rows)
  }

  /// Sorts the connections by a column; the same again turns the order round.
  mutating func sort(by column: String) {
    guard screen == .list(.connections) else {
      message = .error("only the connections can be sorted: :connections shows them")
      return
    }
    guard let order = ConnectionList.Order(rawValue: column.lowercased()) else {
      let known = ConnectionList.Order.allCases.map(\.rawValue).joined(separator: ", ")
      message = .error("connections are sorted by \(known)")
      return
    }
    isConnectionOrderDescending = order == connectionOrder ? !isConnectionOrderDescending : false
    connectionOrder = order
    let way = isConnectionOrderDescending ? "the greatest first" : "the least first"
    message = .note("sorted by \(order.rawValue), \(way)")
  }

  /// `first 1,000 of 20,000  3 stale  all namespaces`.
  var connectionsTitle: String {
    let shown = Quantities.count(connections.rows.count)
    let counted =
      connections.examined < connections.total
      ? "first \(Quantities.count(connections.examined)) of "
        + "\(Quantities.count(connections.total))"
        + (connections.rows.count < connections.examined ? ", \(shown) shown" : "")
      : shown
    let stale =
      connections.rows.isEmpty ? "" : "\(Quantities.count(connections.stale)) stale  "
    return "\(counted)  \(stale)\(namespace.map { "namespace \($0)" } ?? "all namespaces")"
  }

  /// Why no connection is there, and what would open some.
  var noConnectionsText: [String] {
    if connections.total > 0, let namespace {
      return ["No connection leads to namespace \(namespace). 0 shows all namespaces."]
    }
    let reason =
      simulation.streams.isEmpty
      ? "No stream of requests is running."
      : "Nothing is open now: connections of one request end with its answer."
    return [
      reason,
      "",
      "t opens the dialog for traffic. With more than one request per connection, clients keep "
        + "theirs open (keep-alive), and they stay with their pod when more pods start.",
      ":stream 100/s from SRC to DST --requests-per-connection=100 does the same.",
    ]
  }

  /// The whole of what is known of a connection, and why it goes where it goes.
  mutating func explain(_ key: ConnectionKey) {
    guard let fact = connections[key] else {
      message = .error("this connection is closed")
      return
    }
    show(
      title: "Why: \(fact.client) to \(fact.destination)",
      ConnectionText.lines(fact, simulation)
    )
  }
}

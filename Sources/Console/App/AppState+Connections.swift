internal import ClusterState

// Connections and flows as conntrack keeps them: listed, sorted, explained.

extension AppState {
  /// Looks at all connections anew: they come and go without the cluster changing.
  mutating func refreshConnections() {
    let filter = list(.list(.connections)).filter
    let wanted = namespace
    connections = ConnectionList(simulation) { fact in
      guard wanted == nil || fact.service?.namespace == wanted else { return false }
      return filter.isEmpty
        || filter.keeps(ConnectionText.words(fact), Labels()) { column in
          ListColumns.index(of: column, in: Self.connectionColumns)
            .flatMap { cells(of: fact)[safely: $0]?.text }
        }
    }
    let place = list(.list(.connections))
    let shown = place.showsFaultsOnly ? connections.rows.filter(isFaulty) : connections.rows
    rows.replace(
      .list(.connections),
      sorted(.list(.connections), shown),
      total: isNarrowed(.list(.connections)) ? connections.examined : nil
    )
  }

  /// `first 1,000 of 20,000  3 stale  all namespaces`.
  var connectionsTitle: Sentence {
    let shown = rowIDs(.list(.connections)).count
    let place: Sentence = namespace.map { "namespace \($0)" } ?? "all namespaces"
    let isEmpty = connections.rows.isEmpty
    let stale: Sentence = isEmpty ? "" : "\(Quantities.count(connections.stale)) stale  "
    guard connections.examined < connections.total else {
      return "\(countText(of: .list(.connections)))  \(stale)\(place)"
    }
    let part: Sentence =
      "first \(Quantities.count(connections.examined)) of \(Quantities.count(connections.total))"
    return shown < connections.examined
      ? "\(part), \(Quantities.count(shown)) shown  \(stale)\(place)" : "\(part)  \(stale)\(place)"
  }

  /// Why no connection is there, and what would open some.
  var noConnectionsText: [Sentence] {
    if connections.total > 0, let namespace {
      return ["No connection leads to namespace \(namespace). 0 shows all namespaces."]
    }
    let reason: Sentence =
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

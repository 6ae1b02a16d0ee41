package import ClusterState

/// What tells connections apart in a list: what conntrack knows them by, and the node it is on.
package struct ConnectionKey: Hashable, Sendable {
  package var client: SocketAddress
  package var destination: SocketAddress
  package var `protocol`: TransportProtocol
  /// The node whose conntrack keeps it; empty where no rule translates it.
  package var node: String
  /// Counts from 0 those that are alike in all of that, as two streams of one client may be.
  package var number: Int
}

/// The connections of one moment as they are listed.
struct ConnectionList: Sendable {
  private(set) var rows: [RowID] = []
  private var facts: [ConnectionKey: ConnectionFact] = [:]
  /// How many there are in the cluster, those included that are not looked at.
  private(set) var total = 0
  /// How many of ``total`` were looked at.
  private(set) var examined = 0
  /// How many of the rows lead where no new connection would.
  private(set) var stale = 0

  subscript(key: ConnectionKey) -> ConnectionFact? { facts[key] }

  init() {}

  /// Looks at the connections of a simulation, at most ``Simulation/connectionsShownMax``, and
  /// takes those that `keeps` likes.
  init(_ simulation: Simulation, keeps: (ConnectionFact) -> Bool) {
    let all = simulation.connectionFacts()
    examined = all.count
    total = examined < Simulation.connectionsShownMax ? examined : simulation.connectionCount
    var alike: [ConnectionKey: Int] = [:]
    for fact in all where keeps(fact) {
      var key = ConnectionKey(
        client: fact.client,
        destination: fact.destination,
        protocol: fact.protocol,
        node: fact.node,
        number: 0
      )
      let number = alike[key, default: 0]
      alike[key] = number + 1
      key.number = number
      facts[key] = fact
      rows.append(.connection(key))
      if fact.isStale { stale += 1 }
    }
  }
}

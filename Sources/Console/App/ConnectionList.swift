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
  /// What the list can be sorted by: the columns' words in small letters.
  enum Order: String, CaseIterable, Sendable {
    case service, client, destination, endpoint, pod, node, age, requests, state
  }

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
  init(
    _ simulation: Simulation,
    order: Order,
    isDescending: Bool,
    keeps: (ConnectionFact) -> Bool
  ) {
    let all = simulation.connectionFacts()
    examined = all.count
    total = examined < Simulation.connectionsShownMax ? examined : simulation.connectionCount
    var alike: [ConnectionKey: Int] = [:]
    for fact in Self.sorted(all.filter(keeps), order, isDescending) {
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

  /// The order of ``Simulation/connectionFacts(limit:)`` among equals.
  private static func sorted(
    _ facts: [ConnectionFact],
    _ order: Order,
    _ isDescending: Bool
  ) -> [ConnectionFact] {
    guard order != .service || isDescending else { return facts }
    let ordered = facts.enumerated().sorted { left, right in
      let isLess = precedes(left.element, right.element, order)
      let isMore = precedes(right.element, left.element, order)
      guard isLess != isMore else { return left.offset < right.offset }
      return isDescending ? isMore : isLess
    }
    return ordered.map(\.element)
  }

  private static func precedes(
    _ left: ConnectionFact,
    _ right: ConnectionFact,
    _ order: Order
  ) -> Bool {
    let nobody = ObjectName(name: "")
    switch order {
    case .service: return (left.service ?? nobody) < (right.service ?? nobody)
    case .client: return left.client < right.client
    case .destination: return left.destination < right.destination
    case .endpoint:
      guard let one = left.endpoint, let other = right.endpoint else {
        return left.endpoint == nil && right.endpoint != nil
      }
      return one < other
    case .pod: return (left.pod ?? nobody) < (right.pod ?? nobody)
    case .node: return left.node < right.node
    case .age: return left.age < right.age
    case .requests: return left.requests < right.requests
    case .state: return ConnectionText.rank(left) < ConnectionText.rank(right)
    }
  }
}

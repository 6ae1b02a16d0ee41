/// One connection or flow as a person looks at it.
package struct ConnectionFact: Equatable, Sendable {
  /// What a connection is good for.
  package enum State: Hashable, Sendable {
    /// Carries nothing at the moment.
    case idle
    /// Awaits this many answers.
    case active(Int)
    /// Takes no more requests.
    case closing(Int)
    /// The other end is gone without a word.
    case dead
  }

  package var client: SocketAddress
  /// What the client sends to.
  package var destination: SocketAddress
  package var `protocol`: TransportProtocol
  /// `nil`: the packets leave untranslated.
  package var service: ObjectName?
  package var endpoint: SocketAddress?
  package var pod: ObjectName?
  /// The node whose conntrack keeps it; empty where the client itself chose the address.
  package var node: String
  package var age: Delay
  /// Requests that it has carried.
  package var requests: Int
  package var state: State
  /// Whether a new connection would not be sent here any more.
  package var isStale: Bool
}

extension Simulation {
  /// Connections and flows that a screen shows at most.
  package static let connectionsShownMax = 1_000

  /// How many connections and flows there are.
  package var connectionCount: Int { traffic.connections.count }

  /// Connections and flows, by Service, endpoint and client; of many, those that were opened first.
  package func connectionFacts(limit: Int = connectionsShownMax) -> [ConnectionFact] {
    var isLed: [String: Bool] = [:]
    var facts: [ConnectionFact] = []
    for number in traffic.connections.lazyNumbers {
      guard facts.count < limit else { break }
      guard let connection = traffic.connections[number],
        connection.expiresAt > now.microseconds
      else { continue }
      let isStale = connection.peer.map { peer in
        let place = "\(peer.node) \(peer.service) \(peer.servicePort) \(peer.endpoint.text)"
        let known = isLed[place] ?? rulesLead(to: peer.endpoint.socketAddress, peer)
        isLed[place] = known
        return !known
      }
      facts.append(ConnectionFact(connection, at: now, isStale: isStale ?? false))
    }
    return facts.sorted { left, right in
      let (one, other) = (
        left.service ?? ObjectName(name: ""), right.service ?? ObjectName(name: "")
      )
      guard one == other else { return one < other }
      guard left.endpoint == right.endpoint else {
        return left.endpoint.map { one in right.endpoint.map { one < $0 } ?? false } ?? true
      }
      return left.client < right.client
    }
  }
}

extension ConnectionFact {
  fileprivate init(_ connection: Connection, at now: Instant, isStale: Bool) {
    client = connection.source
    destination = SocketAddress(connection.destination.address, connection.destination.port)
    `protocol` = connection.destination.protocol
    service = connection.peer?.service
    endpoint = connection.peer?.endpoint.socketAddress
    pod = connection.peer?.endpoint.pod
    node = connection.node
    age = now - Instant(microseconds: connection.openedAt)
    requests = connection.carried
    let inFlight = Int(connection.inFlight)
    if connection.isDead {
      state = .dead
    } else if connection.isClosing {
      state = .closing(inFlight)
    } else {
      state = inFlight == 0 ? .idle : .active(inFlight)
    }
    self.isStale = isStale
  }
}

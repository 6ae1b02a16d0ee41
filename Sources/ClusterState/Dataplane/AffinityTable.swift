internal import HashTreeCollections

/// Which endpoint a client was sent to, as each node remembers it for `sessionAffinity: ClientIP`.
///
/// Every mode has its own way: lists of a hundred clients in iptables mode, sets with timeouts in
/// nftables mode, both one for each endpoint and shared by all ways to a Service port; in IPVS mode
/// one template for a client and a virtual server.
struct AffinityTable: Equatable, Sendable {
  /// Where a memory is kept.
  struct Place: Hashable, Sendable {
    var node: String
    var servicePort: ServicePortName
    /// The address and port that the client asked for; only IPVS mode tells them apart.
    var virtualServer: SocketAddress?
  }

  private enum Memory: Equatable, Sendable {
    case lists(RecentClients)
    case sets(TimedClients)
    case templates(PersistenceTemplates)

    init(_ mode: ProxyMode) {
      switch mode {
      case .iptables: self = .lists(RecentClients())
      case .nftables: self = .sets(TimedClients())
      case .ipvs: self = .templates(PersistenceTemplates())
      }
    }

    var mode: ProxyMode {
      switch self {
      case .lists: .iptables
      case .sets: .nftables
      case .templates: .ipvs
      }
    }
  }

  private var memories = TreeDictionary<Place, Memory>()

  /// Whether nothing was ever remembered.
  var isEmpty: Bool { memories.isEmpty }

  /// A node is gone, and what it remembered with it.
  mutating func forget(node: String) {
    for place in memories.keys where place.node == node { memories[place] = nil }
  }

  /// The index of the endpoint that a new connection of a client must go to, or `nil`.
  ///
  /// `endpoints` are those that take new connections, in the order of rules. Looking has effects in
  /// the kernel (old entries go, a template's timer starts anew): ask once for a connection, then
  /// ``remember(_:of:at:now:timeoutSeconds:mode:)`` where it went.
  mutating func index(
    for client: IPAddress,
    at place: Place,
    among endpoints: [ProxyEndpoint],
    now: Instant,
    timeoutSeconds: Int64,
    mode: ProxyMode
  ) -> Int? {
    let place = Self.normal(place, mode)
    switch take(place, mode) {
    case nil: return nil
    case .lists(var lists):
      defer { memories[place] = .lists(lists) }
      return lists.index(for: client, among: endpoints, now, timeoutSeconds: timeoutSeconds)
    case .sets(let sets):
      memories[place] = .sets(sets)
      return sets.index(for: client, among: endpoints, now)
    case .templates(var templates):
      defer { memories[place] = .templates(templates) }
      var index: Int?
      _ = templates.server(of: client, at: now) { server in
        index = endpoints.firstIndex { $0.socketAddress == server }
        return index != nil
      }
      return index
    }
  }

  /// Whether one endpoint remembers a client: what one rule asks, with the effects it has.
  mutating func isRemembered(
    _ client: IPAddress,
    by endpoint: SocketAddress,
    at place: Place,
    now: Instant,
    timeoutSeconds: Int64,
    mode: ProxyMode
  ) -> Bool {
    let place = Self.normal(place, mode)
    switch take(place, mode) {
    case nil: return false
    case .lists(var lists):
      defer { memories[place] = .lists(lists) }
      return lists.holds(client, endpoint, now, .seconds(timeoutSeconds))
    case .sets(let sets):
      memories[place] = .sets(sets)
      return sets.holds(client, endpoint, now)
    case .templates(let templates):
      memories[place] = .templates(templates)
      return templates.binds(client, to: endpoint, at: now)
    }
  }

  /// Notes that a new connection of a client went to an endpoint.
  mutating func remember(
    _ endpoint: SocketAddress,
    of client: IPAddress,
    at place: Place,
    now: Instant,
    timeoutSeconds: Int64,
    mode: ProxyMode
  ) {
    let place = Self.normal(place, mode)
    switch take(place, mode) ?? Memory(mode) {
    case .lists(var lists):
      lists.set(client, endpoint, now)
      memories[place] = .lists(lists)
    case .sets(var sets):
      sets.update(client, endpoint, now, timeoutSeconds: timeoutSeconds)
      memories[place] = .sets(sets)
    case .templates(var templates):
      // A template that led here goes on as it is.
      if !templates.binds(client, to: endpoint, at: now) {
        templates.bind(client, to: endpoint, at: now, timeoutSeconds: timeoutSeconds)
      }
      memories[place] = .templates(templates)
    }
  }

  /// Drops what was remembered of endpoints for which a node has no rules any more: their lists and
  /// sets go with the rules and are empty if they come back.
  ///
  /// IPVS templates stay; they are void while their server is gone.
  mutating func forgetEndpoints(
    of servicePort: ServicePortName,
    unless hasRules: (_ node: String, SocketAddress) -> Bool
  ) {
    for place in memories.keys.filter({ $0.servicePort == servicePort }) {
      switch memories.removeValue(forKey: place) {
      case .lists(var lists):
        lists.forget { !hasRules(place.node, $0) }
        memories[place] = .lists(lists)
      case .sets(var sets):
        sets.forget { !hasRules(place.node, $0) }
        memories[place] = .sets(sets)
      case let memory: memories[place] = memory
      }
    }
  }

  /// Takes a memory out, so that it has one owner while it changes; one of another mode is lost.
  private mutating func take(_ place: Place, _ mode: ProxyMode) -> Memory? {
    memories.removeValue(forKey: place).flatMap { $0.mode == mode ? $0 : nil }
  }

  private static func normal(_ place: Place, _ mode: ProxyMode) -> Place {
    mode == .ipvs
      ? place : Place(node: place.node, servicePort: place.servicePort, virtualServer: nil)
  }
}

extension AffinityTable.Place {
  /// Where the node behind a target remembers its clients.
  init(_ target: BalancedTarget) {
    self.init(
      node: target.node?.name ?? "",
      servicePort: target.servicePort,
      virtualServer: SocketAddress(target.destination.address, target.destination.port)
    )
  }
}

/// `namespace/name` or `namespace/name:port`: how kube-proxy names a Service port.
package struct ServicePortName: Hashable, Sendable, CustomStringConvertible {
  package var service: ObjectName
  /// Empty for an unnamed port.
  package var port: String

  package var description: String { port.isEmpty ? "\(service)" : "\(service):\(port)" }
}

extension ProxyEndpoint {
  /// Where it answers.
  var socketAddress: SocketAddress { SocketAddress(address, port) }
}

internal import HashTreeCollections

/// The clients of one Service port on a node in nftables mode: a set `affinity-...` an endpoint,
/// whose elements time out (pkg/proxy/nftables/proxier.go).
///
/// The rules of the endpoints look into their sets in their order; every new connection updates the
/// set of the endpoint it goes to, which starts the element's timeout again.
struct TimedClients: Equatable, Sendable {
  /// Elements of one set (`size 65535`): a client that finds it full is not remembered.
  static let setMax = 65_535

  private struct Element: Equatable, Sendable {
    var endpoint: SocketAddress
    var expiry: Instant
  }

  private struct Filling: Equatable, Sendable {
    /// Expired elements count until somebody needs their place.
    var count = 0
    /// Until then no element expires, as far as known.
    var nextExpiry = Instant.zero
  }

  private let setMax: Int
  private var elements = TreeDictionary<IPAddress, [Element]>()
  private var fillings = TreeDictionary<SocketAddress, Filling>()

  init(setMax: Int = Self.setMax) {
    self.setMax = setMax
  }

  /// Asks the rules `ip saddr @affinity-... goto endpoint-...`.
  func index(
    for client: IPAddress,
    among endpoints: [ProxyEndpoint],
    _ now: Instant
  ) -> Int? {
    guard let known = elements[client]?.filter({ $0.expiry > now }), !known.isEmpty else {
      return nil
    }
    return endpoints.firstIndex { endpoint in
      known.contains { $0.endpoint == endpoint.socketAddress }
    }
  }

  /// Asks the rule of one endpoint.
  func holds(_ client: IPAddress, _ endpoint: SocketAddress, _ now: Instant) -> Bool {
    elements[client]?.contains { $0.endpoint == endpoint && $0.expiry > now } ?? false
  }

  /// The statement `update @affinity-... { ip saddr }` in the chain of an endpoint.
  mutating func update(
    _ client: IPAddress,
    _ endpoint: SocketAddress,
    _ now: Instant,
    timeoutSeconds: Int64
  ) {
    let expiry = now + .seconds(timeoutSeconds)
    var known = elements[client] ?? []
    if let index = known.firstIndex(where: { $0.endpoint == endpoint }) {
      known[index].expiry = expiry
    } else {
      guard hasRoom(endpoint, now) else { return }
      known.append(Element(endpoint: endpoint, expiry: expiry))
      fillings[endpoint, default: Filling()].count += 1
    }
    elements[client] = known
  }

  /// Sets are deleted with the rules of their endpoints.
  mutating func forget(_ isGone: (SocketAddress) -> Bool) {
    for endpoint in fillings.keys.filter(isGone) {
      drop { $0.endpoint == endpoint }
      fillings[endpoint] = nil
    }
  }

  /// Whether a set takes one more element; sees to expired ones only if it is full.
  private mutating func hasRoom(_ endpoint: SocketAddress, _ now: Instant) -> Bool {
    guard var filling = fillings[endpoint], filling.count >= setMax else { return true }
    guard now >= filling.nextExpiry else { return false }
    drop { $0.endpoint == endpoint && $0.expiry <= now }
    let expiries = elements.values.lazy.joined().filter { $0.endpoint == endpoint }.map(\.expiry)
    filling.count = expiries.count
    filling.nextExpiry = expiries.min() ?? now
    fillings[endpoint] = filling
    return filling.count < setMax
  }

  private mutating func drop(_ isDropped: (Element) -> Bool) {
    for (client, known) in elements where known.contains(where: isDropped) {
      let left = known.filter { !isDropped($0) }
      elements[client] = left.isEmpty ? nil : left
    }
  }
}

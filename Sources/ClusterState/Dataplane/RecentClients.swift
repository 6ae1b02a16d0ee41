internal import HashTreeCollections

/// The lists of recent clients of one Service port on a node in iptables mode: one a chain
/// `KUBE-SEP-...`, kept by the match `recent` (net/netfilter/xt_recent.c).
///
/// The rules of the endpoints ask in their order whether a client was seen in time; the first that
/// says yes has it. Every new connection sets the client in the list of the endpoint it goes to.
struct RecentClients: Equatable, Sendable {
  /// Clients in one list (`ip_list_tot`); one more pushes out the one that was set the longest ago.
  static let listMax = 100

  private struct Stamp: Equatable, Sendable {
    var endpoint: SocketAddress
    var instant: Instant
  }

  /// When a client was last set in each list that has it.
  private var stamps = TreeDictionary<IPAddress, [Stamp]>()
  /// The clients of each list, the one set longest ago first.
  private var lists = TreeDictionary<SocketAddress, [IPAddress]>()

  /// Asks the rules `--rcheck --seconds N --reap` of the endpoints.
  mutating func index(
    for client: IPAddress,
    among endpoints: [ProxyEndpoint],
    _ now: Instant,
    timeoutSeconds: Int64
  ) -> Int? {
    guard stamps[client] != nil else { return nil }
    let timeout = Delay.seconds(timeoutSeconds)
    for (index, endpoint) in endpoints.enumerated()
    where holds(client, endpoint.socketAddress, now, timeout) {
      return index
    }
    return nil
  }

  /// Asks the rule of one endpoint.
  mutating func holds(
    _ client: IPAddress,
    _ endpoint: SocketAddress,
    _ now: Instant,
    _ timeout: Delay
  ) -> Bool {
    guard let stamp = stamps[client]?.first(where: { $0.endpoint == endpoint }) else {
      return false
    }
    reap(endpoint, now, timeout)
    return now - stamp.instant <= timeout
  }

  /// The match `--set` in the chain of an endpoint.
  mutating func set(_ client: IPAddress, _ endpoint: SocketAddress, _ now: Instant) {
    var list = lists[endpoint] ?? []
    if let index = list.firstIndex(of: client) {
      list.remove(at: index)
    } else if list.count == Self.listMax {
      unstamp(list.removeFirst(), endpoint)
    }
    list.append(client)
    lists[endpoint] = list
    var known = stamps[client] ?? []
    known.removeAll { $0.endpoint == endpoint }
    known.append(Stamp(endpoint: endpoint, instant: now))
    stamps[client] = known
  }

  /// Lists end with the last rule that names them.
  mutating func forget(_ isGone: (SocketAddress) -> Bool) {
    for endpoint in lists.keys.filter(isGone) {
      for client in lists.removeValue(forKey: endpoint) ?? [] { unstamp(client, endpoint) }
    }
  }

  /// Takes the oldest client out of a list if it is out of time: one at a time, and only when a
  /// client that is in the list comes.
  private mutating func reap(_ endpoint: SocketAddress, _ now: Instant, _ timeout: Delay) {
    guard let oldest = lists[endpoint]?.first,
      let stamp = stamps[oldest]?.first(where: { $0.endpoint == endpoint }),
      now - stamp.instant > timeout
    else { return }
    lists[endpoint]?.removeFirst()
    unstamp(oldest, endpoint)
  }

  private mutating func unstamp(_ client: IPAddress, _ endpoint: SocketAddress) {
    var known = stamps[client] ?? []
    known.removeAll { $0.endpoint == endpoint }
    stamps[client] = known.isEmpty ? nil : known
  }
}

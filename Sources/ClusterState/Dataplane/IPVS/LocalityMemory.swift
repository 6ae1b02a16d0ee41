/// What the locality schedulers remember: the servers of the one address that connections to a
/// virtual server have (`lblc` and `lblcr`, net/netfilter/ipvs/ip_vs_lblc.c and ip_vs_lblcr.c).
struct LocalityMemory: Equatable, Sendable {
  /// An entry that was not used so long is forgotten, at a check every half hour; a set that did
  /// not change so long loses a server.
  private static let expiration = Delay.seconds(24 * 60 * 60)
  private static let checkInterval = Delay.seconds(30 * 60)

  /// When the scheduler began: its checks count from here.
  let beginning: Instant
  /// The newest first; `lblc` has at most one.
  private var members: [SocketAddress] = []
  private var lastUse = Instant.zero
  private var lastChange = Instant.zero

  init(at beginning: Instant) {
    self.beginning = beginning
  }

  /// Stays with the remembered server while it is usable.
  mutating func pickOne(_ servers: [RealServer], at now: Instant) -> Int? {
    expire(at: now)
    lastUse = now
    let known = members.first.flatMap { Self.index(of: $0, servers) }
    if let known, servers[known].weight > 0, !Self.isOverloaded(servers[known], servers) {
      return known
    }
    guard let index = LeastLoad.weighted(servers) else { return nil }
    members = [servers[index].endpoint]
    return index
  }

  /// Takes the least loaded of the remembered servers; if that one is overloaded, the least loaded
  /// of all joins them.
  mutating func pickOfSet(_ servers: [RealServer], at now: Instant) -> Int? {
    expire(at: now)
    lastUse = now
    let known = leastLoaded(servers)
    if members.count > 1, now - lastChange > Self.expiration { dropMostLoaded(servers, at: now) }
    if let known, !Self.isOverloaded(servers[known], servers) { return known }
    guard let index = LeastLoad.weighted(servers) else { return nil }
    if !members.contains(servers[index].endpoint) {
      members.insert(servers[index].endpoint, at: 0)
      lastChange = now
    }
    return index
  }

  /// Forgets what no check since a day after its last use can have left.
  private mutating func expire(at now: Instant) {
    let interval = Self.checkInterval.microseconds
    let checks = (now - beginning).microseconds / interval
    let lastCheck = beginning + Delay(microseconds: checks * interval)
    if lastCheck >= lastUse + Self.expiration { members = [] }
  }

  private func leastLoaded(_ servers: [RealServer]) -> Int? {
    let indices = members.compactMap { Self.index(of: $0, servers) }
    return LeastLoad.weighted(indices.map { servers[$0] }).map { indices[$0] }
  }

  private mutating func dropMostLoaded(_ servers: [RealServer], at now: Instant) {
    var most: RealServer?
    for index in members.compactMap({ Self.index(of: $0, servers) })
    where servers[index].weight > 0 {
      let server = servers[index]
      if let known = most, known.overhead * server.weight >= server.overhead * known.weight {
        continue
      }
      most = server
    }
    guard let most else { return }
    members.removeAll { $0 == most.endpoint }
    lastChange = now
  }

  private static func index(of endpoint: SocketAddress, _ servers: [RealServer]) -> Int? {
    servers.firstIndex { $0.endpoint == endpoint }
  }

  /// Whether a server has more active connections than weight while another is half idle.
  private static func isOverloaded(_ server: RealServer, _ servers: [RealServer]) -> Bool {
    server.activeConnections > server.weight
      && servers.contains { $0.activeConnections * 2 < $0.weight }
  }
}

internal import HashTreeCollections

/// The virtual servers in the kernel of one node, and what its kube-proxy remembers of them.
package struct IPVSTable: Equatable, Sendable {
  /// A real server that kube-proxy no longer wants but leaves until its connections have ended.
  package struct Waiting: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var virtualServer: VirtualServer.Key
    package var endpoint: SocketAddress

    /// `10.96.0.1:443/TCP/10.244.0.5:8443`, as kube-proxy logs it.
    package var description: String { "\(virtualServer)/\(endpoint)" }

    package static func < (left: Self, right: Self) -> Bool {
      left.virtualServer == right.virtualServer
        ? left.endpoint < right.endpoint : left.virtualServer < right.virtualServer
    }
  }

  /// How often kube-proxy looks after real servers that wait (`rsCheckDeleteInterval`).
  package static let checkInterval = Delay.seconds(60)

  private var servers = TreeDictionary<VirtualServer.Key, VirtualServer>()
  private var waitingServers = TreeSet<Waiting>()
  /// The addresses on the interface `kube-ipvs0`, sorted.
  package private(set) var boundAddresses: [IPAddress] = []
  /// Connections and templates of virtual servers that are deleted.
  private var remains = TreeDictionary<VirtualServer.Key, VirtualServer>()
  /// What kube-proxy last made of each, since it started.
  private var applied = TreeDictionary<VirtualServer.Key, WantedVirtualServer>()
  /// Whether kube-proxy has synced since it started.
  private var hasSynced = false

  package init() {}

  /// All virtual servers, sorted by address, port and protocol.
  package var virtualServers: [VirtualServer] { servers.values.sorted { $0.key < $1.key } }

  /// Real servers with weight 0 that are deleted once their connections have ended, sorted.
  package var waiting: [Waiting] { waitingServers.sorted() }

  package subscript(key: VirtualServer.Key) -> VirtualServer? { servers[key] }

  /// Makes the kernel what kube-proxy wants (pkg/proxy/ipvs/proxier.go `syncProxyRules`).
  package mutating func sync(_ plan: VirtualServerPlan, on node: IPVSNode, at now: Instant) {
    for wanted in plan.virtualServers { apply(wanted, at: now) }
    let keys = Set(plan.virtualServers.map(\.key))
    for key in servers.keys where !keys.contains(key) {
      let address = key.address.address
      guard node.families.contains(address.family),
        !node.excludedRanges.contains(where: { $0.contains(address) })
      else { continue }
      delete(key, at: now)
    }
    boundAddresses = plan.boundAddresses
    hasSynced = true
  }

  /// Makes or changes one virtual server and its real servers.
  ///
  /// New real servers come in the reverse order of rules, so that the kernel's list has the order
  /// of rules; the real kube-proxy adds them by chance. Costs next to nothing if nothing else is
  /// wanted than the last time.
  package mutating func apply(_ wanted: WantedVirtualServer, at now: Instant) {
    guard applied[wanted.key] != wanted else { return }
    var server: VirtualServer
    if let existing = servers[wanted.key] {
      server = existing
      server.edit(wanted.settings, at: now)
    } else if let rest = remains.removeValue(forKey: wanted.key) {
      server = rest.revived(wanted.settings, at: now)
    } else {
      server = VirtualServer(wanted.key, wanted.settings, at: now)
    }
    var former = Set(server.servers.map(\.endpoint))
    for endpoint in wanted.endpoints.reversed() {
      want(endpoint, isThere: former.remove(endpoint) != nil, &server)
    }
    // In the order of the list: the set has none.
    for real in server.servers where former.contains(real.endpoint) { dismiss(real, &server) }
    servers[wanted.key] = server
    applied[wanted.key] = wanted
  }

  /// Deletes a virtual server with its real servers at once.
  package mutating func delete(_ key: VirtualServer.Key, at now: Instant) {
    applied[key] = nil
    guard let server = servers.removeValue(forKey: key) else { return }
    remains[key] = server.remains(at: now)
  }

  /// Deletes the real servers whose connections have ended: what kube-proxy does every minute
  /// (pkg/proxy/ipvs/graceful_termination.go).
  package mutating func deleteIdle() {
    for entry in waiting {
      guard let real = servers[entry.virtualServer]?.server(at: entry.endpoint) else {
        waitingServers.remove(entry)
        continue
      }
      guard real.connections == 0 else { continue }
      // Its address may be wanted again, by a virtual server that was made anew meanwhile: then
      // kube-proxy notices at the next sync.
      applied[entry.virtualServer] = nil
      servers[entry.virtualServer]?.delete(entry.endpoint)
      waitingServers.remove(entry)
    }
  }

  /// kube-proxy starts anew: the kernel keeps its state, the waiting list is lost.
  package mutating func restartProxy() {
    waitingServers = []
    applied = [:]
    hasSynced = false
  }

  /// Changes what the kernel has at a key: schedules connections, counts them.
  package mutating func withVirtualServer<Result>(
    _ key: VirtualServer.Key,
    _ change: (inout VirtualServer) -> Result
  ) -> Result? {
    // Taken out meanwhile, so that the server has one owner and changes in place.
    if var server = servers.removeValue(forKey: key) {
      defer { servers[key] = server }
      return change(&server)
    }
    guard var rest = remains.removeValue(forKey: key) else { return nil }
    defer { remains[key] = rest }
    return change(&rest)
  }

  private mutating func want(
    _ endpoint: SocketAddress,
    isThere: Bool,
    _ server: inout VirtualServer
  ) {
    guard isThere else { return server.add(endpoint) }
    if !hasSynced, server.server(at: endpoint)?.weight != 1 { server.setWeight(1, of: endpoint) }
    let entry = Waiting(virtualServer: server.key, endpoint: endpoint)
    guard waitingServers.remove(entry) != nil else { return }
    server.delete(endpoint)
    server.add(endpoint)
  }

  private mutating func dismiss(_ real: RealServer, _ server: inout VirtualServer) {
    let entry = Waiting(virtualServer: server.key, endpoint: real.endpoint)
    guard !waitingServers.contains(entry) else { return }
    // Only TCP connections end in a way that one can wait for.
    if server.key.protocol != .tcp || real.connections == 0 {
      server.delete(real.endpoint)
    } else {
      server.setWeight(0, of: real.endpoint)
      waitingServers.insert(entry)
    }
  }
}

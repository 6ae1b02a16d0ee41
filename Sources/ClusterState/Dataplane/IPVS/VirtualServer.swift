/// A virtual server in the kernel of one node (`struct ip_vs_service`): an address, how connections
/// to it are spread, and the real servers behind it.
package struct VirtualServer: Equatable, Sendable {
  /// What tells virtual servers of a node apart.
  package struct Key: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var address: SocketAddress
    package var `protocol`: TransportProtocol

    package init(_ address: SocketAddress, _ protocol: TransportProtocol) {
      self.address = address
      self.protocol = `protocol`
    }

    /// `10.96.0.1:443/TCP`, as kube-proxy prints it.
    package var description: String { "\(address)/\(`protocol`.rawValue)" }

    package static func < (left: Self, right: Self) -> Bool {
      left.address == right.address
        ? left.protocol.rawValue < right.protocol.rawValue : left.address < right.address
    }
  }

  /// What an existing virtual server can be given anew.
  package struct Settings: Hashable, Sendable {
    package var scheduler: IPVSScheduler
    /// How long a client stays with its server; `nil` without the flag `persistent`.
    package var persistenceSeconds: Int64?
    /// Whether `sh` and `mh` hash the client's port too (`sh-port`, `mh-port`).
    package var hashesPort = false
    /// Whether `sh` and `mh` look for another server if the right one takes no connections
    /// (`sh-fallback`, `mh-fallback`).
    package var fallsBack = false

    package init(_ scheduler: IPVSScheduler, persistenceSeconds: Int64? = nil) {
      self.scheduler = scheduler
      self.persistenceSeconds = persistenceSeconds
    }

    /// The flags as ipvsadm names them.
    package var flags: [String] {
      var flags = persistenceSeconds == nil ? [] : ["persistent"]
      if hashesPort { flags.append("\(scheduler.rawValue)-port") }
      if fallsBack { flags.append("\(scheduler.rawValue)-fallback") }
      return flags
    }
  }

  package let key: Key
  package private(set) var settings: Settings
  /// In the order of the kernel's list: the one that was added last is the head.
  package private(set) var servers: [RealServer] = []
  /// Servers that are gone but still have connections: if they come back, their counters do too.
  private(set) var departed: [RealServer] = []
  var memory: SchedulerMemory
  var templates = PersistenceTemplates()

  package init(_ key: Key, _ settings: Settings, at now: Instant) {
    self.key = key
    self.settings = settings
    memory = SchedulerMemory(settings.scheduler, [], at: now)
  }

  /// The real server with an address, if it is in the list.
  package func server(at endpoint: SocketAddress) -> RealServer? {
    servers.first { $0.endpoint == endpoint }
  }

  /// Puts a new server at the head of the list (net/netfilter/ipvs/ip_vs_ctl.c `ip_vs_add_dest`).
  ///
  /// It must not be there already.
  package mutating func add(_ endpoint: SocketAddress, weight: Int = 1) {
    assert(server(at: endpoint) == nil, "\(endpoint) is there already")
    var server = RealServer(endpoint, weight: weight)
    if let index = departed.firstIndex(where: { $0.endpoint == endpoint }) {
      let former = departed.remove(at: index)
      server.activeConnections = former.activeConnections
      server.inactiveConnections = former.inactiveConnections
    }
    servers.insert(server, at: 0)
    memory.headWasInserted(servers)
  }

  /// Takes a server out of the list; its connections end when their next packets come.
  package mutating func delete(_ endpoint: SocketAddress) {
    guard let index = servers.firstIndex(where: { $0.endpoint == endpoint }) else { return }
    let server = servers.remove(at: index)
    if server.connections > 0 { departed.append(server) }
    memory.wasRemoved(at: index, servers)
  }

  /// Gives a server another weight; 0 keeps new connections away from it.
  package mutating func setWeight(_ weight: Int, of endpoint: SocketAddress) {
    guard let index = servers.firstIndex(where: { $0.endpoint == endpoint }) else { return }
    servers[index].setWeight(weight)
    memory.weightChanged(servers)
  }

  /// States how many connections a server has, in the list or gone.
  package mutating func setConnections(
    active: Int,
    inactive: Int,
    of endpoint: SocketAddress
  ) {
    if let index = servers.firstIndex(where: { $0.endpoint == endpoint }) {
      servers[index].activeConnections = active
      servers[index].inactiveConnections = inactive
    } else if let index = departed.firstIndex(where: { $0.endpoint == endpoint }) {
      departed[index].activeConnections = active
      departed[index].inactiveConnections = inactive
      if departed[index].connections == 0 { departed.remove(at: index) }
    }
  }

  /// Changes the settings in place (`ip_vs_edit_service`): another scheduler starts without memory,
  /// templates stay.
  package mutating func edit(_ settings: Settings, at now: Instant) {
    if settings.scheduler != self.settings.scheduler {
      memory = SchedulerMemory(settings.scheduler, servers, at: now)
    }
    self.settings = settings
  }

  /// What the kernel still knows once the virtual server is deleted, its connections and templates;
  /// `nil` if there are none.
  func remains(at now: Instant) -> VirtualServer? {
    var rest = VirtualServer(key, settings, at: now)
    rest.departed = departed + servers.filter { $0.connections > 0 }
    rest.templates = templates
    return rest.departed.isEmpty && rest.templates.count == 0 ? nil : rest
  }

  /// The virtual server made anew from what was left of it.
  func revived(_ settings: Settings, at now: Instant) -> VirtualServer {
    var server = VirtualServer(key, settings, at: now)
    server.departed = departed
    server.templates = templates
    return server
  }

  /// Notes more connections of the server at an index of the list.
  mutating func countConnections(_ count: Int, _ kind: ConnectionKind, at index: Int) {
    switch kind {
    case .brief: break
    case .active: servers[index].activeConnections += count
    case .inactive: servers[index].inactiveConnections += count
    }
  }
}

/// What a connection is to the counters once it was scheduled.
package enum ConnectionKind: Sendable {
  /// Over before the next one comes.
  case brief
  /// An established TCP connection.
  case active
  /// Any other that the kernel still lists.
  case inactive
}

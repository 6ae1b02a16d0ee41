/// A new connection as a scheduler sees it.
package struct ScheduledClient: Hashable, Sendable {
  package var address: IPAddress
  package var port: UInt16

  package init(_ address: IPAddress, port: UInt16 = 0) {
    self.address = address
    self.port = port
  }
}

extension VirtualServer {
  /// The real server for one new connection; `nil`: refused with an ICMP message.
  ///
  /// `connectionEnd` is when the kernel will have forgotten the connection: a persistence template
  /// does not expire before.
  package mutating func schedule(
    _ client: ScheduledClient,
    at now: Instant,
    connectionEnd: Instant? = nil,
    leaving kind: ConnectionKind = .brief
  ) -> SocketAddress? {
    guard let index = choose(client, at: now, connectionEnd) else { return nil }
    countConnections(1, kind, at: index)
    return servers[index].endpoint
  }

  /// By template if the virtual server is persistent, else by the scheduler.
  mutating func choose(
    _ client: ScheduledClient,
    at now: Instant,
    _ connectionEnd: Instant?
  ) -> Int? {
    guard let timeout = settings.persistenceSeconds else { return pick(client, at: now) }
    let servers = servers
    let bound = templates.server(of: client.address, at: now, connectionEnd: connectionEnd) {
      endpoint in
      servers.contains { $0.endpoint == endpoint && $0.weight > 0 }
    }
    if let bound { return servers.firstIndex { $0.endpoint == bound } }
    guard let index = pick(client, at: now) else { return nil }
    templates.bind(
      client.address,
      to: servers[index].endpoint,
      at: now,
      timeoutSeconds: timeout,
      connectionEnd: connectionEnd
    )
    return index
  }

  private mutating func pick(_ client: ScheduledClient, at now: Instant) -> Int? {
    switch settings.scheduler {
    case .roundRobin:
      guard case .turns(var walk) = memory else { return nil }
      defer { memory = .turns(walk) }
      return walk.pick(servers)
    case .weightedRoundRobin:
      guard case .weightedTurns(var walk) = memory else { return nil }
      defer { memory = .weightedTurns(walk) }
      return walk.pick(servers)
    case .leastConnection: return LeastLoad.unweighted(servers)
    case .weightedLeastConnection: return LeastLoad.weighted(servers)
    case .shortestExpectedDelay: return LeastLoad.expectedDelay(servers)
    case .neverQueue: return LeastLoad.neverQueue(servers)
    case .sourceHashing, .destinationHashing, .maglevHashing: return lookUp(client)
    case .localityLeastConnection:
      guard case .locality(var locality) = memory else { return nil }
      defer { memory = .locality(locality) }
      return locality.pickOne(servers, at: now)
    case .localityLeastConnectionReplicated:
      guard case .locality(var locality) = memory else { return nil }
      defer { memory = .locality(locality) }
      return locality.pickOfSet(servers, at: now)
    }
  }

  private mutating func lookUp(_ client: ScheduledClient) -> Int? {
    let table = builtTable()
    let port = settings.hashesPort ? client.port : 0
    switch settings.scheduler {
    case .destinationHashing:
      return table.pick(servers, fallsBack: false) { _ in
        SchedulerTable.bucket(key.address.address)
      }
    case .maglevHashing:
      return table.pick(servers, fallsBack: settings.fallsBack) { offset in
        SchedulerTable.maglevSlot(client.address, port: port, offset: offset)
      }
    default:
      return table.pick(servers, fallsBack: settings.fallsBack) { offset in
        SchedulerTable.bucket(client.address, port: port, offset: offset)
      }
    }
  }

  private mutating func builtTable() -> SchedulerTable {
    if case .table(let table?) = memory { return table }
    let table =
      switch settings.scheduler {
      case .destinationHashing: SchedulerTable.destinationHashing(servers)
      case .maglevHashing: SchedulerTable.maglev(servers)
      default: SchedulerTable.sourceHashing(servers)
      }
    memory = .table(table)
    return table
  }
}

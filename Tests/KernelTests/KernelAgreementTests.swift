import Testing

@testable import ClusterState

/// The rules that the program writes, in a real kernel, against what the simulation says.
@Suite(.enabled(if: KernelAccess.missing == nil, KernelAccess.comment))
struct KernelAgreementTests {
  private static let modes = [ProxyMode.iptables, .nftables]

  /// Connections to recorded addresses, many enough to judge shares.
  @Test(arguments: KernelWorld.recorded, modes)
  func `connections are spread as the simulation says`(
    world: KernelWorld,
    mode: ProxyMode
  ) throws {
    let simulation = try world.simulation(mode)
    let connections = try world.runs.filter { $0["mode"]?.string == mode.rawValue }.map { run in
      let traffic = Traffic(
        from: try #require(Source(run["from"]?.string ?? "")),
        to: try #require(Destination(run["to"]?.string ?? "")),
        entryNode: "node-a"
      )
      return try #require(LabConnection(traffic, in: simulation))
    }
    let lab = try KernelLab(simulation, clients: connections.map(\.trace.source))
    try lab.load(simulation)
    for connection in connections {
      let count = connection.trace.verdict == .delivered ? 600 : 3
      try measured { complaints in
        let counts = try lab.connect(count, connection)
        connection.compare(counts, world.name, &complaints)
        connection.compareShares(counts, world.name, &complaints)
      }
    }
  }

  private static let matrixNames: Set<String> = [
    "dual-etp-local", "dual-lb-range-one-family", "etp-local-terminating", "external-ips-local",
    "hostnetwork-pods", "itp-etp-local", "lb-source-ranges", "lb-source-ranges-local",
    "localhost-nodeports-off", "masquerade-bit-15", "multi-port-nodeport",
    "nodeport-addresses-cidr", "nodeport-tcp-udp-same", "seed-basics", "td-same-zone-external",
    "zero-endpoints",
  ]

  /// Everybody to every address of every Service.
  @Test(arguments: KernelWorld.ruled.filter { matrixNames.contains($0.name) }, modes)
  func `everybody is served or refused as the simulation says`(
    world: KernelWorld,
    mode: ProxyMode
  ) throws {
    let simulation = try world.simulation(mode)
    let matrix = LabMatrix(simulation)
    let lab = try KernelLab(simulation, clients: matrix.clients)
    try lab.load(simulation)
    let connections = matrix.connections
    #expect(connections.count > 5)
    try measured { complaints in
      for (connection, counts) in zip(connections, try lab.connectOnce(connections)) {
        connection.compare(counts, world.name, &complaints)
      }
    }
  }

  /// Many clients, each of which comes back several times, first to last and then all over again.
  @Test(arguments: modes)
  func `clients come back to their endpoints, and not all to one`(mode: ProxyMode) throws {
    let world = try #require(KernelWorld.recorded.first { $0.name == "affinity-clientip" })
    let simulation = try world.simulation(mode)
    let port = try #require(world.runs.first?["to"]?.string.flatMap { Destination($0) })
    let clients = (1...16).compactMap { IPAddress("198.18.0.\($0)") }
    let lab = try KernelLab(simulation, clients: clients)
    try lab.load(simulation)
    var homes: [IPAddress: Set<SocketAddress>] = [:]
    for client in clients + clients + clients {
      let traffic = Traffic(from: .outside(client), to: port, entryNode: "node-a")
      let connection = try #require(LabConnection(traffic, in: simulation))
      #expect(connection.trace.leading.affinity != .none)
      try measured { complaints in
        let counts = try lab.connect(2, connection)
        connection.compare(counts, world.name, &complaints)
        homes[client, default: []].formUnion(counts.endpoints.keys)
      }
    }
    #expect(homes.count == clients.count && homes.values.allSatisfy { $0.count == 1 }, "\(homes)")
    // All to one of three by chance: 3 in 43 million.
    #expect(Set(homes.values.joined()).count > 1)
  }

  @Test func `the worlds of the matrix are there`() {
    #expect(Set(KernelWorld.ruled.map(\.name)).isSuperset(of: Self.matrixNames))
    #expect(KernelWorld.recorded.count == 11)
  }
}

extension KernelLab {
  /// Makes connections of one kind, a few at a time.
  func connect(_ count: Int, _ connection: LabConnection) throws -> ConnectionCounts {
    var done: [Attempt] = []
    while done.count < count {
      var some = try begin(min(50, count - done.count), connection)
      Attempt.finish(&some, isAnswerExpected: connection.isAnswered)
      done += some
    }
    return ConnectionCounts(done)
  }

  /// Makes a few connections of every kind; those that stay silent are waited for at once.
  func connectOnce(_ connections: [LabConnection]) throws -> [ConnectionCounts] {
    var answered: [Attempt] = []
    var silent: [Attempt] = []
    var places: [Range<Int>] = []
    for connection in connections {
      let some = try begin(connection.trace.verdict == .delivered ? 6 : 1, connection)
      let start = connection.isAnswered ? answered.count : silent.count
      places.append(start..<start + some.count)
      if connection.isAnswered { answered += some } else { silent += some }
    }
    Attempt.finish(&answered, isAnswerExpected: true)
    Attempt.finish(&silent, isAnswerExpected: false)
    return zip(connections, places).map { connection, place in
      ConnectionCounts(connection.isAnswered ? answered[place] : silent[place])
    }
  }

  private func begin(_ count: Int, _ connection: LabConnection) throws -> [Attempt] {
    let home = namespace(of: connection.traffic.source, at: connection.trace.source)
    return try home.run {
      (0..<count).map { _ in
        Attempt(
          from: connection.boundSource,
          to: connection.destination,
          isStream: connection.traffic.protocol == .tcp
        )
      }
    }
  }
}

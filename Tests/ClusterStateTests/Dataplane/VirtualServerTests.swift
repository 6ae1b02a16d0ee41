import Testing

@testable import ClusterState

/// Rules of virtual servers that the recorded turns do not show.
@Suite struct VirtualServerTests {
  private static let key = VirtualServer.Key(
    SocketAddress(IPAddress(isIPv6: false, bits: 0x0A60_0101), 80),
    .tcp
  )

  private static func endpoint(_ number: Int) -> SocketAddress {
    SocketAddress(IPAddress(isIPv6: false, bits: 0x0AF4_0000 + UInt128(number)), 8_080)
  }

  private static func client(_ number: Int) -> ScheduledClient {
    ScheduledClient(IPAddress(isIPv6: false, bits: 0x0A63_0000 + UInt128(number)), port: 40_000)
  }

  private static func seconds(_ count: Int64) -> Instant { .zero + .seconds(count) }

  private static func server(
    _ scheduler: IPVSScheduler,
    persistenceSeconds: Int64? = nil,
    weights: [Int]
  ) -> VirtualServer {
    let settings = VirtualServer.Settings(scheduler, persistenceSeconds: persistenceSeconds)
    var server = VirtualServer(key, settings, at: .zero)
    for (number, weight) in weights.enumerated() { server.add(endpoint(number), weight: weight) }
    return server
  }

  /// The numbers of the servers that connections of one client reach.
  private static func picks(
    _ server: inout VirtualServer,
    _ count: Int,
    from client: Int = 0,
    at now: Instant = .zero
  ) -> [Int?] {
    (0..<count).map { _ in
      server.schedule(Self.client(client), at: now).map { picked in
        Int(picked.address.bits - 0x0AF4_0000)
      }
    }
  }

  @Test func `a weighted walk begins with a round of all`() {
    var server = Self.server(.weightedRoundRobin, weights: [2, 3, 4])
    #expect(Self.picks(&server, 10) == [2, 1, 0, 2, 2, 1, 2, 1, 0, 2])
  }

  @Test func `a new server waits until the walk comes round`() {
    var server = Self.server(.roundRobin, weights: [1, 1])
    #expect(Self.picks(&server, 1) == [1])
    server.add(Self.endpoint(2))
    #expect(Self.picks(&server, 4) == [0, 2, 1, 0])
  }

  @Test(arguments: IPVSScheduler.allCases)
  func `without weight nobody is chosen`(scheduler: IPVSScheduler) {
    var server = Self.server(scheduler, weights: [1, 1, 1])
    for number in 0..<3 { server.setWeight(0, of: Self.endpoint(number)) }
    #expect(Self.picks(&server, 2) == [nil, nil])
    var empty = Self.server(scheduler, weights: [])
    #expect(Self.picks(&empty, 2) == [nil, nil])
  }

  @Test(arguments: [IPVSScheduler.sourceHashing, .maglevHashing])
  func `a hashing scheduler refuses unless it may fall back`(scheduler: IPVSScheduler) {
    var server = Self.server(scheduler, weights: [1, 1, 1])
    let usual = (0..<64).map { Self.picks(&server, 1, from: $0)[0] }
    #expect(Set(usual) == [0, 1, 2])
    server.setWeight(0, of: Self.endpoint(1))
    let draining = (0..<64).map { Self.picks(&server, 1, from: $0)[0] }
    #expect(draining == usual.map { $0 == 1 ? nil : $0 })
    var settings = server.settings
    settings.fallsBack = true
    server.edit(settings, at: .zero)
    let fallen = (0..<64).map { Self.picks(&server, 1, from: $0)[0] }
    #expect(zip(fallen, usual).allSatisfy { $1 == 1 ? $0 == 0 || $0 == 2 : $0 == $1 })
  }

  @Test func `addresses hash as in the kernel`() {
    #expect(KernelHash.hash32(1, bits: 8) == 0x61)
    #expect(KernelHash.hash32(1, bits: 10) == 0x187)
    #expect(KernelHash.folded(IPAddress(isIPv6: true, bits: 1 << 96 | 1 << 64 | 5)) == 5)
    #expect(KernelHash.folded(IPAddress(isIPv6: false, bits: 0x0A60_0101)) == 0x0A60_0101)
  }

  @Test func `a never queued connection takes an idle server before a faster one`() {
    var server = Self.server(.neverQueue, weights: [1, 5])
    server.setConnections(active: 1, inactive: 0, of: Self.endpoint(1))
    #expect(Self.picks(&server, 1) == [0])
    server.setConnections(active: 1, inactive: 0, of: Self.endpoint(0))
    #expect(Self.picks(&server, 1) == [1])
  }

  @Test func `a server that comes back has its connections again`() {
    var server = Self.server(.leastConnection, weights: [1, 1])
    server.setConnections(active: 2, inactive: 3, of: Self.endpoint(0))
    server.delete(Self.endpoint(0))
    server.add(Self.endpoint(0))
    #expect(server.server(at: Self.endpoint(0))?.connections == 5)
    server.delete(Self.endpoint(0))
    server.setConnections(active: 0, inactive: 0, of: Self.endpoint(0))
    server.add(Self.endpoint(0))
    #expect(server.server(at: Self.endpoint(0))?.connections == 0)
  }

  @Test func `a locality scheduler forgets its server after a day`() {
    var server = Self.server(.localityLeastConnection, weights: [1, 1])
    #expect(Self.picks(&server, 1) == [1])
    server.setConnections(active: 1, inactive: 0, of: Self.endpoint(1))
    let day = Self.seconds(24 * 3_600)
    var other = server
    #expect(Self.picks(&other, 1, at: Self.seconds(24 * 3_600 - 1)) == [1])
    #expect(Self.picks(&server, 1, at: day) == [0])
  }

  @Test func `a set of servers loses its fullest after a day without change`() {
    var server = Self.server(.localityLeastConnectionReplicated, weights: [1, 1, 1])
    #expect(Self.picks(&server, 1) == [2])
    server.setConnections(active: 2, inactive: 0, of: Self.endpoint(2))
    #expect(Self.picks(&server, 1) == [1])
    server.setConnections(active: 1, inactive: 9, of: Self.endpoint(1))
    // The set is asked every hour, so that it does not expire as a whole.
    for hour in 1...24 as ClosedRange<Int64> {
      #expect(Self.picks(&server, 1, at: Self.seconds(hour * 3_600)) == [1])
    }
    #expect(Self.picks(&server, 1, at: Self.seconds(25 * 3_600)) == [1])
    server.setConnections(active: 0, inactive: 0, of: Self.endpoint(2))
    #expect(Self.picks(&server, 1, at: Self.seconds(25 * 3_600)) == [1])
  }
}

/// Clients that stay with a server.
@Suite struct PersistenceTests {
  private static let first = ScheduledClient(IPAddress(isIPv6: false, bits: 1))
  private static let second = ScheduledClient(IPAddress(isIPv6: false, bits: 2))

  private static func endpoint(_ number: Int) -> SocketAddress {
    SocketAddress(IPAddress(isIPv6: false, bits: 0x0AF4_0000 + UInt128(number)), 8_080)
  }

  private static func seconds(_ count: Int64) -> Instant { .zero + .seconds(count) }

  private static func server(timeout: Int64 = 10) -> VirtualServer {
    let address = SocketAddress(IPAddress(isIPv6: false, bits: 0x0A60_0101), 80)
    let settings = VirtualServer.Settings(.roundRobin, persistenceSeconds: timeout)
    var server = VirtualServer(.init(address, .tcp), settings, at: .zero)
    for number in 0..<3 { server.add(endpoint(number)) }
    return server
  }

  @Test func `a client stays while it comes in time, and only the first choice takes a turn`() {
    var server = Self.server()
    #expect(server.schedule(Self.first, at: .zero) == Self.endpoint(2))
    #expect(server.schedule(Self.first, at: Self.seconds(9)) == Self.endpoint(2))
    #expect(server.schedule(Self.second, at: Self.seconds(9)) == Self.endpoint(1))
    #expect(server.schedule(Self.first, at: Self.seconds(18)) == Self.endpoint(2))
    #expect(server.schedule(Self.first, at: Self.seconds(28)) == Self.endpoint(0))
  }

  @Test func `a template lives as long as its connections, looking every minute`() {
    var server = Self.server()
    let end = Self.seconds(60)
    #expect(server.schedule(Self.first, at: .zero, connectionEnd: end) == Self.endpoint(2))
    // It fires after 10 s and then after 70 s, when the connection is gone.
    var late = server
    #expect(server.schedule(Self.first, at: Self.seconds(69)) == Self.endpoint(2))
    #expect(late.schedule(Self.first, at: Self.seconds(70)) == Self.endpoint(1))
    // From then on its timer is a minute.
    #expect(server.schedule(Self.first, at: Self.seconds(128)) == Self.endpoint(2))
    #expect(server.schedule(Self.first, at: Self.seconds(188)) == Self.endpoint(1))
  }

  @Test func `a template is void once its server has no weight`() {
    var server = Self.server()
    #expect(server.schedule(Self.first, at: .zero) == Self.endpoint(2))
    server.setWeight(0, of: Self.endpoint(2))
    #expect(server.schedule(Self.first, at: .zero) == Self.endpoint(1))
    server.setWeight(1, of: Self.endpoint(2))
    #expect(server.schedule(Self.first, at: .zero) == Self.endpoint(1))
  }

  @Test func `templates are not looked at while a server is not persistent`() {
    var server = Self.server()
    #expect(server.schedule(Self.first, at: .zero) == Self.endpoint(2))
    let persistent = server.settings
    server.edit(.init(.roundRobin), at: .zero)
    #expect(server.schedule(Self.first, at: .zero) == Self.endpoint(1))
    server.edit(persistent, at: .zero)
    #expect(server.schedule(Self.first, at: .zero) == Self.endpoint(2))
  }

  @Test func `templates survive a virtual server that is deleted and made again`() {
    var table = IPVSTable()
    let wanted = WantedVirtualServer(
      key: Self.server().key,
      settings: Self.server().settings,
      endpoints: [Self.endpoint(0), Self.endpoint(1)],
      isBound: true
    )
    table.apply(wanted, at: .zero)
    let before = table.withVirtualServer(wanted.key) { $0.schedule(Self.first, at: .zero) }
    #expect(before == Self.endpoint(0))
    table.delete(wanted.key, at: .zero)
    #expect(table[wanted.key] == nil)
    table.apply(wanted, at: .zero)
    let after = table.withVirtualServer(wanted.key) { $0.schedule(Self.first, at: .zero) }
    #expect(after == Self.endpoint(0))
  }

  @Test func `dead templates are swept`() {
    var server = Self.server()
    for number in 0..<5_000 {
      let client = ScheduledClient(IPAddress(isIPv6: false, bits: UInt128(number)))
      _ = server.schedule(client, at: Self.seconds(Int64(number)))
    }
    #expect(server.templates.count < 1_100)
  }
}

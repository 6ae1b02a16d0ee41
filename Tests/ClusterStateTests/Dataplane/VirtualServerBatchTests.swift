import Testing

@testable import ClusterState

/// Many connections at once are so many single ones.
@Suite struct VirtualServerBatchTests {
  /// A virtual server with a past: servers that came and went, weights, counters and clients.
  private static func server(
    _ scheduler: IPVSScheduler,
    _ generator: inout SeededGenerator
  ) -> VirtualServer {
    var settings = VirtualServer.Settings(scheduler)
    let isHashing = [.sourceHashing, .maglevHashing].contains(scheduler)
    settings.hashesPort = isHashing && generator.next() % 2 == 0
    settings.fallsBack = isHashing && generator.next() % 2 == 0
    if generator.next() % 4 == 0 { settings.persistenceSeconds = 10 }
    let address = SocketAddress(IPAddress(isIPv6: false, bits: 0x0A60_0101), 80)
    var server = VirtualServer(.init(address, .tcp), settings, at: .zero)
    for _ in 0..<(generator.next() % 24) {
      let address = IPAddress(isIPv6: false, bits: 0x0AF4_0000 + UInt128(generator.next() % 6))
      let endpoint = SocketAddress(address, 8_080)
      switch generator.next() % 6 {
      case 0, 1:
        let weight = Int(generator.next() % 7)
        if server.server(at: endpoint) == nil { server.add(endpoint, weight: weight) }
      case 2: server.delete(endpoint)
      case 3: server.setWeight(Int(generator.next() % 3) * 2, of: endpoint)
      case 4:
        server.setConnections(
          active: Int(generator.next() % 4),
          inactive: Int(generator.next() % 600),
          of: endpoint
        )
      default: _ = server.schedule(client(&generator), at: .zero)
      }
    }
    return server
  }

  private static func client(_ generator: inout SeededGenerator) -> ScheduledClient {
    ScheduledClient(IPAddress(isIPv6: false, bits: UInt128(generator.next() % 50)), port: 40_000)
  }

  private static func expectEqual(
    _ server: VirtualServer,
    _ count: Int,
    _ client: IPAddress,
    _ kind: ConnectionKind
  ) {
    var (one, many) = (server, server)
    var (onePorts, manyPorts) = (EphemeralPorts(), EphemeralPorts())
    var singles = [Int](repeating: 0, count: server.servers.count)
    for _ in 0..<count {
      let client = ScheduledClient(client, port: onePorts.take())
      guard let endpoint = one.schedule(client, at: .zero, leaving: kind) else { continue }
      singles[server.servers.firstIndex { $0.endpoint == endpoint } ?? 0] += 1
    }
    let counts = many.schedule(count, from: client, ports: &manyPorts, at: .zero, leaving: kind)
    #expect(counts == singles, "\(server) \(count)")
    #expect(one == many && onePorts == manyPorts, "\(server) \(count)")
  }

  @Test(arguments: IPVSScheduler.allCases)
  func `a batch counts as its connections one by one`(scheduler: IPVSScheduler) {
    var generator = SeededGenerator(seed: 7, stream: scheduler.rawValue)
    for _ in 0..<150 {
      let server = Self.server(scheduler, &generator)
      let count = Int(generator.next() % 90)
      let client = Self.client(&generator).address
      Self.expectEqual(server, count, client, .brief)
      Self.expectEqual(server, count, client, .active)
      Self.expectEqual(server, count, client, .inactive)
    }
  }

  @Test(arguments: [IPVSScheduler.sourceHashing, .maglevHashing])
  func `a batch of more connections than ports too`(scheduler: IPVSScheduler) {
    var settings = VirtualServer.Settings(scheduler)
    settings.hashesPort = true
    let address = SocketAddress(IPAddress(isIPv6: false, bits: 0x0A60_0101), 80)
    var server = VirtualServer(.init(address, .tcp), settings, at: .zero)
    for number in 0..<3 {
      server.add(SocketAddress(IPAddress(isIPv6: false, bits: UInt128(number)), 8_080))
    }
    let count = EphemeralPorts.range.count * 2 + 77
    Self.expectEqual(server, count, IPAddress(isIPv6: false, bits: 9), .brief)
  }

  @Test func `a billion connections are counted at once`() {
    let address = SocketAddress(IPAddress(isIPv6: false, bits: 0x0A60_0101), 80)
    for scheduler in IPVSScheduler.allCases {
      var settings = VirtualServer.Settings(scheduler)
      settings.hashesPort = scheduler == .maglevHashing
      var server = VirtualServer(.init(address, .tcp), settings, at: .zero)
      for number in 0..<7 {
        server.add(SocketAddress(IPAddress(isIPv6: false, bits: UInt128(number)), 8_080))
      }
      var ports = EphemeralPorts()
      let client = IPAddress(isIPv6: false, bits: 9)
      let counts = server.schedule(1_000_000_000, from: client, ports: &ports, at: .zero)
      #expect(counts.reduce(0, +) == 1_000_000_000)
    }
  }
}

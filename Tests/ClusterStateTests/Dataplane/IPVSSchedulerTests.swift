import Testing

@testable import ClusterState

/// The schedulers of IPVS against recorded turns of events.
@Suite struct IPVSSchedulerTests {
  static let cases: [JSONTree.Member] = {
    guard let bytes = try? Fixture.bytes("ipvs/schedulers.json"),
      let tree = try? JSONTree(parsing: bytes, file: "schedulers")
    else { return [] }
    return tree.members
  }()

  @Test func `there are cases of turns, loads and tables`() {
    #expect(Self.cases.count == 20)
  }

  @Test(arguments: cases.map(\.key))
  func `connections go where the kernel sends them`(name: String) throws {
    let recorded = try #require(Self.cases.first { $0.key == name }?.value)
    var server = try Self.server(recorded)
    var picks: [String?] = []
    for event in recorded["events"]?.elements ?? [] {
      picks += try Self.play(event, on: &server)
    }
    #expect(picks == recorded["picks"]?.elements.map(\.string))
  }

  private static func server(_ recorded: JSONTree) throws -> VirtualServer {
    let name = try #require(recorded["scheduler"]?.string)
    var settings = VirtualServer.Settings(try #require(IPVSScheduler(rawValue: name)))
    let flags = recorded["flags"]?.elements.compactMap(\.string) ?? []
    settings.hashesPort = flags.contains { $0.hasSuffix("-port") }
    settings.fallsBack = flags.contains { $0.hasSuffix("-fallback") }
    #expect(settings.flags == flags)
    let address = try #require(recorded["virtualAddress"]?.string.flatMap(IPAddress.init))
    return VirtualServer(.init(SocketAddress(address, 80), .tcp), settings, at: .zero)
  }

  /// Lets one event happen; what it picked.
  private static func play(
    _ event: JSONTree,
    on server: inout VirtualServer
  ) throws -> [String?] {
    let address = event["addr"]?.string.flatMap(IPAddress.init)
    let endpoint = SocketAddress(address ?? IPAddress(isIPv6: false, bits: 0), 8_080)
    let weight = Int(event["weight"]?.integer ?? 1)
    switch try #require(event["op"]?.string) {
    case "add": server.add(endpoint, weight: weight)
    case "delete": server.delete(endpoint)
    case "weight": server.setWeight(weight, of: endpoint)
    case "counters":
      server.setConnections(
        active: Int(event["active"]?.integer ?? 0),
        inactive: Int(event["inactive"]?.integer ?? 0),
        of: endpoint
      )
    default: return connect(event, to: &server)
    }
    return []
  }

  private static func connect(_ event: JSONTree, to server: inout VirtualServer) -> [String?] {
    let client = ScheduledClient(
      event["client"]?.string.flatMap(IPAddress.init) ?? IPAddress(isIPv6: false, bits: 0),
      port: UInt16(event["clientPort"]?.integer ?? 40_000)
    )
    let kinds: [String: ConnectionKind] = ["active": .active, "inactive": .inactive]
    let kind = kinds[event["stays"]?.string ?? ""] ?? .brief
    return (0..<(event["times"]?.integer ?? 1)).map { _ in
      server.schedule(client, at: .zero, leaving: kind)?.description
    }
  }
}

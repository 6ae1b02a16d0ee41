import Testing

@testable import ClusterState

/// Whole texts to the last character, and the numbers within.
@Suite struct RuleTextTests {
  /// A recorded text without the lines that say when it was made.
  private static func recorded(_ file: String) throws -> String {
    let text = String(decoding: try Fixture.bytes("rules/\(file)"), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#") }.joined(separator: "\n")
  }

  private static func simulation(_ world: String, _ mode: ProxyMode) throws -> Simulation {
    let recording = try #require(RuleRecording.worlds.first { $0.name == world })
    return try recording.simulation(mode)
  }

  private static func text(
    _ world: String,
    _ mode: ProxyMode,
    isIPv6: Bool = false
  ) throws -> String {
    let simulation = try simulation(world, mode)
    let node = try #require(simulation.node(named: "node-a"))
    return String(decoding: simulation.rules(of: node, isIPv6: isIPv6).text(), as: UTF8.self)
  }

  @Test func `iptables-save prints the same`() throws {
    #expect(try Self.text("etp-local", .iptables) == Self.recorded("etp-local.iptables"))
  }

  @Test func `ip6tables-save prints the same`() throws {
    let text = try Self.text("dual-lb", .iptables, isIPv6: true)
    #expect(try text == Self.recorded("dual-lb.ip6tables"))
  }

  @Test func `nft prints the same`() throws {
    let both =
      try Self.text("etp-local", .nftables) + Self.text("etp-local", .nftables, isIPv6: true)
    #expect(try both == Self.recorded("etp-local.nft"))
  }

  @Test func `the state of an IPVS node is the same as a whole`() throws {
    let simulation = try Self.simulation("dual-lb", .ipvs)
    let node = try #require(simulation.node(named: "node-a"))
    let bytes = try Fixture.bytes("rules/dual-lb.ipvs.json")
    #expect(simulation.ipvsState(of: node).json == (try JSONTree(parsing: bytes, file: "dump")))
  }

  @Test func `remarks are comment lines that cannot break out`() throws {
    let simulation = try Self.simulation("etp-local", .iptables)
    let node = try #require(simulation.node(named: "node-a"))
    let text = simulation.rules(of: node).text(remarks: ["one\n*nat", "two"])
    #expect(String(decoding: text, as: UTF8.self).hasPrefix("# one*nat\n# two\n*nat\n"))
  }

  @Test(arguments: [
    (2, "0.50000000000"), (3, "0.33333333349"), (4, "0.25000000000"), (5, "0.20000000019"),
    (6, "0.16666666651"), (7, "0.14285714272"), (1_000, "0.00100000016"),
  ])
  func `a probability has the digits that the kernel keeps`(remaining: Int, text: String) {
    #expect(Balancer.probabilityText(remaining) == text)
  }

  @Test(arguments: [
    (10_800, "3h"), (90, "1m30s"), (86_400, "1d"), (1, "1s"), (93_784, "1d2h3m4s"),
  ])
  func `nft prints times in parts`(seconds: Int64, text: String) {
    #expect(NFTablesText.time(seconds) == text)
  }

  @Test func `names of chains have the hashes of the real ones`() {
    let name = RuleSubject(
      ObjectName(namespace: "default", name: "web"),
      port: "",
      protocol: .tcp
    )
    #expect(IPTablesChains(name).external == "KUBE-EXT-LOLE4ISW44XBNF3G")
    #expect(IPTablesChains(name).endpoint("10.244.0.10:8080") == "KUBE-SEP-26PC3CYOE6X4RRUP")
    #expect(NFTablesChains(name).local == "local-PFISGYVC-default/web/tcp/")
  }

  @Test(arguments: [
    (["203.0.113.10/32"], ["203.0.113.10"]),
    (["203.0.113.0/24", "10.0.0.0/8", "203.0.113.7/32"], ["10.0.0.0/8", "203.0.113.0/24"]),
    (["10.0.0.0/25", "10.0.0.128/25"], ["10.0.0.0/24"]),
    (["10.0.0.0/24", "10.0.1.0/32"], ["10.0.0.0-10.0.1.0"]),
    (["10.0.0.2/32", "10.0.0.1/32"], ["10.0.0.1", "10.0.0.2"]),
    (["fd00::/64", "fd00::1/128"], ["fd00::/64"]),
  ])
  func `source ranges are sorted and joined as nft does`(ranges: [String], texts: [String]) {
    #expect(AddressInterval.texts(ranges.compactMap(CIDR.init)) == texts)
  }
}

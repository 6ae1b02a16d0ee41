import Testing

@testable import ClusterState

/// Rules Service by Service, and what options of kube-proxy do to them.
@Suite struct RuleBookTests {
  private static let web = ObjectName(namespace: "shop", name: "web")

  /// A Service with so many endpoints, of which each third is on node-a.
  private static func entry(
    _ count: Int,
    adjust: (inout Service) -> Void = { _ in }
  ) throws -> ServiceEntry {
    try ClusterFixture.webEntry(
      count,
      address: { "10.244.\($0 / 250).\($0 % 250 + 1)" },
      node: { ["node-a", "node-b", "node-c"][$0 % 3] },
      adjust: adjust
    )
  }

  private static func node(_ adjust: (inout ProxyOptions) -> Void = { _ in }) -> ProxyNode {
    var node = ProxyNode(name: "node-a")
    node.addresses = [IPAddress("192.168.50.10")].compactMap { $0 }
    node.options.detection = .clusterCIDR([CIDR("10.244.0.0/16")].compactMap { $0 })
    adjust(&node.options)
    return node
  }

  private static func texts(
    _ chain: String,
    in table: String = "nat",
    _ entry: ServiceEntry,
    on node: ProxyNode
  ) -> [String] {
    let rules = RuleBook([(web, entry)], on: node, isIPv6: false).ruleSet
    return (rules[table]?[chain]?.rules ?? []).map { rules.text(of: $0, in: chain) }
  }

  @Test(arguments: RuleRecording.worlds, [ProxyMode.iptables, .nftables])
  func `a book kept up to date is the same as a fresh one`(
    world: RuleRecording,
    mode: ProxyMode
  ) throws {
    let simulation = try world.simulation(mode)
    let node = try #require(simulation.cluster.nodes.ids.first)
    let services = simulation.serviceTable(of: node).sortedEntries
    let fresh = simulation.ruleBook(of: node)
    var book = RuleBook([], on: fresh.node, isIPv6: false)
    for (name, entry) in services.reversed() { book.update(name, entry) }
    #expect(book == fresh && book.ruleSet == fresh.ruleSet)
    for (name, _) in services { book.update(name, nil) }
    #expect(book.ruleSet == RuleBook([], on: fresh.node, isIPv6: false).ruleSet)
    #expect(book.endpointCount == 0)
  }

  @Test func `a Service's lines are those that come and go with it`() throws {
    let simulation = try #require(RuleRecording.worlds.first { $0.name == "lb-source-ranges" })
      .simulation(.iptables)
    let node = try #require(simulation.node(named: "node-a"))
    let book = simulation.ruleBook(of: node)
    let name = ObjectName(namespace: "default", name: "web")
    var without = book
    without.update(name, nil)
    func lines(_ book: RuleBook) -> [RuleBook.Line] {
      simulation.cluster.services.ids.compactMap { simulation.cluster.services[$0]?.key }
        .flatMap(book.lines)
    }
    #expect(without.lines(of: name) == [])
    #expect(Set(lines(book)).subtracting(lines(without)) == Set(book.lines(of: name)))
    #expect(book.ruleSet.count - without.ruleSet.count == book.lines(of: name).count)
  }

  @Test func `above a thousand endpoints their comments go, for all Services`() throws {
    let other = ObjectName(namespace: "shop", name: "other")
    let thousand = try Self.entry(999)
    let single = try Self.entry(1)
    var book = RuleBook([(Self.web, thousand), (other, single)], on: Self.node(), isIPv6: false)
    func comments(_ book: RuleBook) -> Int {
      book.lines(of: other).filter { $0.text.contains("-> 10.244.0.1:8080") }.count
    }
    #expect(comments(book) == 1)
    book.update(Self.web, try Self.entry(1_000))
    #expect(comments(book) == 0)
    #expect(book.lines(of: other).contains { $0.text.contains("\"shop/other cluster IP\"") })
    book.update(Self.web, thousand)
    #expect(comments(book) == 1)
  }

  @Test func `an affinity rule stays a rule without its comment`() throws {
    let entry = try Self.entry(1_001) { service in
      service.spec.sessionAffinity = .clientIP
      service.spec.affinityTimeoutSeconds = 60
    }
    let rules = RuleBook([(Self.web, entry)], on: Self.node(), isIPv6: false)
    let first = rules.lines(of: Self.web).first { $0.text.contains("--rcheck") }
    #expect(first?.text.contains(" -m recent --rcheck --seconds 60 --reap ") == true)
    #expect(first?.text.contains("comment") == false)
  }

  @Test(arguments: [
    (LocalDetection.bridgeInterface("cbr0"), "-d 10.96.0.10/32 ! -i cbr0 -p tcp"),
    (.interfaceNamePrefix("veth"), "-d 10.96.0.10/32 ! -i veth+ -p tcp"),
    (.nodeCIDR, "! -s 10.244.7.0/24 -d 10.96.0.10/32 -p tcp"),
  ])
  func `each way to tell pods has its own match`(detection: LocalDetection, text: String) throws {
    var node = Self.node { $0.detection = detection }
    node.podCIDRs = [CIDR("fd00::/64"), CIDR("10.244.7.0/24")].compactMap { $0 }
    let name = RuleSubject(Self.web, port: "", protocol: .tcp)
    let rules = Self.texts(IPTablesChains(name).cluster, try Self.entry(1), on: node)
    #expect(rules.first?.contains(" \(text) ") == true)
  }

  @Test func `without a way to tell pods nothing to cluster IPs is masqueraded`() throws {
    let node = Self.node { $0.detection = .clusterCIDR([]) }
    let name = RuleSubject(Self.web, port: "", protocol: .tcp)
    let rules = Self.texts(IPTablesChains(name).cluster, try Self.entry(2), on: node)
    #expect(rules.count == 2 && rules.allSatisfy { $0.contains("KUBE-SEP-") })
  }

  @Test func `a range with loopback brings node ports on it, and their guard`() throws {
    let ranges = ["127.0.0.0/8", "192.168.50.0/24"].compactMap(CIDR.init)
    let node = Self.node { $0.nodePortAddresses = .ranges(ranges) }
    let entry = try Self.entry(1)
    let jumps = Self.texts("KUBE-SERVICES", entry, on: node).filter { $0.contains("NOTE") }
    #expect(
      jumps.map { String($0.split(separator: " ")[3]) } == ["127.0.0.1/32", "192.168.50.10/32"]
    )
    #expect(Self.texts("KUBE-FIREWALL", in: "filter", entry, on: node).count == 1)
    let off = Self.node {
      $0.nodePortAddresses = .ranges(ranges)
      $0.answersOnLocalhost = false
    }
    #expect(Self.texts("KUBE-SERVICES", entry, on: off).filter { $0.contains("NOTE") }.count == 1)
    #expect(Self.texts("KUBE-FIREWALL", in: "filter", entry, on: off) == [])
    #expect(Self.texts("KUBE-NODEPORTS", entry, on: off).count == 1)
  }

  @Test func `node ports of all addresses are found by their type in nftables mode`() throws {
    let node = Self.node {
      $0.mode = .nftables
      $0.nodePortAddresses = .ranges([CIDR("0.0.0.0/0")].compactMap { $0 })
    }
    let rules = Self.texts("services", in: "kube-proxy", try Self.entry(1), on: node)
    let text =
      "fib daddr type local ip daddr != 127.0.0.0/8 meta l4proto . th dport "
      + "vmap @service-nodeports"
    #expect(rules.last == text)
  }

  @Test func `a bit of the mark is used everywhere`() throws {
    let node = Self.node { $0.masqueradeBit = 31 }
    #expect(
      Self.texts("KUBE-MARK-MASQ", try Self.entry(1), on: node)
        == ["-A KUBE-MARK-MASQ -j MARK --set-xmark 0x80000000/0x80000000"]
    )
  }
}

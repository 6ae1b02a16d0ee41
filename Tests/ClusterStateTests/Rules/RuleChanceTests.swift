import Testing

@testable import ClusterState

/// Chance, memory and counters of the literal walk.
@Suite struct RuleChanceTests {
  private static let web = ObjectName(namespace: "shop", name: "web")

  /// A node with one Service of so many endpoints.
  static func kernel(
    _ mode: ProxyMode,
    endpoints: Int,
    adjust: (inout Service) -> Void = { _ in }
  ) throws -> KernelRules {
    var node = ProxyNode(name: "node-a")
    node.addresses = [IPAddress("192.168.50.10")].compactMap { $0 }
    node.options.mode = mode
    node.options.detection = .clusterCIDR([CIDR("10.244.0.0/16")].compactMap { $0 })
    let entry = try ClusterFixture.webEntry(
      endpoints,
      address: { "10.244.1.\($0 + 1)" },
      node: { _ in "node-b" },
      adjust: adjust
    )
    return KernelRules(RuleBook([(web, entry)], on: node, isIPv6: false).ruleSet, on: node)
  }

  private static func packet(from source: String = "10.244.0.9") throws -> Packet {
    Packet(
      from: try #require(IPAddress(source)),
      to: try #require(IPAddress("10.96.0.10")),
      80,
      comesFromOwnPod: true
    )
  }

  @Test(arguments: [ProxyMode.iptables, .nftables], [2, 3, 7, 13])
  func `the fast path agrees with the rules in distribution`(
    mode: ProxyMode,
    endpoints: Int
  ) throws {
    let kernel = try Self.kernel(mode, endpoints: endpoints)
    let balancer = Balancer(count: endpoints, mode: mode)
    let packet = try Self.packet()
    let (seeds, requests) = (40, 80)
    let expected = (0..<endpoints).map { balancer.probability(of: $0) * Double(requests) }
    var total = [UInt64](repeating: 0, count: endpoints)
    var unlikely = 0
    for seed in 0..<seeds {
      var chance = RuleChance.drawn(SeededGenerator(seed: UInt64(seed), stream: "literal"))
      var memory = RuleMemory()
      var counts = [UInt64](repeating: 0, count: endpoints)
      for _ in 0..<requests {
        let walk = kernel.walk(packet, at: .zero, &chance, &memory)
        counts[Int(walk.destination.address.bits & 0xff) - 1] += 1
      }
      for index in counts.indices { total[index] += counts[index] }
      let test = try #require(ChiSquare(observed: counts, expected: expected))
      #expect(test.p > 1e-6, "seed \(seed): \(counts)")
      if test.p < 0.05 { unlikely += 1 }
    }
    // One in twenty is expected to be unlikely: 2 of 40, with a deviation of 1.4.
    #expect(unlikely <= 9)
    let whole = try #require(
      ChiSquare(observed: total, expected: expected.map { $0 * Double(seeds) })
    )
    #expect(whole.p > 1e-4, "\(total)")
  }

  @Test(arguments: [ProxyMode.iptables, .nftables])
  func `what the simulation sends goes where walks go`(mode: ProxyMode) throws {
    var options = SessionOptions()
    options.proxy.mode = mode
    options.isPerfect = true
    var sent: [SocketAddress: UInt64] = [:]
    var walked: [SocketAddress: UInt64] = [:]
    for seed in 1...30 as ClosedRange<UInt64> {
      options.seed = seed
      var simulation = Simulation(opening: ClusterFixture.shop(replicas: 4), options: options)
      let hop = try #require(try simulation.trace(ClusterFixture.toWeb).leading.hops.last)
      let id = try #require(simulation.node(named: hop.node.name))
      let kernel = simulation.kernelRules(of: id)
      var chance = RuleChance.drawn(SeededGenerator(seed: seed, stream: "literal"))
      var memory = simulation.ruleMemory
      for _ in 0..<50 {
        let walk = kernel.walk(hop.packet, at: simulation.now, &chance, &memory)
        walked[walk.destination, default: 0] += 1
      }
      for endpoint in try simulation.report(ClusterFixture.toWeb, count: 50).endpoints {
        sent[endpoint.endpoint.socketAddress, default: 0] += endpoint.count
      }
    }
    // Two samples of one chance, each against their mean.
    let places = Set(sent.keys).union(walked.keys).sorted()
    #expect(places.count >= 4)
    let counts = places.map { (sent[$0] ?? 0, walked[$0] ?? 0) }
    let means = counts.map { Double($0.0 + $0.1) / 2 }
    let test = try #require(
      ChiSquare(observed: counts.map(\.0) + counts.map(\.1), expected: means + means)
    )
    #expect(test.p > 1e-4, "\(counts)")
  }

  @Test(arguments: [ProxyMode.iptables, .nftables])
  func `a client comes back to its endpoint until its time is over`(mode: ProxyMode) throws {
    let kernel = try Self.kernel(mode, endpoints: 5) { service in
      service.spec.sessionAffinity = .clientIP
      service.spec.affinityTimeoutSeconds = 60
    }
    var chance = RuleChance.drawn(SeededGenerator(seed: 3))
    var memory = RuleMemory()
    let packet = try Self.packet()
    let first = kernel.walk(packet, at: .zero, &chance, &memory)
    #expect(first.isTranslated)
    let effects = first.steps.map(\.effect)
    // The match `recent` remembers in iptables mode, a statement of its own in nftables mode.
    #expect(effects.contains(.remembered) == (mode == .nftables))
    for second in 1...40 {
      let now = Instant.zero + .seconds(Int64(second * 59))
      #expect(kernel.walk(packet, at: now, &chance, &memory).destination == first.destination)
    }
    var ends: Set<SocketAddress> = []
    for number in 0..<40 {
      let now = Instant.zero + .seconds(Int64(40 * 59 + (number + 1) * 70))
      ends.insert(kernel.walk(packet, at: now, &chance, &memory).destination)
    }
    #expect(ends.count == 5)
  }

  @Test func `counters add up along the chains`() throws {
    let kernel = try Self.kernel(.iptables, endpoints: 3)
    var chance = RuleChance.drawn(SeededGenerator(seed: 5))
    var memory = RuleMemory()
    var counters = RuleCounters()
    let packet = try Self.packet()
    for _ in 0..<300 {
      counters.add(
        kernel.walk(packet, at: .zero, &chance, &memory),
        bytesEach: packet.firstLength
      )
    }
    let nat = kernel.rules.tables[0]
    func count(_ chain: String, _ rule: Int) throws -> UInt64 {
      let index = try #require(kernel.chain(chain, inTable: 0))
      return counters[RulePlace(table: 0, chain: index, rule: rule)].packets
    }
    #expect(try count("PREROUTING", 0) == 300)
    #expect(try count("KUBE-SERVICES", 0) == 300)
    let service = try #require(nat.chains.first { $0.name.hasPrefix("KUBE-SVC") })
    #expect(try count(service.name, 0) == 0, "a pod's packets are not marked")
    let jumps = try (1...3).map { try count(service.name, $0) }
    #expect(jumps.reduce(0, +) == 300 && jumps.allSatisfy { $0 > 60 })
    let site = RuleWalk.Site.rule(
      RulePlace(table: 0, chain: try #require(kernel.chain("PREROUTING", inTable: 0)), rule: 0)
    )
    #expect(counters[site].bytes == 18_000)
  }

  @Test func `rules that stay keep their counts when others come`() throws {
    let (old, new) = (
      try Self.kernel(.iptables, endpoints: 3), try Self.kernel(.iptables, endpoints: 4)
    )
    var chance = RuleChance.settled(SocketAddress(try #require(IPAddress("10.244.1.2")), 8_080))
    var memory = RuleMemory()
    var counters = RuleCounters()
    let packet = try Self.packet()
    counters.add(old.walk(packet, at: .zero, &chance, &memory), packets: 7, bytesEach: 60)
    let moved = counters.moved(from: old, to: new)
    let walk = new.walk(packet, at: .zero, &chance, &memory)
    let kept = walk.places.map { moved[$0].packets }
    // The rule that draws has another share now; all others are as they were.
    #expect(kept.filter { $0 == 0 }.count == 1 && kept.filter { $0 == 7 }.count == kept.count - 1)
  }

  @Test func `a health check port is accepted by the rule that says so`() throws {
    let kernel = try Self.kernel(.iptables, endpoints: 1) { service in
      service.spec.type = .loadBalancer
      service.spec.externalTrafficPolicy = .local
      service.spec.healthCheckNodePort = 32_000
    }
    var chance = RuleChance.drawn(SeededGenerator(seed: 1))
    var memory = RuleMemory()
    let packet = Packet(
      from: try #require(IPAddress("203.0.113.7")),
      to: try #require(IPAddress("192.168.50.10")),
      32_000
    )
    let walk = kernel.walk(packet, at: .zero, &chance, &memory)
    let last = walk.places.compactMap { kernel[$0] }.last { $0.verdict == .accept }
    #expect(last?.comment == "shop/web health check node port")
  }
}

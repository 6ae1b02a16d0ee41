import Testing

@testable import ClusterState

/// The literal walk of the rules against what the simulation decides without them.
@Suite struct RuleWalkTests {
  private static let seeds = Array(1...40) as [UInt64]

  /// Follows one packet to every endpoint that it may reach, or to its refusal.
  private static func compare(
    _ packet: Packet,
    _ decision: ProxyDecision,
    _ kernel: KernelRules,
    _ label: String
  ) {
    var memory = RuleMemory()
    var chance = RuleChance.drawn(SeededGenerator(seed: 1))
    let walk = kernel.walk(packet, at: .zero, &chance, &memory)
    let found: RuleWalk.Verdict =
      switch decision.verdict {
      case .reject: .rejected
      case .drop: .dropped
      case .deliver, .accept: .accepted
      }
    #expect(walk.verdict == found, "\(label): \(walk)")
    guard decision.verdict == .deliver else {
      #expect(walk.verdict != .accepted || !walk.isTranslated, "\(label): \(walk)")
      return
    }
    let reachable = decision.endpoints.map(\.socketAddress)
    #expect(reachable.contains(walk.destination), "\(label): \(walk)")
    for endpoint in decision.endpoints {
      var chance = RuleChance.settled(endpoint.socketAddress)
      let walk = kernel.walk(packet, at: .zero, &chance, &memory)
      #expect(
        walk.verdict == .accepted && walk.destination == endpoint.socketAddress,
        "\(label) to \(endpoint.text): \(walk)"
      )
      // A node that meets itself sees an address of its own either way.
      if endpoint.address == packet.source, kernel.node.owns(packet.source) { continue }
      let isMasqueraded =
        !kernel.node.keepsSource(to: endpoint, from: packet.source)
        && (decision.masquerade != nil
          || kernel.node.masqueradesHairpin(to: endpoint, from: packet.source))
      #expect(walk.isMasqueraded == isMasqueraded, "\(label) to \(endpoint.text): \(walk)")
    }
  }

  @Test(arguments: ProxyMode.allCases, [false, true])
  func `rules end every packet as the simulation decides`(mode: ProxyMode, isIPv6: Bool) {
    var verdicts: [ProxyDecision.Verdict: Int] = [:]
    for seed in Self.seeds {
      var world = RandomDataplane(seed: seed, mode, isIPv6: isIPv6)
      let kernel = world.kernel(isIPv6: isIPv6)
      for number in 0..<60 {
        guard let packet = world.packet(isIPv6: isIPv6) else { continue }
        let decision = world.node.decide(packet, world.table)
        verdicts[decision.verdict, default: 0] += 1
        let label = "seed \(seed), packet \(number), \(packet), \(decision.cause)"
        Self.compare(packet, decision, kernel, label)
      }
    }
    #expect(verdicts.count == 4 && verdicts.values.allSatisfy { $0 > 20 }, "\(verdicts)")
  }

  /// The real kernel's counts of the same connections.
  @Test(arguments: KernelRunTests.runs)
  func `a literal walk spreads connections as the kernel did`(run: KernelRunTests.Run) throws {
    let simulation = try run.simulation()
    let trace = try simulation.trace(run.traffic())
    let hop = try #require(trace.leading.hops.last)
    let id = try #require(simulation.node(named: hop.node.name))
    let kernel = simulation.kernelRules(of: id)
    let counts = run.run["counts"]?.members ?? []
    let requests = Int(run.run["requests"]?.integer ?? 0)
    guard !counts.isEmpty else {
      // Translated all the same where only the answer does not find back.
      let walk = simulation.walk(hop, to: nil, through: kernel)
      #expect((walk.verdict == .accepted) == (trace.verdict == .timedOut))
      return
    }
    var chance = RuleChance.drawn(SeededGenerator(seed: 7))
    var found: [String: Int] = [:]
    let walks = min(requests, 400)
    for _ in 0..<walks {
      var memory = RuleMemory()
      let walk = kernel.walk(hop.packet, at: .zero, &chance, &memory)
      found["\(walk.destination.address)", default: 0] += 1
      #expect(run.run["seen"]?.elements.first?.string == "\(walk.source)")
    }
    guard trace.leading.affinity == .none else { return }
    for (key, count) in counts.map({ ($0.key, Double($0.value.integer ?? 0)) }) {
      // Two samples of one chance.
      let mine = Double(found[key] ?? 0)
      let (theirs, ours) = (Double(requests), Double(walks))
      let chance = (mine + count) / (theirs + ours)
      let deviation = (chance * (1 - chance) * (1 / theirs + 1 / ours)).squareRoot()
      let difference = abs(mine / ours - count / theirs)
      #expect(difference <= 5 * deviation, "\(key): \(mine), the kernel \(count)")
    }
    #expect(Set(found.keys) == Set(counts.map(\.key)))
  }
}

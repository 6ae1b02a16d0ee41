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
    guard decision.verdict == .deliver else {
      var chance = RuleChance.drawn(SeededGenerator(seed: 1))
      let walk = kernel.walk(packet, at: .zero, &chance, &memory)
      let verdict: RuleWalk.Verdict =
        switch decision.verdict {
        case .reject: .rejected
        case .drop: .dropped
        default: .accepted
        }
      #expect(
        walk.verdict == verdict && (verdict != .accepted || !walk.isTranslated),
        "\(label): \(walk)"
      )
      return
    }
    for endpoint in decision.endpoints {
      var chance = RuleChance.settled(endpoint.socketAddress)
      var memory = RuleMemory()
      let walk = kernel.walk(packet, at: .zero, &chance, &memory)
      let isMasqueraded =
        !kernel.node.keepsSource(to: endpoint, from: packet.source)
        && (decision.masquerade != nil
          || kernel.node.masqueradesHairpin(to: endpoint, from: packet.source))
      #expect(
        walk.verdict == .accepted && walk.destination == endpoint.socketAddress
          && walk.isMasqueraded == isMasqueraded,
        "\(label) to \(endpoint.text), masqueraded \(isMasqueraded): \(walk)"
      )
    }
    var chance = RuleChance.drawn(SeededGenerator(seed: 1))
    let walk = kernel.walk(packet, at: .zero, &chance, &memory)
    #expect(
      decision.endpoints.contains { $0.socketAddress == walk.destination },
      "\(label) by chance: \(walk)"
    )
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
        Self.compare(
          packet,
          decision,
          kernel,
          "seed \(seed), packet \(number), \(packet), \(decision.cause)"
        )
      }
    }
    #expect(
      verdicts.values.allSatisfy { $0 > 20 } && verdicts.count >= (mode == .ipvs ? 3 : 4),
      "\(verdicts)"
    )
  }
}

import Testing

@testable import ClusterState

/// Rules as a screen lists them: Service by Service, with differences and counts.
@Suite struct RuleListingTests {
  private static func lines(_ section: RuleSection, _ spelling: RuleSpelling) -> [String] {
    section.parts.flatMap(\.places).flatMap { place in
      place.lines.filter { line in if case .text = line { false } else { true } }
        .map { "\(place.name.table) \(place.name.name) \(spelling.text($0, in: place.name.name))" }
    }
  }

  private static func lines(_ rules: RuleSet) -> Set<String> {
    let spelling = RuleSpelling(rules.mode, isIPv6: rules.isIPv6)
    var lines: Set<String> = []
    for table in rules.tables {
      for set in table.collections {
        for element in set.elements {
          lines.insert("\(table.name) \(set.name) \(spelling.text(.element(element), in: ""))")
        }
      }
      for chain in table.chains {
        for rule in chain.rules {
          lines.insert(
            "\(table.name) \(chain.name) \(spelling.text(.rule(rule), in: chain.name))"
          )
        }
      }
    }
    return lines
  }

  @Test(arguments: RuleRecording.worlds, ProxyMode.allCases)
  func `frame and Services together are all rules of a node`(
    world: RuleRecording,
    mode: ProxyMode
  ) throws {
    let simulation = try world.simulation(mode)
    for node in simulation.cluster.nodes.ids {
      for isIPv6 in [false, true] {
        let rules = simulation.nodeRules(of: node, isIPv6: isIPv6)
        let sections = [rules.frame] + rules.services.compactMap(rules.section)
        let listed = Set(sections.flatMap { Self.lines($0, rules.spelling) })
          .filter { !$0.hasPrefix("ipvs ") }
        #expect(listed == Self.lines(simulation.rules(of: node, isIPv6: isIPv6)))
      }
    }
  }

  @Test(arguments: RuleRecording.worlds)
  func `the difference of two modes is the one and the other`(world: RuleRecording) throws {
    let moments = try ProxyMode.allCases.map { mode in
      let simulation = try world.simulation(mode)
      let node = try #require(simulation.cluster.nodes.ids.first)
      return simulation.nodeRules(of: node, isIPv6: false)
    }
    for before in moments {
      for now in moments {
        for service in now.services {
          let (new, old) = (now.section(of: service), before.section(of: service))
          let marked = MarkedRules(new, now.spelling, before: old, before.spelling)
          let lines = marked.parts.flatMap(\.places).flatMap { place in
            place.lines.map { (mark: $0.mark, text: $0.text(in: place.name)) }
          }
          func texts(_ section: RuleSection?, _ spelling: RuleSpelling) -> [String] {
            (section?.parts ?? []).flatMap(\.places).flatMap { place in
              place.lines.map { spelling.text($0, in: place.name.name) }
            }
          }
          #expect(lines.filter { $0.mark != .removed }.map(\.text) == texts(new, now.spelling))
          #expect(lines.filter { $0.mark != .added }.map(\.text) == texts(old, before.spelling))
          let isSame = now.spelling.mode == before.spelling.mode
          #expect(isSame == (marked.added == 0 && marked.removed == 0) || lines.isEmpty)
        }
      }
    }
  }

  private static func shop(_ mode: ProxyMode) throws -> Simulation {
    try #require(RuleRecording.worlds.first { $0.name == "lb-source-ranges" }).simulation(mode)
  }

  private static let web = ObjectName(namespace: "default", name: "web")

  @Test(arguments: ProxyMode.allCases)
  func `rules count the packets that the simulation sends`(mode: ProxyMode) throws {
    var simulation = try Self.shop(mode)
    let node = try #require(simulation.cluster.nodes.ids.first)
    let name = try #require(simulation.cluster.nodes[node]?.metadata.name)
    let port = try #require(simulation.cluster.services[Self.web]?.spec.ports.first?.port)
    let destination = Destination.service(Self.web, port: .number(UInt16(clamping: port)))
    let traffic = Traffic(from: .node(name), to: destination)
    _ = try simulation.apply(.send(traffic, count: 300))
    let rules = simulation.nodeRules(of: node, isIPv6: false)
    var counts = NodeRuleCounts(rules, simulation.ledger.firstPackets, at: simulation.now)
    let isCounted = counts.update(simulation.ledger.firstPackets, at: simulation.now)
    #expect(isCounted && counts[Self.web] == 300)
    let tallies = try #require(simulation.ledger[Self.web]?.endpoints)
    let section = try #require(rules.section(of: Self.web))
    for tally in tallies where tally.count > 0 && mode != .nftables {
      let address = SocketAddress(tally.endpoint.address, tally.endpoint.port)
      let counted = section.parts.flatMap(\.places).compactMap { place in
        place.lines.first { line in
          if case .realServer(address, _, _) = line { return true }
          return line.verdict == .translate(address)
        }.flatMap { counts[NodeRuleCounts.Site(place.name, $0)]?.packets }
      }
      #expect(counted == [tally.count])
    }
    #expect(counts.lastWay.contains { $0.service == Self.web })
    _ = try simulation.apply(.send(traffic, count: 20))
    let isCountedAgain = counts.update(simulation.ledger.firstPackets, at: simulation.now)
    #expect(isCountedAgain && counts[Self.web] == 320)
    // Packets that were taken back are to be counted anew.
    let isStillRight = counts.update(FirstPackets(), at: simulation.now)
    #expect(!isStillRight)
  }

  @Test func `a rule keeps its place when its Service changes, and others are not made again`()
    throws
  {
    let simulation = try Self.shop(.iptables)
    let node = try #require(simulation.cluster.nodes.ids.first)
    let rules = simulation.nodeRules(of: node, isIPv6: false)
    var changed = simulation
    let line = "patch service default/web -p '{\"spec\":{\"sessionAffinity\":\"ClientIP\"}}'"
    _ = try changed.apply(CommandParser.parse(line))
    changed.advance(to: changed.now + .seconds(10))
    let later = changed.nodeRules(of: node, isIPv6: false, after: rules)
    #expect(!later.leads(as: rules) && !later.isSame(Self.web, as: rules))
    let others = later.services.filter { $0 != Self.web }
    #expect(!others.isEmpty && others.allSatisfy { later.isSame($0, as: rules) })
    let marked = MarkedRules(
      later.section(of: Self.web),
      later.spelling,
      before: rules.section(of: Self.web),
      rules.spelling
    )
    let added = marked.parts.flatMap(\.places).flatMap { place in
      place.lines.filter { $0.mark == .added }.map { $0.text(in: place.name) }
    }
    #expect(added.contains { $0.contains("--rcheck") } && marked.removed > 0)
  }
}

import Testing

@testable import ClusterState

/// The rules of every mode against those that the real kube-proxy wrote.
@Suite struct RecordedRuleTests {
  /// Chains in which the real kube-proxy has Services in the order of a Go map.
  private static let unordered: Set<String> = [
    "KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-EXTERNAL-SERVICES", "KUBE-PROXY-FIREWALL",
  ]
  /// Chains that depend on nothing that a recording could vary.
  private static let constant: Set<String> = [
    "PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING", "KUBE-MARK-MASQ",
    "KUBE-POSTROUTING", "KUBE-FORWARD",
  ]
  private static let constantNFTables: Set<String> = [
    "filter-prerouting-pre-dnat", "filter-output-pre-dnat", "filter-input", "filter-forward",
    "filter-output", "nat-prerouting", "nat-output", "nat-postrouting",
    "service-endpoints-check", "firewall-check", "reject-chain",
  ]

  @Test func `there are recordings of all modes`() {
    let counts = ProxyMode.allCases.map { mode in
      RuleRecording.worlds.reduce(0) { $0 + $1.dumps(mode).count }
    }
    #expect(counts == [62, 69, 55])
  }

  /// Lines by table and chain; those in no order sorted.
  private static func grouped(_ lines: [String], sorting: (String) -> Bool) -> [String: [String]] {
    var groups: [String: [String]] = [:]
    for line in lines {
      let words = line.split(separator: " ", maxSplits: 2)
      groups["\(words[0]) \(words[1])", default: []].append(line)
    }
    for (place, lines) in groups
    where sorting(String(place.drop { $0 != " " }.dropFirst())) {
      groups[place] = lines.sorted()
    }
    return groups
  }

  @Test(arguments: RuleRecording.worlds)
  func `iptables rules are those of the real kube-proxy`(world: RuleRecording) throws {
    let simulation = try world.simulation(.iptables)
    for dump in world.dumps(.iptables) {
      let isIPv6 = dump["family"]?.string == "ipv6"
      let rules = simulation.rules(of: try simulation.nodeID(dump), isIPv6: isIPv6)
      let lines = rules.tables.flatMap { table in
        table.chains.filter { !Self.constant.contains($0.name) }.flatMap { chain in
          chain.rules.map { "\(table.name) \(rules.text(of: $0, in: chain.name).dropFirst(3))" }
        }
      }
      let recorded = dump.texts("lines")
      #expect(
        Self.grouped(lines, sorting: Self.unordered.contains)
          == Self.grouped(recorded, sorting: Self.unordered.contains)
      )
      let services = rules["nat"]?["KUBE-SERVICES"]?.rules ?? []
      let jumps = services.indices.filter { services[$0].verdict == .jump("KUBE-NODEPORTS") }
      #expect(jumps == Array(services.indices.suffix(jumps.count)))
    }
  }

  @Test(arguments: RuleRecording.worlds)
  func `nftables rules are those of the real kube-proxy`(world: RuleRecording) throws {
    let simulation = try world.simulation(.nftables)
    let services = simulation.serviceTable.sortedEntries
    for dump in world.dumps(.nftables) {
      var node = simulation.proxyNode(try simulation.nodeID(dump))
      let recorded = dump.texts("lines")
      // A few recordings were made before kube-proxy had heard of any ServiceCIDR.
      if !recorded.contains(where: { $0.contains("drop comment") }) { node.serviceCIDRs = [] }
      let lines = [false, true].flatMap { isIPv6 in
        Self.lines(RuleBook(services, on: node, isIPv6: isIPv6).ruleSet)
      }
      let sets = Set(recorded.compactMap(Self.setName))
      #expect(
        Self.grouped(lines, sorting: sets.contains)
          == Self.grouped(recorded, sorting: sets.contains)
      )
    }
  }

  /// The name of the set or map that a line is an element of: chains of Services have a hash.
  private static func setName(_ line: String) -> String? {
    let place = line.split(separator: " ")[1]
    let isShared = [
      "hairpin-connections", "cluster-ips", "nodeport-ips", "no-endpoint-services",
      "no-endpoint-nodeports", "firewall-ips", "service-ips", "service-nodeports",
    ].contains(place)
    return isShared ? String(place) : nil
  }

  private static func lines(_ rules: RuleSet) -> [String] {
    let family = rules.isIPv6 ? "ip6" : "ip"
    return rules.tables.flatMap { table -> [String] in
      let elements = table.collections.flatMap { collection -> [String] in
        let timeout = collection.timeoutSeconds.map { ["timeout " + NFTablesText.time($0)] } ?? []
        let elements = collection.elements.map { element in
          var writer = NFTablesText(isIPv6: rules.isIPv6)
          writer.add(element)
          return String(decoding: writer.text.bytes, as: UTF8.self)
        }
        return (timeout + elements).map { "\(family) \(collection.name) \($0)" }
      }
      let chains = table.chains.filter { !constantNFTables.contains($0.name) }
      return elements
        + chains.flatMap { chain in
          chain.rules.map { "\(family) \(chain.name) \(rules.text(of: $0, in: chain.name))" }
        }
    }
  }

  @Test(arguments: RuleRecording.worlds)
  func `the state of IPVS is that of the real kube-proxy`(world: RuleRecording) throws {
    for dump in world.dumps(.ipvs) {
      let scheduler = try #require(IPVSScheduler(rawValue: dump["scheduler"]?.string ?? ""))
      let simulation = try world.simulation(.ipvs, scheduler: scheduler)
      let state = simulation.ipvsState(of: try simulation.nodeID(dump))
      let saved = String(decoding: state.savedText(), as: UTF8.self)
      #expect(saved == dump.texts("saved").map { $0 + "\n" }.joined())
      let input = RuleRecording.restoreInputs[Int(dump["restoreInput"]?.integer ?? 0)]
      #expect(state.families.count == input.members.count)
      for family in state.families {
        let recorded = input.texts(family.rules.isIPv6 ? "IPv6" : "IPv4")
        #expect(Self.sortedOut(family.restoreInput) == Self.sortedOut(recorded))
      }
      let json = state.json
      #expect(
        json["servicesWithoutLocalEndpoints"]
          == dump["withoutLocalEndpoints"] ?? ["external": [], "internal": []]
      )
      #expect(
        json["localReadyEndpointsOfHealthCheckedServices"] == dump["localReady"] ?? .object([])
      )
    }
  }

  /// The one chain of IPVS mode that has rules of Services, in no order, sorted.
  private static func sortedOut(_ lines: [String]) -> [String] {
    let isUnordered = { (line: String) in line.hasPrefix("-A KUBE-IPVS-OUT-FILTER") }
    return lines.filter { !isUnordered($0) } + lines.filter(isUnordered).sorted()
  }
}

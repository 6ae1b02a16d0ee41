extension RuleSection {
  /// What a Service has in IPVS mode: virtual servers with their real servers, entries of ipsets,
  /// and the few iptables rules that name it.
  static func ipvs(
    _ service: ObjectName,
    _ entry: ServiceEntry,
    on node: ProxyNode,
    isIPv6: Bool,
    _ kernel: IPVSTable?,
    _ table: ServiceTable
  ) -> RuleSection {
    let ipvsNode = IPVSNode(node)
    let plan = VirtualServerPlan([entry], on: ipvsNode)
    var fresh = IPVSTable()
    fresh.sync(plan, on: ipvsNode, at: .zero)
    let keys = Set(plan.virtualServers.map(\.key))
    // One that another Service claims too shows what is in the kernel.
    let servers = keys.compactMap { kernel?[$0] ?? fresh[$0] }
      .filter { $0.key.address.address.isIPv6 == isIPv6 }
    let sets = IPSet.all([entry], on: ipvsNode)
      .filter { $0.isIPv6 == isIPv6 && !$0.entries.isEmpty }
    let ports = ProxiedPort.all(of: service, entry, on: node, isIPv6: isIPv6)
    let rules = RuleSet.ipvs(IPVSRules(node: node, isIPv6: isIPv6, filled: [], ports: ports))
    let places =
      servers.sorted(by: IPVSState.isListedBefore).map(Place.init)
      + sets.map { set in
        Place(
          Place.Name("ipset", set.name),
          head: "Name: \(set.name)",
          isShared: true,
          set.entries.map(RuleLine.text)
        )
      }
      + rules.tables.flatMap { table in
        table.chains.compactMap { chain -> Place? in
          let own = chain.rules.filter { $0.subject != nil }
          return own.isEmpty ? nil : Place(chain, in: table.name, .ipvs, rules: own)
        }
      }
    return RuleSection(parts: [Part(port: nil, places: places)])
  }
}

extension RuleSection.Place {
  fileprivate init(_ server: VirtualServer) {
    self.init(
      Name("ipvs", server.key.description),
      head: server.savedText,
      isShared: false,
      server.savedServers.map { real in
        .realServer(real.endpoint, weight: real.weight, text: server.savedText(of: real))
      }
    )
  }
}

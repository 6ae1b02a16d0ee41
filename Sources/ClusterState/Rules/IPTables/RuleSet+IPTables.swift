extension RuleSet {
  /// Above so many endpoints in all the comments of endpoints are left out
  /// (pkg/proxy/iptables/proxier.go `largeClusterEndpointsThreshold`).
  static let smallClusterEndpointsMax = 1000

  /// Puts what the Service ports add into the frame of a node.
  static func iptables(_ parts: [IPTablesPart], on node: ProxyNode, isIPv6: Bool) -> RuleSet {
    let frame = IPTablesFrame(node: node, isIPv6: isIPv6)
    let nat = [
      RuleChain(
        name: IPTablesChains.services,
        rules: parts.flatMap(\.services) + frame.nodePortJumps
      ),
      RuleChain(name: IPTablesChains.nodePorts, rules: parts.flatMap(\.nodePorts)),
    ]
    let filter = [
      RuleChain(name: IPTablesChains.services, rules: parts.flatMap(\.filteredServices)),
      RuleChain(
        name: IPTablesChains.externalServices,
        rules: parts.flatMap(\.filteredExternals)
      ),
      RuleChain(name: IPTablesChains.proxyFirewall, rules: parts.flatMap(\.firewall)),
      RuleChain(name: IPTablesChains.nodePorts, rules: parts.flatMap(\.healthChecks)),
    ]
    let own = parts.flatMap(\.chains)
    return RuleSet(
      mode: .iptables,
      isIPv6: isIPv6,
      tables: [
        RuleTable(name: "nat", chains: frame.natBases + sorted(nat + frame.natChains + own)),
        RuleTable(name: "filter", chains: frame.filterBases + sorted(filter + frame.filterChains)),
        frame.mangle,
      ]
    )
  }

  /// As the tool lists them: by name.
  private static func sorted(_ chains: [RuleChain]) -> [RuleChain] {
    // Names and places are sorted rather than chains: there are as many as endpoints.
    let order = chains.enumerated().map { (name: $1.name, place: $0) }.sorted { $0.name < $1.name }
    return order.map { chains[$0.place] }
  }
}

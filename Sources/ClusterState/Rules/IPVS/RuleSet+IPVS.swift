extension RuleSet {
  /// The iptables rules of a node in IPVS mode: chains by name, the jumps into them included.
  static func ipvs(_ rules: IPVSRules) -> RuleSet {
    RuleSet(
      mode: .ipvs,
      isIPv6: rules.isIPv6,
      tables: [
        table("nat", natJumps, IPVSRules.natChains, rules.nat),
        table("filter", filterJumps, IPVSRules.filterChains, rules.filter),
        RuleTable(name: "mangle", chains: []),
      ]
    )
  }

  private static func table(
    _ name: String,
    _ jumps: [RuleChain],
    _ chains: [String],
    _ lines: [IPVSRules.Line]
  ) -> RuleTable {
    let own = chains.map { chain in
      RuleChain(name: chain, rules: lines.filter { $0.chain == chain }.map(\.rule))
    }
    return RuleTable(name: name, chains: (jumps + own).sorted { $0.name < $1.name })
  }

  private static func builtIn(_ name: String, _ jumps: [(String, String)]) -> RuleChain {
    let rules = jumps.map { comment, chain in Rule([.comment(comment)], .jump(chain)) }
    return RuleChain(name: name, base: "ACCEPT", rules: rules)
  }

  private static var natJumps: [RuleChain] {
    let services = ("kubernetes service portals", "KUBE-SERVICES")
    return [
      builtIn("OUTPUT", [services]),
      builtIn("POSTROUTING", [("kubernetes postrouting rules", "KUBE-POSTROUTING")]),
      builtIn("PREROUTING", [services]),
    ]
  }

  private static var filterJumps: [RuleChain] {
    let firewall = ("kube-proxy firewall rules", "KUBE-PROXY-FIREWALL")
    let access = "kubernetes ipvs access filter"
    return [
      builtIn("FORWARD", [firewall, ("kubernetes forwarding rules", "KUBE-FORWARD")]),
      builtIn(
        "INPUT",
        [
          (access, "KUBE-IPVS-FILTER"), firewall,
          ("kubernetes health check rules", "KUBE-NODE-PORT"),
        ]
      ),
      builtIn("OUTPUT", [(access, "KUBE-IPVS-OUT-FILTER")]),
    ]
  }
}

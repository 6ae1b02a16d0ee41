/// The chains that kube-proxy writes in nftables mode whatever Services there are
/// (pkg/proxy/nftables/proxier.go `setupNFTables`).
struct NFTablesFrame {
  let node: ProxyNode
  let isIPv6: Bool

  private typealias Name = NFTablesChains

  /// The addresses that answer node ports, without loopback; `nil`: any local one.
  var nodePortAddresses: [IPAddress]? {
    switch node.nodePortDestinations(isIPv6: isIPv6) {
    case .anyLocal: nil
    case .addresses(let addresses): addresses.filter { !$0.isLoopback }
    }
  }

  /// All chains in the order in which they are listed.
  var chains: [RuleChain] { bases + checks + [services, masquerading, clusterIPCheck, rejection] }

  private static func base(_ name: String, _ hook: String, _ rules: [Rule]) -> RuleChain {
    RuleChain(name: name, base: "type \(hook); policy accept;", rules: rules)
  }

  private static func isNew(_ chain: String) -> Rule {
    Rule([.connectionState("new")], .jump(chain))
  }

  /// Where packets enter.
  private var bases: [RuleChain] {
    let services = Self.isNew("service-endpoints-check")
    let clusterIPs = Self.isNew("cluster-ips-check")
    let firewall = [Self.isNew("firewall-check")]
    let destination = [Rule([], .jump("services"))]
    return [
      Self.base(
        "filter-prerouting-pre-dnat",
        "filter hook prerouting priority dstnat - 10",
        firewall
      ),
      Self.base("filter-output-pre-dnat", "filter hook output priority -110", firewall),
      Self.base(
        "filter-input",
        "filter hook input priority filter",
        [Self.isNew("nodeport-endpoints-check"), services]
      ),
      Self.base("filter-forward", "filter hook forward priority filter", [services, clusterIPs]),
      Self.base("filter-output", "filter hook output priority filter", [services, clusterIPs]),
      Self.base("nat-prerouting", "nat hook prerouting priority dstnat", destination),
      Self.base("nat-output", "nat hook output priority -100", destination),
      Self.base(
        "nat-postrouting",
        "nat hook postrouting priority srcnat",
        [Rule([], .jump("masquerading"))]
      ),
    ]
  }

  private var notLoopback: RuleMatch {
    .destination(isIPv6 ? .loopbackIPv6 : .loopback, isNegated: true)
  }

  /// What refuses packets before anything is translated.
  private var checks: [RuleChain] {
    let ours = nodePortAddresses == nil ? notLoopback : .destinationIn(set: Name.nodePortIPs)
    return [
      RuleChain(
        name: "nodeport-endpoints-check",
        rules: [Rule([ours], .lookUp(map: Name.refusedNodePorts, byAddress: false))]
      ),
      RuleChain(
        name: "service-endpoints-check",
        rules: [Rule([], .lookUp(map: Name.refusedServices, byAddress: true))]
      ),
      RuleChain(
        name: "firewall-check",
        rules: [Rule([], .lookUp(map: Name.firewalls, byAddress: true))]
      ),
    ]
  }

  /// What finds the chain of a Service port.
  private var services: RuleChain {
    let nodePorts: [RuleMatch] =
      nodePortAddresses == nil
      ? [.destinationIsLocal, notLoopback] : [.destinationIn(set: Name.nodePortIPs)]
    let lookups = [
      Rule([], .lookUp(map: Name.serviceIPs, byAddress: true)),
      Rule(nodePorts, .lookUp(map: Name.serviceNodePorts, byAddress: false)),
    ]
    return RuleChain(name: "services", rules: masqueradeRules + lookups)
  }

  /// One rule masquerades the traffic to all cluster IPs.
  private var masqueradeRules: [Rule] {
    let clusterIPs = RuleMatch.destinationIn(set: Name.clusterIPs)
    let mark = RuleVerdict.setMark(node.masqueradeMark)
    if node.options.masqueradesAll {
      return [Rule([clusterIPs, .comment("masquerade all clusterIP traffic")], mark)]
    }
    guard let foreign = node.localMatch(isIPv6: isIPv6, isNegated: true) else { return [] }
    let comment = "masquerade clusterIP traffic from outside cluster"
    return [Rule([clusterIPs, foreign, .comment(comment)], mark)]
  }

  private var masquerading: RuleChain {
    let mark = node.masqueradeMark
    return RuleChain(
      name: "masquerading",
      rules: [
        Rule([.mark(mark)], .masqueradeMarked(mark)),
        Rule([.isTranslated, .flowIn(set: Name.hairpins)], .masquerade()),
      ]
    )
  }

  private var clusterIPCheck: RuleChain {
    var rules: [Rule] = [
      Rule(
        [
          .destinationIn(set: Name.clusterIPs),
          .comment("Reject traffic to invalid ports of ClusterIPs"),
        ],
        .reject
      )
    ]
    let ranges = node.serviceCIDRs.filter { $0.base.isIPv6 == isIPv6 }
    if !ranges.isEmpty {
      let unallocated = RuleMatch.destinations(AddressInterval.texts(ranges))
      rules.append(
        Rule([unallocated, .comment("Drop traffic to unallocated ClusterIPs")], .drop)
      )
    }
    return RuleChain(name: "cluster-ips-check", rules: rules)
  }

  private var rejection: RuleChain {
    RuleChain(
      name: Name.rejection,
      comment: "helper for @no-endpoint-services / @no-endpoint-nodeports",
      rules: [Rule([], .reject)]
    )
  }
}

/// The few iptables rules of IPVS mode: what to masquerade and what to keep out; which Services
/// there are stands in sets (pkg/proxy/ipvs/proxier.go `writeIptablesRules`).
struct IPVSRules {
  /// A rule and the chain it is appended to.
  struct Line {
    var chain: String
    var rule: Rule
  }

  let node: ProxyNode
  let isIPv6: Bool
  /// The kinds of sets that are not empty.
  let filled: Set<IPSet.Kind>
  let ports: [ProxiedPort]

  private func name(_ kind: IPSet.Kind) -> String { kind.name(isIPv6: isIPv6) }

  private func inSet(_ kind: IPSet.Kind, _ directions: String? = nil) -> RuleMatch {
    .inSet(name(kind), directions: directions ?? kind.directions)
  }

  /// Looks into a set and says so; nothing while the set is empty.
  private func line(
    _ chain: String,
    _ kind: IPSet.Kind,
    _ verdict: RuleVerdict,
    before: [RuleMatch] = [],
    after: [RuleMatch] = [],
    directions: String? = nil
  ) -> [Line] {
    guard filled.contains(kind) else { return [] }
    let matches = before + [.comment(kind.comment), inSet(kind, directions)] + after
    return [Line(chain: chain, rule: Rule(matches, verdict))]
  }

  private func always(_ chain: String, _ matches: [RuleMatch], _ verdict: RuleVerdict) -> [Line] {
    [Line(chain: chain, rule: Rule(matches, verdict))]
  }

  static let natChains = [
    "KUBE-SERVICES", "KUBE-POSTROUTING", "KUBE-NODE-PORT", "KUBE-LOAD-BALANCER",
    "KUBE-MARK-MASQ",
  ]
  static let filterChains = [
    "KUBE-FORWARD", "KUBE-NODE-PORT", "KUBE-PROXY-FIREWALL", "KUBE-SOURCE-RANGES-FIREWALL",
    "KUBE-IPVS-FILTER", "KUBE-IPVS-OUT-FILTER",
  ]

  /// The rules of nat in the order in which they are given to the kernel.
  var nat: [Line] {
    let services = "KUBE-SERVICES"
    let mark = RuleVerdict.jump("KUBE-MARK-MASQ")
    let external: [(matches: [RuleMatch], verdict: RuleVerdict)] = [
      ([.notFromBridge, .sourceIsLocal(isNegated: true)], .accept),
      ([.destinationIsLocal], .accept),
    ]
    var lines = always(services, [.source(isIPv6 ? .loopbackIPv6 : .loopback)], .returns)
    lines += line("KUBE-POSTROUTING", .hairpin, .masquerade(picksRandomPorts: false))
    lines += line(services, .loadBalancer, .jump("KUBE-LOAD-BALANCER"))
    lines += line("KUBE-LOAD-BALANCER", .loadBalancerLocal, .returns)
    lines += nodePorts(mark) + clusterIPs(mark)
    lines += line(services, .externalIP, mark)
    for kind in [IPSet.Kind.externalIP, .externalIPLocal] {
      for rule in external { lines += line(services, kind, rule.verdict, after: rule.matches) }
    }
    lines += always(services, [.destinationIsLocal], .jump("KUBE-NODE-PORT"))
    lines += always("KUBE-LOAD-BALANCER", [], mark)
    for kind in [IPSet.Kind.clusterIP, .loadBalancer] where filled.contains(kind) {
      lines += always(services, [inSet(kind)], .accept)
    }
    return lines + masquerading
  }

  private func nodePorts(_ mark: RuleVerdict) -> [Line] {
    let kinds: [(TransportProtocol, local: IPSet.Kind, all: IPSet.Kind)] = [
      (.tcp, .nodePortLocalTCP, .nodePortTCP), (.udp, .nodePortLocalUDP, .nodePortUDP),
      (.sctp, .nodePortLocalSCTP, .nodePortSCTP),
    ]
    return kinds.flatMap { transport, local, all in
      line("KUBE-NODE-PORT", local, .returns, before: [.transport(transport)])
        + line("KUBE-NODE-PORT", all, mark, before: [.transport(transport)])
    }
  }

  /// Without a way to tell pods, only an endpoint's own traffic to its cluster IP is marked.
  private func clusterIPs(_ mark: RuleVerdict) -> [Line] {
    if node.options.masqueradesAll { return line("KUBE-SERVICES", .clusterIP, mark) }
    guard let foreign = node.localMatch(isIPv6: isIPv6, isNegated: true) else {
      return line("KUBE-SERVICES", .clusterIP, mark, directions: "src,dst")
    }
    return line("KUBE-SERVICES", .clusterIP, mark, after: [foreign])
  }

  private var masquerading: [Line] {
    let mark = node.masqueradeMark
    let comment = RuleMatch.comment("kubernetes service traffic requiring SNAT")
    return always("KUBE-POSTROUTING", [.mark(mark, isNegated: true)], .returns)
      + always("KUBE-POSTROUTING", [], .clearMark(mark))
      + always("KUBE-POSTROUTING", [comment], .masquerade())
      + always("KUBE-MARK-MASQ", [], .setMark(mark))
  }

  /// The rules of filter in the order in which they are given to the kernel.
  var filter: [Line] {
    let ranges = "KUBE-SOURCE-RANGES-FIREWALL"
    var lines = line("KUBE-PROXY-FIREWALL", .loadBalancerFirewall, .jump(ranges))
    lines += line(ranges, .loadBalancerSourceRange, .returns)
    lines += line(ranges, .loadBalancerSourceIP, .returns)
    lines += always(ranges, [], .drop) + shutOut
    lines += always(
      "KUBE-FORWARD",
      [.comment("kubernetes forwarding rules"), .mark(node.masqueradeMark)],
      .accept
    )
    lines += always(
      "KUBE-FORWARD",
      [
        .comment("kubernetes forwarding conntrack rule"),
        .connectionState("RELATED,ESTABLISHED"),
      ],
      .accept
    )
    let health = IPSet.Kind.healthCheckNodePort
    lines += always("KUBE-NODE-PORT", [.comment(health.comment), inSet(health)], .accept)
    let allowed: [IPSet.Kind] = [
      .loadBalancer, .clusterIP, .externalIP, .externalIPLocal, .healthCheckNodePort,
    ]
    for kind in allowed { lines += always("KUBE-IPVS-FILTER", [inSet(kind)], .returns) }
    let unknown: [RuleMatch] = [.connectionState("NEW"), inSet(.boundAddresses)]
    return lines + always("KUBE-IPVS-FILTER", unknown, .reject)
  }

  /// The node itself is kept from load balancers whose source ranges do not hold it: its packets
  /// meet IPVS before any other filter.
  private var shutOut: [Line] {
    ports.filter { !$0.sourceRanges.isEmpty && !$0.sourceRangesHold(node) }.flatMap { port in
      port.loadBalancerIPs.map { address in
        let match = RuleMatch.virtualServer(address, port.name.protocol, port.port.port)
        return Line(chain: "KUBE-IPVS-OUT-FILTER", rule: Rule([match], .drop, of: port.name))
      }
    }
  }
}

extension IPTablesPartWriter {
  /// The chains of the Service port itself, from the outermost to those of its endpoints.
  mutating func addChains() {
    if port.hasExternalChain { add(chains.external, externalRules) }
    if hasFirewallChain { add(chains.firewall, firewallRules) }
    let endpoints = port.reachable.map { IPTablesEndpoint($0, chains) }
    let cluster = port.selection.cluster
    addPolicyChain(chains.cluster, endpoints.prefix(cluster.count))
    addPolicyChain(chains.local, localOnes(among: endpoints))
    for endpoint in endpoints {
      let rules = IPTablesEndpointRules(
        address: endpoint.endpoint.socketAddress,
        isSticky: port.policies.affinitySeconds != nil,
        hasComments: hasEndpointComments
      )
      part.chains.append(RuleChain(endpoint.chain, of: name, rules))
    }
  }

  private mutating func add(_ chain: String, _ rules: [Rule]) {
    part.chains.append(RuleChain(name: chain, subject: name, rules: rules))
  }

  /// Traffic from outside: with the policy Cluster masqueraded and to any endpoint; with Local only
  /// that of pods and of the node itself.
  private var externalRules: [Rule] {
    let what = "traffic for \(name) external destinations"
    guard port.policies.isExternalLocal else {
      return [
        rule([.comment("masquerade \(what)")], .jump(IPTablesChains.markMasquerade)),
        rule([], .jump(chains.cluster)),
      ]
    }
    var rules: [Rule] = []
    if let pods = node.localMatch(isIPv6: port.isIPv6) {
      rules.append(rule([pods, .comment("pod \(what)")], .jump(chains.cluster)))
    }
    rules.append(
      rule(
        [.comment("masquerade LOCAL \(what)"), .sourceIsLocal()],
        .jump(IPTablesChains.markMasquerade)
      )
    )
    rules.append(
      rule([.comment("route LOCAL \(what)"), .sourceIsLocal()], .jump(chains.cluster))
    )
    if port.hasExternalEndpoints { rules.append(rule([], .jump(chains.local))) }
    return rules
  }

  /// Who may use the load balancer's addresses.
  private var firewallRules: [Rule] {
    let comment = RuleMatch.comment("\(name) loadbalancer IP")
    var sources = port.sourceRanges
    // Where the load balancer's address is an address of the node too, the node's own packets to
    // it carry it as their source.
    if port.sourceRangesHold(node) { sources += port.loadBalancerIPs.map(CIDR.init(only:)) }
    let rest = "other traffic to \(name) will be dropped by KUBE-PROXY-FIREWALL"
    return sources.map { rule([.source($0), comment], .jump(chains.external)) }
      + [rule([.comment(rest)], .none)]
  }

  /// Those that serve traffic bound to the node, in the order of the rules.
  private func localOnes(among endpoints: [IPTablesEndpoint]) -> [IPTablesEndpoint] {
    let local = Set(port.selection.local)
    let found = local.isEmpty ? [] : endpoints.filter { local.contains($0.endpoint) }
    return found.count == endpoints.count ? found : found.sorted { $0.text < $1.text }
  }

  /// A chain that chooses among endpoints, if there are any.
  private mutating func addPolicyChain(_ chain: String, _ chosen: some Sequence<IPTablesEndpoint>) {
    let endpoints = Array(chosen)
    guard !endpoints.isEmpty else { return }
    var rules = chain == internalChain ? masqueradeRule.map { [$0] } ?? [] : []
    rules.reserveCapacity(rules.count + endpoints.count)
    if let seconds = port.policies.affinitySeconds {
      rules += endpoints.map { endpoint in
        let recent = RuleMatch.recentSource(chain: endpoint.chain, seconds: seconds)
        return rule(comment(endpoint) + [recent], .jump(endpoint.chain))
      }
    }
    for (index, endpoint) in endpoints.enumerated() {
      var matches = comment(endpoint)
      let remaining = endpoints.count - index
      if remaining > 1 { matches.append(.share(remaining: remaining)) }
      rules.append(rule(matches, .jump(endpoint.chain)))
    }
    add(chain, rules)
  }

  /// Large clusters do without the comments of endpoints.
  private func comment(_ endpoint: IPTablesEndpoint) -> [RuleMatch] {
    hasEndpointComments ? [.comment("\(name) -> \(endpoint.text)")] : []
  }

  /// Marks traffic to the cluster IP that does not come from a pod.
  private var masqueradeRule: Rule? {
    let matches = clusterIPMatches
    let verdict = RuleVerdict.jump(IPTablesChains.markMasquerade)
    if node.options.masqueradesAll { return rule(matches, verdict) }
    guard let foreign = node.localMatch(isIPv6: port.isIPv6, isNegated: true) else { return nil }
    // The tool prints addresses before interfaces.
    if case .interface = foreign {
      return rule([matches[0], foreign] + matches.dropFirst(), verdict)
    }
    return rule([foreign] + matches, verdict)
  }
}

/// An endpoint with the name of its chain.
struct IPTablesEndpoint {
  let endpoint: ProxyEndpoint
  /// `ip:port`.
  let text: String
  let chain: String

  init(_ endpoint: ProxyEndpoint, _ chains: IPTablesChains) {
    self.endpoint = endpoint
    text = endpoint.text
    chain = chains.endpoint(text)
  }
}

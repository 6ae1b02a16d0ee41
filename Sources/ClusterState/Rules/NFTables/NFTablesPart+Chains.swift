extension NFTablesPartWriter {
  /// The chains of the Service port itself.
  mutating func addChains() {
    if port.policies.affinitySeconds != nil { addEndpointChains() }
    addBalancing(chains.service, port.selection.cluster)
    addBalancing(chains.local, port.selection.local)
    if port.hasExternalChain { add(chains.external, externalRules) }
    if hasFirewallChain { add(chains.firewall, [firewallRule]) }
  }

  private mutating func add(_ chain: String, _ rules: [Rule]) {
    part.chains.append(RuleChain(name: chain, subject: name, rules: rules))
  }

  private func rule(_ matches: [RuleMatch], _ verdict: RuleVerdict) -> Rule {
    Rule(matches, verdict, of: name)
  }

  /// An endpoint remembers whom it served, in a set of its own.
  private mutating func addEndpointChains() {
    for endpoint in port.reachable {
      let names = chains.endpoint(endpoint)
      part.affinities.append(
        RuleCollection(
          name: names.set,
          type: RuleCollection.addressType(isIPv6: port.isIPv6),
          subject: name,
          timeoutSeconds: port.policies.affinitySeconds
        )
      )
      let address = SocketAddress(endpoint.address, endpoint.port)
      add(
        names.chain,
        [
          rule([], .remember(set: names.set)),
          rule([.transport(name.protocol)], .translate(address)),
        ]
      )
    }
  }

  /// A chain that chooses among endpoints, if there are any.
  private mutating func addBalancing(_ chain: String, _ endpoints: [ProxyEndpoint]) {
    guard !endpoints.isEmpty else { return }
    guard port.policies.affinitySeconds != nil else {
      let addresses = endpoints.map { SocketAddress($0.address, $0.port) }
      return add(chain, [rule([.transport(name.protocol)], .balance(addresses))])
    }
    let names = endpoints.map(chains.endpoint)
    let known = names.map { rule([.sourceIn(set: $0.set)], .goTo($0.chain)) }
    add(chain, known + [rule([], .balanceChains(names.map(\.chain)))])
  }

  private var externalRules: [Rule] {
    let mark = RuleVerdict.setMark(node.masqueradeMark)
    guard port.policies.isExternalLocal else {
      return [rule([.comment("masquerade")], mark), rule([], .goTo(chains.service))]
    }
    var rules: [Rule] = []
    if let pods = node.localMatch(isIPv6: port.isIPv6) {
      let comment = RuleMatch.comment("short-circuit pod traffic")
      rules.append(rule([pods, comment], .goTo(chains.service)))
    }
    let local = RuleMatch.sourceIsLocal()
    rules.append(rule([local, .comment("masquerade local traffic")], mark))
    rules.append(
      rule([local, .comment("short-circuit local traffic")], .goTo(chains.service))
    )
    if port.hasExternalEndpoints { rules.append(rule([], .goTo(chains.local))) }
    return rules
  }

  /// Drops what comes from outside the source ranges.
  private var firewallRule: Rule {
    var ranges = port.sourceRanges
    if port.sourceRangesHold(node) { ranges += port.loadBalancerIPs.map(CIDR.init(only:)) }
    return rule([.sources(AddressInterval.texts(ranges), isNegated: true)], .drop)
  }
}

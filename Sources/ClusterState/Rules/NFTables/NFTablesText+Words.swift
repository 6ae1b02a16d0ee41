extension NFTablesText {
  private var family: StaticString { isIPv6 ? "ip6" : "ip" }

  mutating func addMatch(_ match: RuleMatch) {
    switch match {
    case .source(let range, let isNegated):
      addSide(" saddr ", isNegated)
      add(range)
    case .destination(let range, let isNegated):
      addSide(" daddr ", isNegated)
      add(range)
    case .sources(let ranges, let isNegated):
      addSide(" saddr ", isNegated)
      add(ranges)
    case .destinations(let ranges):
      addSide(" daddr ", false)
      add(ranges)
    case .sourceIn(let set): addSide(" saddr @", false, set)
    case .destinationIn(let set): addSide(" daddr @", false, set)
    case .interface(let name, let isNegated):
      text.add("iifname ")
      if isNegated { text.add("!= ") }
      text.add("\"")
      text.add(name.hasSuffix("+") ? name.dropLast() + "*" : name)
      text.add("\"")
    case .transport(let transport):
      text.add("meta l4proto ")
      text.add(transport.ruleName)
    case .connectionState(let state, _):
      text.add("ct state ")
      text.add(state)
    case .mark(let mark, _):
      text.add("meta mark & ")
      text.addMark(mark)
      text.add(" != 0x00000000")
    case .isTranslated: text.add("ct status dnat")
    case .sourceIsLocal: text.add("fib saddr type local")
    case .destinationIsLocal: text.add("fib daddr type local")
    case .flowIn(let set):
      addSide(" saddr . ", false)
      addSide(" daddr . meta l4proto . th dport @", false, set)
    default: preconditionFailure("iptables alone knows \(match)")
    }
  }

  mutating func addStatement(_ verdict: RuleVerdict) {
    switch verdict {
    case .none: break
    case .jump(let chain): add("jump ", chain)
    case .goTo(let chain): add("goto ", chain)
    case .accept: text.add("accept")
    case .drop: text.add("drop")
    case .reject: text.add("reject")
    case .returns: text.add("return")
    case .setMark(let mark):
      text.add("meta mark set meta mark | ")
      text.addMark(mark)
    case .clearMark(let mark):
      text.add("meta mark set meta mark ^ ")
      text.addMark(mark)
    case .masqueradeMarked(let mark):
      addStatement(.clearMark(mark))
      text.add(" ")
      addStatement(.masquerade())
    case .masquerade(let picksRandomPorts):
      text.add("masquerade")
      if picksRandomPorts { text.add(" fully-random") }
    case .translate(let address): add("dnat to ", address.description)
    case .lookUp(let map, let byAddress):
      if byAddress { addSide(" daddr . ", false) }
      add("meta l4proto . th dport vmap @", map)
    case .remember(let set):
      add("update @", set)
      text.add(" { ")
      text.add(family)
      text.add(" saddr }")
    case .balance(let addresses): addBalance(addresses)
    case .balanceChains(let chains): addBalance(chains)
    }
  }

  private mutating func addBalance(_ addresses: [SocketAddress]) {
    text.add("dnat ")
    text.add(family)
    text.add(" to numgen random mod ")
    text.add(addresses.count)
    text.add(" map { ")
    for (index, address) in addresses.enumerated() {
      addIndex(index)
      text.add(address.address)
      text.add(" . ")
      text.add(Int(address.port))
    }
    text.add(" }")
  }

  private mutating func addBalance(_ chains: [String]) {
    text.add("numgen random mod ")
    text.add(chains.count)
    text.add(" vmap { ")
    for (index, chain) in chains.enumerated() {
      addIndex(index)
      add("goto ", chain)
    }
    text.add(" }")
  }

  private mutating func addIndex(_ index: Int) {
    if index > 0 { text.add(", ") }
    text.add(index)
    text.add(" : ")
  }

  private mutating func add(_ word: StaticString, _ name: String) {
    text.add(word)
    text.add(name)
  }

  private mutating func addSide(_ side: StaticString, _ isNegated: Bool, _ rest: String = "") {
    text.add(family)
    text.add(side)
    if isNegated { text.add("!= ") }
    text.add(rest)
  }

  private mutating func add(_ range: CIDR) {
    text.add(range.base)
    guard range.hostBits > 0 else { return }
    text.add("/")
    text.add(range.prefixLength)
  }

  /// One without braces, several in a set without a name.
  private mutating func add(_ ranges: [String]) {
    guard ranges.count > 1 else { return text.add(ranges.first ?? "") }
    text.add("{ ")
    text.add(ranges.joined(separator: ", "))
    text.add(" }")
  }
}

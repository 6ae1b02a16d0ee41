extension RuleWalker {
  /// Whether all that a rule looks at holds; what has effects is asked only if all before it holds.
  mutating func matches(_ rule: Rule, in table: Int) -> Bool {
    for match in rule.matches where !holds(match, rule, in: table) { return false }
    return true
  }

  private mutating func holds(_ match: RuleMatch, _ rule: Rule, in table: Int) -> Bool {
    switch match {
    case .source(let range, let isNegated): range.contains(packet.source) != isNegated
    case .destination(let range, let isNegated): range.contains(packet.destination) != isNegated
    case .interface(_, let isNegated): comesFromPod != isNegated
    case .transport(let transport), .transportModule(let transport):
      transport == packet.protocol
    case .destinationPort(let transport, let port):
      port == packet.port && transport == packet.protocol
    case .comment, .counted, .notFromBridge: true
    case .mark(let bits, let isNegated): (mark & bits != 0) != isNegated
    case .connectionState(let states, let isNegated): isIn(states) != isNegated
    case .sourceIsLocal(let isNegated): kernel.isLocal(packet.source) != isNegated
    case .destinationIsLocal: kernel.isLocal(packet.destination)
    case .share(let remaining): draws(remaining, rule, in: table)
    case .recentSource(let chain, let seconds):
      isRemembered(by: rule, chain, in: table, timeoutSeconds: seconds)
    case .remembersSource: remembers(rule, timeoutSeconds: nil)
    default: holdsInSets(match, rule, in: table)
    }
  }

  private mutating func holdsInSets(_ match: RuleMatch, _ rule: Rule, in table: Int) -> Bool {
    switch match {
    case .sources(let ranges, let isNegated):
      ranges.contains { AddressInterval.text($0, holds: packet.source) } != isNegated
    case .destinations(let ranges):
      ranges.contains { AddressInterval.text($0, holds: packet.destination) }
    case .sourceIn(let set):
      if case .goTo(let chain) = rule.verdict, let known = kernel.collection(set)?.timeoutSeconds {
        isRemembered(by: rule, chain, in: table, timeoutSeconds: known)
      } else {
        kernel.collection(set)?.find(packet.source.description) != nil
      }
    case .destinationIn(let set):
      kernel.collection(set)?.find(packet.destination.description) != nil
    case .isTranslated: walk.isTranslated
    case .flowIn(let set):
      kernel.collection(set)?.find(
        "\(packet.source) . \(packet.destination) . \(portKey)"
      ) != nil
    case .inSet(let name, let directions): isIn(name, directions)
    case .virtualServer(let address, let transport, let port):
      // Only what IPVS sends belongs to a virtual server.
      isScheduled && packet.source == address
        && sentTo == VirtualServer.Key(SocketAddress(address, port), transport)
    default: false
    }
  }

  /// Interfaces are looked at to tell the pods of the node; a node's own packets have come by none.
  private var comesFromPod: Bool { packet.comesFromOwnPod && stage != .output }

  /// `tcp . 80`: protocol and port as keys of sets have them.
  var portKey: String { "\(packet.protocol.ruleName) . \(packet.port)" }

  /// The first packet of a connection is NEW; DNAT is whatever goes elsewhere than it was sent.
  private func isIn(_ states: String) -> Bool {
    states.split(separator: ",").contains { state in
      let name = state.uppercased()
      return name == "NEW" || name == "DNAT" && walk.isTranslated
    }
  }

  /// The match `statistic`: 31 random bits against the rule's threshold
  /// (net/netfilter/xt_statistic.c).
  private mutating func draws(_ remaining: Int, _ rule: Rule, in table: Int) -> Bool {
    switch chance {
    case .drawn(var generator):
      defer { chance = .drawn(generator) }
      return generator.next() >> 33 < Balancer.ruleThreshold(remaining: remaining)
    case .settled(let endpoint):
      guard case .jump(let chain) = rule.verdict else { return false }
      return kernel.endpoint(of: chain, inTable: table) == endpoint
    }
  }
}

// Session affinity: the lists and sets of endpoints.
extension RuleWalker {
  private func memoryPlace(_ rule: Rule) -> AffinityTable.Place? {
    rule.subject.map {
      AffinityTable.Place(node: kernel.node.name, servicePort: $0.servicePort)
    }
  }

  /// Whether the endpoint that a rule goes to remembers the sender.
  private mutating func isRemembered(
    by rule: Rule,
    _ chain: String,
    in table: Int,
    timeoutSeconds: Int64
  ) -> Bool {
    guard let place = memoryPlace(rule), let endpoint = kernel.endpoint(of: chain, inTable: table)
    else { return false }
    let isKnown = memory.clients.isRemembered(
      packet.source,
      by: endpoint,
      at: place,
      now: now,
      timeoutSeconds: timeoutSeconds,
      mode: kernel.node.options.mode
    )
    if case .settled(let settled) = chance { return isKnown && endpoint == settled }
    return isKnown
  }

  /// Puts the sender into the memory of the endpoint whose chain this is.
  mutating func remembers(
    _ rule: Rule,
    _ endpoint: SocketAddress? = nil,
    timeoutSeconds: Int64?
  ) -> Bool {
    guard let place = memoryPlace(rule) else { return false }
    var found = endpoint
    if case .translate(let address) = rule.verdict { found = address }
    guard let found else { return false }
    memory.clients.remember(
      found,
      of: packet.source,
      at: place,
      now: now,
      timeoutSeconds: timeoutSeconds ?? 0,
      mode: kernel.node.options.mode
    )
    return true
  }
}

extension AddressInterval {
  /// Whether what nft prints for addresses, `first-last`, a prefix or one address, holds another.
  static func text(_ text: String, holds address: IPAddress) -> Bool {
    if let range = CIDR(text) { return range.contains(address) }
    let ends = text.split(separator: "-").compactMap { IPAddress(String($0)) }
    guard let first = ends.first, let last = ends.last else { return false }
    return first.isIPv6 == address.isIPv6 && (first.bits...last.bits).contains(address.bits)
  }
}

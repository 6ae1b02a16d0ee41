extension RuleWalker {
  /// What a rule that matches does; `nil` if it does nothing after all, as a map without the key.
  mutating func act(_ rule: Rule, in table: Int) -> (RuleWalk.Effect, ElementPlace?)? {
    switch rule.verdict {
    case .none: return (.counted, nil)
    case .jump(let name): return chain(name, table).map { (.jumped(chain: $0), nil) }
    case .goTo(let name): return chain(name, table).map { (.went(chain: $0), nil) }
    case .returns: return (.returned, nil)
    case .accept: return (.accepted, nil)
    case .drop:
      walk.verdict = .dropped
      return (.dropped, nil)
    case .reject:
      walk.verdict = .rejected
      return (.rejected, nil)
    case .setMark(let bits):
      mark |= bits
      return (.marked(bits), nil)
    case .clearMark(let bits):
      mark ^= bits
      return (.unmarked(bits), nil)
    case .masquerade: return (masquerade(), nil)
    case .masqueradeMarked(let bits):
      mark ^= bits
      return (masquerade(), nil)
    case .translate(let address): return (translate(to: address), nil)
    case .balance(let addresses):
      let index = draw(addresses.count) { addresses[$0] }
      return (translate(to: addresses[index]), nil)
    case .balanceChains(let names):
      let kernel = kernel
      let index = draw(names.count) { kernel.endpoint(of: names[$0], inTable: table) }
      return chain(names[index], table).map { (.went(chain: $0), nil) }
    case .lookUp(let map, let byAddress): return lookUp(map, byAddress: byAddress, table)
    case .remember(let set):
      let endpoint = endpoint(remembering: set, rule, table)
      let timeout = kernel.collection(set)?.timeoutSeconds
      return remembers(rule, endpoint, timeoutSeconds: timeout) ? (.remembered, nil) : nil
    }
  }

  private func chain(_ name: String, _ table: Int) -> Int? {
    kernel.chain(name, inTable: table)
  }

  /// A set and the chain of its endpoint have their names in common.
  private func endpoint(remembering set: String, _ rule: Rule, _ table: Int) -> SocketAddress? {
    guard let dash = set.firstIndex(of: "-") else { return nil }
    return kernel.endpoint(of: "endpoint" + set[dash...], inTable: table)
  }

  mutating func translate(to address: SocketAddress) -> RuleWalk.Effect {
    walk.isTranslated = true
    packet.destination = address.address
    packet.port = address.port
    return .translated(address)
  }

  private mutating func masquerade() -> RuleWalk.Effect {
    walk.isMasqueraded = true
    let isIPv6 = packet.source.isIPv6
    packet.source = kernel.node.primaryAddress(isIPv6: isIPv6) ?? packet.source
    return .masqueraded(packet.source)
  }

  /// `numgen random mod count`: 32 random bits scaled down (net/netfilter/nft_numgen.c).
  private mutating func draw(_ count: Int, _ endpoint: (Int) -> SocketAddress?) -> Int {
    switch chance {
    case .drawn(var generator):
      defer { chance = .drawn(generator) }
      return Int(((generator.next() >> 32) * UInt64(count)) >> 32)
    case .settled(let settled):
      return (0..<count).first { endpoint($0) == settled } ?? 0
    }
  }

  private mutating func lookUp(
    _ map: String,
    byAddress: Bool,
    _ table: Int
  ) -> (RuleWalk.Effect, ElementPlace?)? {
    let key = byAddress ? "\(packet.destination) . \(portKey)" : portKey
    guard let place = kernel.collection(map)?.find(key) else { return nil }
    let found = kernel.rules.tables[place.table].collections[place.collection]
    switch found.elements[place.element].verdict {
    case .goTo(let name): return chain(name, table).map { (.went(chain: $0), place) }
    case .drop:
      walk.verdict = .dropped
      return (.dropped, place)
    default: return nil
    }
  }
}

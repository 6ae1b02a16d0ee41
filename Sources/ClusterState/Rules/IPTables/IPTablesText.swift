/// Writes rules as `iptables-save` prints them, or as kube-proxy gives them to `iptables-restore`.
struct IPTablesText {
  /// Who wrote the text: the tools spell a few things differently than kube-proxy.
  enum Spelling {
    case saved, given
  }

  var text = RuleText()
  let isIPv6: Bool
  let spelling: Spelling

  init(isIPv6: Bool, spelling: Spelling = .saved) {
    self.isIPv6 = isIPv6
    self.spelling = spelling
  }

  /// A whole table from `*name` to `COMMIT`; the counters of all chains are 0.
  mutating func add(_ table: RuleTable) {
    text.add("*")
    text.add(table.name)
    text.add("\n")
    for chain in table.chains {
      text.add(":")
      text.add(chain.name)
      text.add(" ")
      text.add(chain.base.isEmpty ? "-" : chain.base)
      text.add(" [0:0]\n")
    }
    for chain in table.chains {
      for rule in chain.rules {
        add(rule, in: chain.name)
        text.add("\n")
      }
    }
    text.add("COMMIT\n")
  }

  /// One rule without a line break.
  mutating func add(_ rule: Rule, in chain: String) {
    text.add("-A ")
    text.add(chain)
    for match in rule.matches { add(match) }
    add(rule.verdict)
  }

  private mutating func add(_ match: RuleMatch) {
    switch match {
    case .source(let range, let isNegated): add(range, " -s ", isNegated)
    case .destination(let range, let isNegated): add(range, " -d ", isNegated)
    case .interface(let name, let isNegated):
      negate(isNegated)
      add(" -i ", name)
    case .transport(let transport): add(" -p ", transport.ruleName)
    case .destinationPort(let transport, let port):
      add(" -m ", transport.ruleName)
      text.add(" --dport ")
      text.add(Int(port))
    case .transportModule(let transport): add(" -m ", transport.ruleName)
    case .comment(let comment):
      add(" -m comment --comment \"", comment)
      text.add("\"")
    case .mark(let mark, let isNegated):
      text.add(" -m mark")
      negate(isNegated)
      text.add(" --mark ")
      addMark(mark)
      text.add("/")
      addMark(mark)
    case .connectionState(let state, let isNegated):
      text.add(" -m conntrack")
      negate(isNegated)
      add(" --ctstate ", state)
    default: addSpecial(match)
    }
  }

  /// The matches of modules that few rules use.
  private mutating func addSpecial(_ match: RuleMatch) {
    switch match {
    case .sourceIsLocal(let isNegated):
      text.add(" -m addrtype")
      negate(isNegated)
      text.add(" --src-type LOCAL")
    case .destinationIsLocal: text.add(" -m addrtype --dst-type LOCAL")
    // The tool itself prints two blanks.
    case .counted(let name): add(" -m nfacct --nfacct-name  ", name)
    case .share(let remaining):
      add(" -m statistic --mode random --probability ", Balancer.probabilityText(remaining))
    case .recentSource(let chain, let seconds):
      add(" -m recent --rcheck --seconds ", String(seconds))
      add(" --reap --name ", chain)
      addSourceMask()
    case .remembersSource(let chain):
      add(" -m recent --set --name ", chain)
      addSourceMask()
    case .inSet(let set, let directions):
      add(" -m set --match-set ", set)
      add(" ", directions)
    case .notFromBridge: text.add(" -m physdev ! --physdev-is-in")
    case .virtualServer(let address, let transport, let port):
      add(" -s ", address.description)
      add(" -m ipvs --vaddr ", address.description)
      add(" --vproto ", transport.ruleName)
      add(" --vport ", String(port))
    default: preconditionFailure("nftables alone knows \(match)")
    }
  }

  private mutating func add(_ verdict: RuleVerdict) {
    switch verdict {
    case .none: break
    case .jump(let chain): add(" -j ", chain)
    case .accept: text.add(" -j ACCEPT")
    case .drop: text.add(" -j DROP")
    case .returns: text.add(" -j RETURN")
    case .reject:
      text.add(" -j REJECT")
      guard spelling == .saved else { break }
      text.add(" --reject-with ")
      text.add(isIPv6 ? "icmp6-port-unreachable" : "icmp-port-unreachable")
    case .setMark(let mark): addMarking(mark, saved: mark, " --or-mark ")
    case .clearMark(let mark): addMarking(mark, saved: 0, " --xor-mark ")
    case .masquerade(let picksRandomPorts):
      text.add(" -j MASQUERADE")
      if picksRandomPorts { text.add(" --random-fully") }
    case .translate(let address):
      text.add(" -j DNAT --to-destination ")
      text.add(address)
    default: preconditionFailure("nftables alone knows \(verdict)")
    }
  }

  private mutating func add(_ option: StaticString, _ value: String) {
    text.add(option)
    text.add(value)
  }

  private mutating func add(_ range: CIDR, _ option: StaticString, _ isNegated: Bool) {
    negate(isNegated)
    text.add(option)
    text.add(range.base)
    text.add("/")
    text.add(range.prefixLength)
  }

  private mutating func negate(_ isNegated: Bool) {
    if isNegated { text.add(" !") }
  }

  private mutating func addSourceMask() {
    text.add(" --mask ")
    text.add(isIPv6 ? "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" : "255.255.255.255")
    text.add(" --rsource")
  }

  private mutating func addMark(_ mark: UInt32) {
    switch spelling {
    case .saved: add("0x", String(mark, radix: 16))
    case .given: text.addMark(mark)
    }
  }

  private mutating func addMarking(_ mark: UInt32, saved value: UInt32, _ given: StaticString) {
    text.add(" -j MARK")
    switch spelling {
    case .saved:
      text.add(" --set-xmark ")
      addMark(mark)
      text.add("/")
      addMark(value)
    case .given:
      text.add(given)
      addMark(mark)
    }
  }
}

extension Balancer {
  /// The chance of the first of so many endpoints as the kernel keeps it and `iptables-save`
  /// prints it: 31 bits of it, with eleven decimals.
  static func probabilityText(_ remaining: Int) -> String {
    let scaled = UInt128(ruleThreshold(remaining: remaining)) * 100_000_000_000
    let (quotient, rest) = scaled.quotientAndRemainder(dividingBy: 1 << 31)
    let isOdd = quotient & 1 == 1
    let isUp = rest > 1 << 30 || rest == 1 << 30 && isOdd
    let digits = String(quotient + (isUp ? 1 : 0))
    return "0." + String(repeating: "0", count: 11 - digits.utf8.count) + digits
  }
}

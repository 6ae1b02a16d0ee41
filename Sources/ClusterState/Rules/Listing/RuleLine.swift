/// A line of the rules of a node.
package enum RuleLine: Hashable, Sendable {
  case rule(Rule)
  /// An element of a set, or a key of a map with its verdict.
  case element(RuleElement)
  /// A real server of IPVS, with its line.
  case realServer(SocketAddress, weight: Int, text: String)
  /// What belongs to the declaration of a set, a map or a chain, and the entries of ipsets.
  case text(String)

  package var verdict: RuleVerdict {
    switch self {
    case .rule(let rule): rule.verdict
    case .element(let element): element.verdict
    case .realServer, .text: .none
    }
  }
}

/// How the tools of a mode and family print lines.
package struct RuleSpelling: Hashable, Sendable {
  package var mode: ProxyMode
  package var isIPv6: Bool

  package init(_ mode: ProxyMode, isIPv6: Bool) {
    self.mode = mode
    self.isIPv6 = isIPv6
  }

  /// The line as `iptables-save`, `nft list table`, `ipvsadm -Sn` or `ipset list` prints it.
  package func text(_ line: RuleLine, in chain: String) -> String {
    switch line {
    case .realServer(_, _, let text), .text(let text): return text
    case .rule(let rule) where mode == .nftables:
      var writer = NFTablesText(isIPv6: isIPv6)
      writer.add(rule)
      return String(decoding: writer.text.bytes, as: UTF8.self)
    case .rule(let rule):
      var writer = IPTablesText(isIPv6: isIPv6)
      writer.add(rule, in: chain)
      return String(decoding: writer.text.bytes, as: UTF8.self)
    case .element(let element):
      var writer = NFTablesText(isIPv6: isIPv6)
      writer.add(element)
      return String(decoding: writer.text.bytes, as: UTF8.self)
    }
  }
}

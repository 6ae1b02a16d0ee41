/// The places of the kernel's network stack at which rules see a packet (netfilter's hooks).
package enum PacketStage: Int, CaseIterable, Sendable {
  /// It came in and nobody knows yet for whom it is.
  case prerouting
  /// It is for the node itself.
  case input
  /// It is for somebody else.
  case forward
  /// The node itself sends it.
  case output
  /// It is about to leave.
  case postrouting
}

/// A chain, or IPVS, at one place of the stack: those of one stage are asked by priority.
struct RuleHook: Equatable, Sendable {
  /// Who is asked.
  enum Kind: Equatable, Sendable {
    /// Chains of a table by their indices; those that translate addresses see only the first packet
    /// of a connection, and once for each end.
    case chain(table: Int, chain: Int, translates: Bool)
    case virtualServers
  }

  let stage: PacketStage
  let priority: Int
  let kind: Kind
}

extension RuleHook {
  /// A built-in chain of iptables (include/uapi/linux/netfilter_ipv4.h); `nil` for any other.
  init?(_ chain: RuleChain, of table: String, at place: (table: Int, chain: Int)) {
    guard !chain.base.isEmpty, let stage = Self.stages[chain.name.lowercased()] else { return nil }
    let translates = table == "nat"
    self.stage = stage
    priority =
      switch (table, stage) {
      case ("mangle", _): -150
      case ("nat", .prerouting), ("nat", .output): -100
      case ("nat", _): 100
      default: 0
      }
    kind = .chain(table: place.table, chain: place.chain, translates: translates)
  }

  /// A base chain of nftables by its own words, `type nat hook prerouting priority dstnat - 10; …`;
  /// `nil` for any other.
  init?(words chain: RuleChain, at place: (table: Int, chain: Int)) {
    let words = chain.base.split { $0 == " " || $0 == ";" }
    guard let hook = words.firstIndex(of: "hook"), let kind = words.firstIndex(of: "type"),
      let priority = words.firstIndex(of: "priority"), words.count > priority + 1,
      let stage = Self.stages[String(words[hook + 1])]
    else { return nil }
    self.stage = stage
    let base = Self.named[String(words[priority + 1])] ?? Int(words[priority + 1]) ?? 0
    let offset = words.count > priority + 3 ? Int(words[priority + 3]) ?? 0 : 0
    self.priority =
      switch words.count > priority + 2 ? words[priority + 2] : "" {
      case "-": base - offset
      case "+": base + offset
      default: base
      }
    self.kind = .chain(
      table: place.table,
      chain: place.chain,
      translates: words[kind + 1] == "nat"
    )
  }

  /// Where IPVS takes packets (net/netfilter/ipvs/ip_vs_core.c `ip_vs_ops4`).
  static let virtualServers = [
    RuleHook(stage: .input, priority: 99, kind: .virtualServers),
    RuleHook(stage: .output, priority: -98, kind: .virtualServers),
  ]

  private static let stages = [
    "prerouting": PacketStage.prerouting, "input": .input, "forward": .forward, "output": .output,
    "postrouting": .postrouting,
  ]
  /// include/uapi/linux/netfilter_ipv4.h `nf_ip_hook_priorities`.
  private static let named = ["dstnat": -100, "filter": 0, "srcnat": 100]
}

/// One thing that a rule looks at, in the same words for all three modes.
///
/// Every match must hold for the rule to act; ``comment(_:)`` always does.
package enum RuleMatch: Hashable, Sendable {
  case source(CIDR, isNegated: Bool = false)
  case destination(CIDR, isNegated: Bool = false)
  /// An interface the packet came in by; `+` at the end stands for any ending.
  case interface(String, isNegated: Bool = false)
  case transport(TransportProtocol)
  case destinationPort(TransportProtocol, UInt16)
  /// iptables names the module of a protocol even where nothing of it is asked.
  case transportModule(TransportProtocol)
  case comment(String)
  /// Some of these bits of the packet's mark are set.
  case mark(UInt32, isNegated: Bool = false)
  case connectionState(String, isNegated: Bool = false)
  case sourceIsLocal(isNegated: Bool = false)
  case destinationIsLocal
  /// Counts what comes here under a name (`nfacct`).
  case counted(String)
  /// Takes one of so many connections by chance.
  case share(remaining: Int)
  /// The source used this endpoint's chain within so many seconds.
  case recentSource(chain: String, seconds: Int64)
  /// Remembers the source under the chain's name.
  case remembersSource(chain: String)

  // nftables
  case sources([String], isNegated: Bool)
  case sourceIn(set: String)
  case destinationIn(set: String)
  case destinations([String])
  /// The destination was translated.
  case isTranslated
  /// Source, destination, protocol and port are in a set.
  case flowIn(set: String)

  // IPVS
  case inSet(String, directions: String)
  case notFromBridge
  case virtualServer(IPAddress, TransportProtocol, UInt16)
}

/// What a rule does with a packet that it takes.
package enum RuleVerdict: Hashable, Sendable {
  /// Nothing: it is there for its comment.
  case none
  case jump(String)
  /// A jump that does not come back.
  case goTo(String)
  case accept
  case drop
  case reject
  case returns
  case setMark(UInt32)
  case clearMark(UInt32)
  /// Replaces the source by the node's address.
  case masquerade(picksRandomPorts: Bool = true)
  /// Takes the mark off and replaces the source.
  case masqueradeMarked(UInt32)
  case translate(SocketAddress)
  /// Translates to one of these, all equally likely.
  case balance([SocketAddress])
  /// Goes to one of these chains, all equally likely.
  case balanceChains([String])
  /// Goes where a map says for protocol and port, and for the address too if asked.
  case lookUp(map: String, byAddress: Bool)
  /// Puts the source into a set.
  case remember(set: String)
}

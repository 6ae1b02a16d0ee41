/// The way of one packet through a node's rules, step by step, and how it ends.
///
/// Places are indices into the ``KernelRules/rules`` that were walked.
package struct RuleWalk: Equatable, Sendable {
  /// Where something happened to the packet.
  package enum Site: Hashable, Sendable {
    case rule(RulePlace)
    /// The end of a chain that packets enter by: what it lets pass.
    case policy(table: Int, chain: Int)
    /// IPVS took the packet for this virtual server.
    case virtualServer(VirtualServer.Key)
  }

  /// What a rule that took the packet did.
  package enum Effect: Hashable, Sendable {
    /// Nothing but to count it.
    case counted
    /// Goes on in a chain of the same table, and comes back from it.
    case jumped(chain: Int)
    /// Goes on in a chain and does not come back.
    case went(chain: Int)
    case returned
    case accepted
    case dropped
    case rejected
    case marked(UInt32)
    case unmarked(UInt32)
    case translated(SocketAddress)
    case masqueraded(IPAddress)
    /// The client was put into the memory of an endpoint.
    case remembered
  }

  /// Something that happened to the packet.
  package struct Step: Equatable, Sendable {
    package let stage: PacketStage
    package let site: Site
    package let effect: Effect
    /// The element of a set or map that decided.
    package var element: ElementPlace?
  }

  /// What becomes of the packet.
  package enum Verdict: Sendable {
    case accepted, dropped, rejected
  }

  /// What took the packet, in order; rules that only looked at it are left out.
  package internal(set) var steps: [Step] = []
  /// How many rules looked at it.
  package internal(set) var examined = 0
  package internal(set) var verdict = Verdict.accepted
  /// Where the packet goes in the end.
  package internal(set) var destination: SocketAddress
  /// The sender that is seen there.
  package internal(set) var source: IPAddress
  /// Whether the destination is another than it was sent to.
  package internal(set) var isTranslated = false
  /// Whether the source was replaced by an address of the node.
  package internal(set) var isMasqueraded = false

  /// Where the verdict fell: what dropped or refused the packet, or what gave it its destination;
  /// `nil` if the rules left it alone.
  package var decider: Site? {
    guard verdict == .accepted else { return steps.last?.site }
    return steps.last { step in
      if case .translated = step.effect { true } else { false }
    }?.site
  }

  /// The rules that took the packet, in order.
  package var places: [RulePlace] {
    steps.compactMap { step in
      if case .rule(let place) = step.site { place } else { nil }
    }
  }
}

/// A rule of a ``RuleSet`` by its indices.
package struct RulePlace: Hashable, Comparable, Sendable {
  package var table: Int
  package var chain: Int
  package var rule: Int

  package init(table: Int, chain: Int, rule: Int) {
    self.table = table
    self.chain = chain
    self.rule = rule
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.table, left.chain, left.rule) < (right.table, right.chain, right.rule)
  }
}

/// An element of a set or map of a ``RuleSet`` by its indices.
package struct ElementPlace: Hashable, Sendable {
  package var table: Int
  package var collection: Int
  package var element: Int
}

/// Who decides where rules leave it to chance.
package enum RuleChance: Sendable {
  /// A draw for each rule that asks, as the kernel makes it.
  case drawn(SeededGenerator)
  /// The choice has fallen on this endpoint already; the walk shows how rules come to it.
  case settled(SocketAddress)
}

/// What a node's kernel remembers from one connection to the next.
package struct RuleMemory: Sendable {
  /// The clients of endpoints with session affinity.
  var clients = AffinityTable()
  /// Virtual servers that have chosen since the rules were read.
  var virtualServers: [VirtualServer.Key: VirtualServer] = [:]

  package init() {}
}

/// The rules that a kube-proxy writes on its node for one family, as values.
///
/// Iptables mode has the tables nat, filter and mangle; nftables mode one table.
package struct RuleSet: Equatable, Sendable {
  package let mode: ProxyMode
  package let isIPv6: Bool
  package var tables: [RuleTable]

  /// A table by its name.
  package subscript(table: String) -> RuleTable? { tables.first { $0.name == table } }

  /// How many rules there are in all.
  package var count: Int { tables.reduce(0) { $0 + $1.chains.reduce(0) { $0 + $1.rules.count } } }
}

/// Chains that see packets for one purpose.
package struct RuleTable: Equatable, Sendable {
  package let name: String
  /// Sets and maps; nftables only.
  package var collections: [RuleCollection] = []
  package var chains: [RuleChain]

  /// A chain by its name.
  package subscript(chain: String) -> RuleChain? { chains.first { $0.name == chain } }
}

/// Rules that are asked one after the other.
package struct RuleChain: Equatable, Sendable {
  /// Chains of endpoints are many and all alike: their rules are made when somebody asks.
  private enum Content: Equatable {
    case rules([Rule])
    case endpoint(IPTablesEndpointRules)
  }

  package let name: String
  /// Whose chain it is; `nil`: it is part of the frame that is always there.
  package var subject: RuleSubject?
  /// Where packets enter, as the tool prints it: a policy in iptables, a hook in nftables; empty
  /// for a chain that others jump to.
  package var base = ""
  /// A remark on the chain itself; nftables only.
  package var comment = ""
  private var content: Content

  package init(
    name: String,
    subject: RuleSubject? = nil,
    base: String = "",
    comment: String = "",
    rules: [Rule] = []
  ) {
    self.name = name
    self.subject = subject
    self.base = base
    self.comment = comment
    content = .rules(rules)
  }

  /// The chain of one endpoint.
  init(_ name: String, of subject: RuleSubject, _ endpoint: IPTablesEndpointRules) {
    self.name = name
    self.subject = subject
    content = .endpoint(endpoint)
  }

  /// Where all that comes here is sent in the end, in the chain of one endpoint.
  package var endpoint: SocketAddress? {
    switch content {
    case .rules(let rules):
      guard case .translate(let address) = rules.last?.verdict else { return nil }
      return address
    case .endpoint(let endpoint): return endpoint.address
    }
  }

  package var rules: [Rule] {
    switch content {
    case .rules(let rules): rules
    case .endpoint(let endpoint): endpoint.rules(in: name, of: subject)
    }
  }
}

/// One rule: what it looks at, in the order of its text, and what it does.
package struct Rule: Hashable, Sendable {
  /// Whose rule it is; `nil`: it is part of the frame that is always there.
  package var subject: RuleSubject?
  package var matches: [RuleMatch]
  package var verdict: RuleVerdict

  package init(
    _ matches: [RuleMatch] = [],
    _ verdict: RuleVerdict,
    of subject: RuleSubject? = nil
  ) {
    self.matches = matches
    self.verdict = verdict
    self.subject = subject
  }

  /// Empty without one.
  package var comment: String {
    for case .comment(let text) in matches { return text }
    return ""
  }
}

/// A set or map of an nftables table.
package struct RuleCollection: Equatable, Sendable {
  package let name: String
  /// `ipv4_addr . inet_proto . inet_service`.
  package let type: String
  package var isMap = false
  package var comment = ""
  package var subject: RuleSubject?
  /// Seconds until the kernel forgets an element; `nil`: never.
  package var timeoutSeconds: Int64?
  package var elements: [RuleElement] = []
}

/// An element of a set, or a key of a map with its verdict.
package struct RuleElement: Hashable, Sendable {
  /// Parts that are joined by dots.
  package let key: [String]
  package var comment = ""
  package var verdict = RuleVerdict.none
  package var subject: RuleSubject?
}

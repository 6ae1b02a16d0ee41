/// Rules that belong together as they are listed: those of one Service, or the frame that is there
/// whatever Services there are.
package struct RuleSection: Equatable, Sendable {
  /// What one Service port adds; in the frame, and for virtual servers, all there is.
  package struct Part: Equatable, Sendable {
    /// `nil` where the lines are not told apart by port.
    package let port: RuleSubject?
    package let places: [Place]
  }

  /// Where lines stand: a chain, a set, a map or a virtual server.
  package struct Place: Equatable, Sendable {
    /// What tells places of a node apart.
    package struct Name: Hashable, Sendable {
      /// `nat`, `filter`, `mangle`, `kube-proxy`, `ipvs` or `ipset`.
      package let table: String
      package let name: String

      package init(_ table: String, _ name: String) {
        self.table = table
        self.name = name
      }
    }

    private enum Content: Equatable {
      case chain(RuleChain)
      case lines([RuleLine])
    }

    package let name: Name
    /// The line that opens it, as the tool prints it.
    package let head: String
    /// Whether other Services have lines in it too.
    package let isShared: Bool
    private let content: Content

    init(_ name: Name, head: String, isShared: Bool, _ lines: [RuleLine]) {
      self.name = name
      self.head = head
      self.isShared = isShared
      content = .lines(lines)
    }

    /// A chain with all its rules, or only `rules` of it.
    init(_ chain: RuleChain, in table: String, _ mode: ProxyMode, rules: [Rule]? = nil) {
      name = Name(table, chain.name)
      isShared = rules != nil
      if mode == .nftables {
        head = "chain \(chain.name) {"
        let declaration = [
          chain.comment.isEmpty ? nil : "comment \"\(chain.comment)\"", chain.base,
        ]
        .compactMap { $0 }.filter { !$0.isEmpty }.map(RuleLine.text)
        content = .lines(declaration + (rules ?? chain.rules).map(RuleLine.rule))
      } else {
        head = ":\(chain.name) \(chain.base.isEmpty ? "-" : chain.base) [0:0]"
        content = rules.map { .lines($0.map(RuleLine.rule)) } ?? .chain(chain)
      }
    }

    /// The lines; those of an endpoint's chain are made when somebody asks.
    package var lines: [RuleLine] {
      switch content {
      case .chain(let chain): chain.rules.map(RuleLine.rule)
      case .lines(let lines): lines
      }
    }
  }

  package let parts: [Part]

  /// How many chains, sets and virtual servers there are, and how many lines in them.
  package var counts: (places: Int, lines: Int) {
    let places = parts.flatMap(\.places)
    return (places.count, places.reduce(0) { $0 + $1.lines.count })
  }
}

extension RuleSection.Place {
  /// A set or map with `elements`, and with its declaration unless others have elements in it too.
  init(_ collection: RuleCollection, elements: [RuleElement], isShared: Bool) {
    let declaration =
      isShared
      ? []
      : NFTablesText.declaration(of: collection).map(RuleLine.text)
    self.init(
      Name("kube-proxy", collection.name),
      head: "\(collection.isMap ? "map" : "set") \(collection.name) {",
      isShared: isShared,
      declaration + elements.map(RuleLine.element)
    )
  }
}

extension IPTablesPart {
  /// The chains in which the Service port has rules, those that all share first.
  var places: [RuleSection.Place] {
    typealias Name = IPTablesChains
    func shared(_ table: String, _ chain: String, _ rules: [Rule]) -> [RuleSection.Place] {
      guard !rules.isEmpty else { return [] }
      return [RuleSection.Place(RuleChain(name: chain), in: table, .iptables, rules: rules)]
    }
    return shared("nat", Name.services, services) + shared("nat", Name.nodePorts, nodePorts)
      + chains.map { RuleSection.Place($0, in: "nat", .iptables) }
      + shared("filter", Name.services, filteredServices)
      + shared("filter", Name.externalServices, filteredExternals)
      + shared("filter", Name.proxyFirewall, firewall)
      + shared("filter", Name.nodePorts, healthChecks)
  }
}

extension NFTablesPart {
  /// The sets, maps and chains in which the Service port has elements or rules.
  var places: [RuleSection.Place] {
    typealias Name = NFTablesChains
    func shared(_ name: String, _ elements: [RuleElement]) -> [RuleSection.Place] {
      guard !elements.isEmpty else { return [] }
      let isMap = name != Name.hairpins && name != Name.clusterIPs
      let collection = RuleCollection(name: name, type: "", isMap: isMap)
      return [RuleSection.Place(collection, elements: elements, isShared: true)]
    }
    return shared(Name.serviceIPs, serviceIPs) + shared(Name.serviceNodePorts, serviceNodePorts)
      + shared(Name.clusterIPs, clusterIPs) + shared(Name.firewalls, firewalls)
      + shared(Name.refusedServices, refusedServices)
      + shared(Name.refusedNodePorts, refusedNodePorts)
      + chains.map { RuleSection.Place($0, in: "kube-proxy", .nftables) }
      + affinities.map { RuleSection.Place($0, elements: $0.elements, isShared: false) }
      + shared(Name.hairpins, hairpins)
  }
}

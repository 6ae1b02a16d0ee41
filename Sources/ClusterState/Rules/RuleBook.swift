internal import HashTreeCollections

/// The rules of one node and family Service by Service, so that a change of one Service costs what
/// that Service's rules cost, not what all do.
///
/// A value that shares what did not change with its copies. For iptables and nftables mode; in
/// IPVS mode the rules hardly depend on Services.
package struct RuleBook: Equatable, Sendable {
  /// What one Service adds to the rules.
  private struct Page: Equatable {
    var entry: ServiceEntry
    /// Endpoints of all ports, ready or not.
    var endpoints: Int
    var parts: Parts
  }

  private enum Parts: Equatable {
    case iptables([IPTablesPart])
    case nftables([NFTablesPart])
  }

  /// A rule of a Service with the place it has.
  package struct Line: Hashable, Sendable {
    package let table: String
    /// The chain, or the set or map of an element.
    package let place: String
    package let text: String
  }

  package let node: ProxyNode
  package let isIPv6: Bool
  private var pages = TreeDictionary<ObjectName, Page>()
  /// Endpoints of all Services, ready or not: many of them make iptables mode leave out comments.
  package private(set) var endpointCount = 0

  package init(_ services: [(ObjectName, ServiceEntry)], on node: ProxyNode, isIPv6: Bool) {
    self.node = node
    self.isIPv6 = isIPv6
    for (_, entry) in services { endpointCount += endpoints(of: entry) }
    for (service, entry) in services { pages[service] = page(service, entry) }
  }

  /// Whether rules still say which endpoint they are for.
  private var hasEndpointComments: Bool {
    node.options.mode != .iptables || endpointCount <= RuleSet.smallClusterEndpointsMax
  }

  private func endpoints(of entry: ServiceEntry) -> Int {
    guard entry.serves(isIPv6: isIPv6) else { return 0 }
    return entry.ports.reduce(0) { $0 + $1.endpoints(isIPv6: isIPv6).count }
  }

  private func page(_ service: ObjectName, _ entry: ServiceEntry) -> Page {
    let ports = ProxiedPort.all(of: service, entry, on: node, isIPv6: isIPv6)
    let parts: Parts =
      node.options.mode == .nftables
      ? .nftables(ports.map { NFTablesPart($0, on: node) })
      : .iptables(
        ports.map { IPTablesPart($0, on: node, hasEndpointComments: hasEndpointComments) }
      )
    return Page(entry: entry, endpoints: endpoints(of: entry), parts: parts)
  }

  /// Writes the rules of one Service anew; `nil`: it is gone.
  ///
  /// Those of all others too if endpoints became so many, or so few, that comments go or return.
  package mutating func update(_ service: ObjectName, _ entry: ServiceEntry?) {
    let hadComments = hasEndpointComments
    endpointCount += (entry.map(endpoints) ?? 0) - (pages[service]?.endpoints ?? 0)
    pages[service] = entry.map { page(service, $0) }
    guard hadComments != hasEndpointComments else { return }
    for name in pages.keys.sorted() {
      if let entry = pages[name]?.entry { pages[name] = page(name, entry) }
    }
  }

  /// All rules of the node.
  package var ruleSet: RuleSet {
    let sorted = pages.sorted { $0.key < $1.key }.map(\.value.parts)
    if node.options.mode == .nftables {
      let parts = sorted.flatMap { parts -> [NFTablesPart] in
        guard case .nftables(let own) = parts else { return [] }
        return own
      }
      return .nftables(parts, on: node, isIPv6: isIPv6)
    }
    let parts = sorted.flatMap { parts -> [IPTablesPart] in
      guard case .iptables(let own) = parts else { return [] }
      return own
    }
    return .iptables(parts, on: node, isIPv6: isIPv6)
  }

  /// The rules of one Service, in the order of their tables and chains.
  package func lines(of service: ObjectName) -> [Line] {
    switch pages[service]?.parts {
    case .iptables(let parts): parts.flatMap { $0.lines(isIPv6: isIPv6) }
    case .nftables(let parts): parts.flatMap { $0.lines(isIPv6: isIPv6) }
    case nil: []
    }
  }
}

extension IPTablesPart {
  fileprivate func lines(isIPv6: Bool) -> [RuleBook.Line] {
    func lines(_ table: String, _ chain: String, _ rules: [Rule]) -> [RuleBook.Line] {
      rules.map { rule in
        var writer = IPTablesText(isIPv6: isIPv6)
        writer.add(rule, in: chain)
        let text = String(decoding: writer.text.bytes, as: UTF8.self)
        return RuleBook.Line(table: table, place: chain, text: text)
      }
    }
    return lines("nat", IPTablesChains.services, services)
      + lines("nat", IPTablesChains.nodePorts, nodePorts)
      + chains.flatMap { lines("nat", $0.name, $0.rules) }
      + lines("filter", IPTablesChains.services, filteredServices)
      + lines("filter", IPTablesChains.externalServices, filteredExternals)
      + lines("filter", IPTablesChains.proxyFirewall, firewall)
      + lines("filter", IPTablesChains.nodePorts, healthChecks)
  }
}

extension NFTablesPart {
  fileprivate func lines(isIPv6: Bool) -> [RuleBook.Line] {
    func line(_ place: String, _ write: (inout NFTablesText) -> Void) -> RuleBook.Line {
      var writer = NFTablesText(isIPv6: isIPv6)
      write(&writer)
      let text = String(decoding: writer.text.bytes, as: UTF8.self)
      return RuleBook.Line(table: "kube-proxy", place: place, text: text)
    }
    func elements(_ place: String, _ elements: [RuleElement]) -> [RuleBook.Line] {
      elements.map { element in line(place) { $0.add(element) } }
    }
    typealias Name = NFTablesChains
    return elements(Name.hairpins, hairpins) + elements(Name.clusterIPs, clusterIPs)
      + elements(Name.refusedServices, refusedServices)
      + elements(Name.refusedNodePorts, refusedNodePorts) + elements(Name.firewalls, firewalls)
      + elements(Name.serviceIPs, serviceIPs) + elements(Name.serviceNodePorts, serviceNodePorts)
      + chains.flatMap { chain in chain.rules.map { rule in line(chain.name) { $0.add(rule) } } }
  }
}

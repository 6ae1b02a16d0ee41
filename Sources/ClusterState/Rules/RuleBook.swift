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

  /// The rules of one Service as they are listed; `nil`: it has none.
  package func section(of service: ObjectName) -> RuleSection? {
    guard let page = pages[service] else { return nil }
    let ports = ProxiedPort.names(of: service, page.entry, isIPv6: isIPv6)
    let places: [[RuleSection.Place]] =
      switch page.parts {
      case .iptables(let parts): parts.map(\.places)
      case .nftables(let parts): parts.map(\.places)
      }
    return RuleSection(parts: zip(ports, places).map { RuleSection.Part(port: $0, places: $1) })
  }

  /// The rules of one Service, in the order of their tables and chains.
  package func lines(of service: ObjectName) -> [Line] {
    let spelling = RuleSpelling(node.options.mode, isIPv6: isIPv6)
    let places = section(of: service)?.parts.flatMap(\.places) ?? []
    return places.flatMap { place in
      place.lines.map { line in
        let text = spelling.text(line, in: place.name.name)
        return Line(table: place.name.table, place: place.name.name, text: text)
      }
    }
  }
}

internal import HashTreeCollections

/// The rules of one node for one family at one moment, made for what somebody looks at only.
///
/// Finding out which Services there are costs as much as there are endpoints, and nothing while the
/// node's kube-proxy learns nothing new; the rules of one Service cost what that Service costs.
package struct NodeRules: Sendable {
  package let node: ProxyNode
  package let isIPv6: Bool
  /// The Services that the proxy of this family knows, by name.
  package let services: [ObjectName]
  /// Whether there are Services of the other family too.
  package let hasOtherFamily: Bool
  let table: ServiceTable
  private let ipvsTable: IPVSTable?
  private let endpointCount: Int

  package var spelling: RuleSpelling { RuleSpelling(node.options.mode, isIPv6: isIPv6) }

  init(
    _ table: ServiceTable,
    on node: ProxyNode,
    isIPv6: Bool,
    ipvsTable: IPVSTable?,
    after previous: NodeRules?
  ) {
    self.node = node
    self.isIPv6 = isIPv6
    self.table = table
    self.ipvsTable = node.options.mode == .ipvs ? ipvsTable : nil
    if let previous, previous.isIPv6 == isIPv6, previous.table == table {
      (services, endpointCount) = (previous.services, previous.endpointCount)
      hasOtherFamily = previous.hasOtherFamily
      return
    }
    var (served, endpoints, hasOther) = (0, 0, false)
    for entry in table.entries {
      hasOther = hasOther || entry.serves(isIPv6: !isIPv6)
      guard entry.serves(isIPv6: isIPv6) else { continue }
      served += 1
      for port in entry.ports { endpoints += port.endpoints(isIPv6: isIPv6).count }
    }
    (endpointCount, hasOtherFamily) = (endpoints, hasOther)
    let known = previous?.services ?? []
    let areSame =
      known.count == served && known.allSatisfy { table[$0]?.serves(isIPv6: isIPv6) == true }
    services =
      areSame
      ? known
      : table.sortedEntries.filter { $0.1.serves(isIPv6: isIPv6) }.map(\.0)
  }

  /// Whether rules still say which endpoint they are for.
  private var hasEndpointComments: Bool {
    node.options.mode != .iptables || endpointCount <= RuleSet.smallClusterEndpointsMax
  }

  /// Whether two are of the same moment as far as rules are concerned.
  package func isSame(as other: NodeRules) -> Bool {
    leads(as: other) && ipvsTable == other.ipvsTable
  }

  /// Whether packets go the same ways by both; weights of real servers may differ.
  package func leads(as other: NodeRules) -> Bool {
    hasSameRules(as: other) && table == other.table
  }

  /// Whether a Service has the same rules in both, as far as can be told at no cost; in IPVS mode
  /// weights may differ.
  package func isSame(_ service: ObjectName, as other: NodeRules) -> Bool {
    hasSameRules(as: other) && table[service] == other.table[service] && ipvsTable == nil
  }

  private func hasSameRules(as other: NodeRules) -> Bool {
    node == other.node && isIPv6 == other.isIPv6
      && hasEndpointComments == other.hasEndpointComments
  }

  /// What the proxy knows of a Service.
  package func entry(_ service: ObjectName) -> ServiceEntry? {
    table[service].flatMap { $0.serves(isIPv6: isIPv6) ? $0 : nil }
  }

  /// The rules of one Service; `nil`: the proxy of this family does not know it.
  package func section(of service: ObjectName) -> RuleSection? {
    guard let entry = entry(service) else { return nil }
    if node.options.mode == .ipvs {
      return .ipvs(service, entry, on: node, isIPv6: isIPv6, ipvsTable, table)
    }
    let ports = ProxiedPort.all(of: service, entry, on: node, isIPv6: isIPv6)
    return RuleSection(
      parts: ports.map { port in
        let places: [RuleSection.Place]
        if node.options.mode == .nftables {
          places = part(port).places
        } else {
          let part = IPTablesPart(port, on: node, hasEndpointComments: hasEndpointComments)
          places = part.places
        }
        return RuleSection.Part(port: port.name, places: places)
      }
    )
  }

  /// The rules of some Services and the frame, as the kernel holds them: packets for these Services
  /// go the same ways as through all rules.
  func kernel(of services: [ObjectName], at now: Instant) -> KernelRules {
    let entries = services.compactMap { name in entry(name).map { (name, $0) } }
    if node.options.mode == .ipvs {
      let state = IPVSState(entries, on: node, table: ipvsTable, at: now)
      let mine = state.families.first { $0.rules.isIPv6 == isIPv6 }?.rules
      let none = RuleSet(mode: .ipvs, isIPv6: isIPv6, tables: [])
      return KernelRules(mine ?? none, on: node, state)
    }
    let ports = entries.flatMap { ProxiedPort.all(of: $0, $1, on: node, isIPv6: isIPv6) }
    if node.options.mode == .nftables {
      let parts = ports.map(part)
      return KernelRules(.nftables(parts, on: node, isIPv6: isIPv6), on: node)
    }
    let parts = ports.map {
      IPTablesPart($0, on: node, hasEndpointComments: hasEndpointComments)
    }
    return KernelRules(.iptables(parts, on: node, isIPv6: isIPv6), on: node)
  }

  private func part(_ port: ProxiedPort) -> NFTablesPart {
    var part = NFTablesPart(port, on: node)
    table.dropLostClaims(of: port.name.servicePort.service, &part)
    return part
  }

  /// The Service that has a virtual server.
  func service(at key: VirtualServer.Key) -> ObjectName? {
    let match =
      table.match(key.address.address, key.address.port, key.protocol)
      ?? table.match(nodePort: key.address.port, key.protocol)
    return match?.service
  }

  /// The rules that are there whatever Services there are; in IPVS mode it takes a look at all of
  /// them to know which sets are empty.
  package var frame: RuleSection {
    let rules: RuleSet
    if node.options.mode == .ipvs {
      let sets = IPSet.all(table.entries, on: IPVSNode(node))
      let filled = sets.filter { $0.isIPv6 == isIPv6 && !$0.entries.isEmpty }.map(\.kind)
      rules = .ipvs(IPVSRules(node: node, isIPv6: isIPv6, filled: Set(filled), ports: []))
    } else {
      rules = RuleBook([], on: node, isIPv6: isIPv6).ruleSet
    }
    let places = rules.tables.flatMap { table in
      table.collections.map { set in
        RuleSection.Place(set, elements: set.elements, isShared: false)
      } + table.chains.map { RuleSection.Place($0, in: table.name, rules.mode) }
    }
    return RuleSection(parts: [RuleSection.Part(port: nil, places: places)])
  }
}

extension Simulation {
  /// The rules of a node; `previous` spares work that is done already.
  package func nodeRules(
    of id: NodeID,
    isIPv6: Bool,
    after previous: NodeRules? = nil
  ) -> NodeRules {
    let node = proxyNode(id)
    return NodeRules(
      serviceTable(of: id),
      on: node,
      isIPv6: isIPv6,
      ipvsTable: ipvsTables[node.name],
      after: previous
    )
  }
}

extension ServiceTable {
  /// Takes out the keys that another Service has claimed: a map has each once.
  fileprivate func dropLostClaims(of service: ObjectName, _ part: inout NFTablesPart) {
    func isOurs(_ element: RuleElement) -> Bool {
      guard let name = element.key.dropLast().last,
        let transport = [TransportProtocol.tcp, .udp, .sctp].first(where: { $0.ruleName == name }),
        let port = element.key.last.flatMap(UInt16.init)
      else { return true }
      guard element.key.count == 3 else {
        return match(nodePort: port, transport)?.service == service
      }
      return IPAddress(element.key[0]).flatMap { match($0, port, transport) }?.service == service
    }
    part.serviceIPs.removeAll { !isOurs($0) }
    part.refusedServices.removeAll { !isOurs($0) }
    part.firewalls.removeAll { !isOurs($0) }
    part.serviceNodePorts.removeAll { !isOurs($0) }
    part.refusedNodePorts.removeAll { !isOurs($0) }
  }
}

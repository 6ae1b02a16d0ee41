internal import HashTreeCollections

extension Simulation {
  /// The rules that the kube-proxy of a node has written for one family.
  ///
  /// In IPVS mode these are the few iptables rules beside the virtual servers, see
  /// ``ipvsState(of:)``.
  package func rules(of id: NodeID, isIPv6: Bool = false) -> RuleSet {
    let node = proxyNode(id)
    let services = serviceTable(of: id).sortedEntries
    guard node.options.mode == .ipvs else {
      return RuleBook(services, on: node, isIPv6: isIPv6).ruleSet
    }
    let ports = services.flatMap {
      ProxiedPort.all(of: $0, $1, on: node, isIPv6: isIPv6)
    }
    let sets = IPSet.all(services.map(\.1), on: IPVSNode(node))
    let mine = sets.filter { $0.isIPv6 == isIPv6 && !$0.entries.isEmpty }
    let filled = Set(mine.map(\.kind))
    return .ipvs(IPVSRules(node: node, isIPv6: isIPv6, filled: filled, ports: ports))
  }

  /// The same Service by Service, for whoever follows changes; in iptables and nftables mode.
  package func ruleBook(of id: NodeID, isIPv6: Bool = false) -> RuleBook {
    RuleBook(serviceTable(of: id).sortedEntries, on: proxyNode(id), isIPv6: isIPv6)
  }

  /// What the kube-proxy of a node has put into the kernel in IPVS mode.
  package func ipvsState(of id: NodeID) -> IPVSState {
    let node = proxyNode(id)
    return IPVSState(
      serviceTable(of: id).sortedEntries,
      on: node,
      table: ipvsTables[node.name],
      at: now
    )
  }
}

extension RuleSet {
  /// The rules as the tool of the mode prints them: `iptables-save` or `nft list table`.
  ///
  /// `remarks` become comment lines, which the tools that load rules pass over.
  package func text(remarks: [String] = []) -> [UInt8] {
    switch mode {
    case .iptables, .ipvs:
      var writer = IPTablesText(isIPv6: isIPv6)
      for remark in remarks { writer.text.addComment(remark) }
      for table in tables { writer.add(table) }
      return writer.text.bytes
    case .nftables:
      var writer = NFTablesText(isIPv6: isIPv6)
      for remark in remarks { writer.text.addComment(remark) }
      for table in tables { writer.add(table) }
      return writer.text.bytes
    }
  }

  /// One rule on a line of its own, as the tool of the mode prints it.
  package func text(of rule: Rule, in chain: String) -> String {
    switch mode {
    case .iptables, .ipvs:
      var writer = IPTablesText(isIPv6: isIPv6)
      writer.add(rule, in: chain)
      return String(decoding: writer.text.bytes, as: UTF8.self)
    case .nftables:
      var writer = NFTablesText(isIPv6: isIPv6)
      writer.add(rule)
      return String(decoding: writer.text.bytes, as: UTF8.self)
    }
  }
}

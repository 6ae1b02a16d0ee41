extension Simulation {
  /// Takes in the nodes, completes their addresses and ranges, and makes up nodes where the
  /// document has none: those that pods name, or three in two zones.
  mutating func loadNodes(_ document: LoadedDocument) {
    var nodes = document.nodes
    if nodes.isEmpty {
      nodes = Self.madeUpNodes(for: document.pods)
      note(.completed(.nodesMadeUp(nodes.map(\.metadata.name))))
    }
    var used = Set(nodes.flatMap(\.spec.podCIDRs))
    var addresses = Set(nodes.flatMap(\.status.internalIPs))
    for (index, node) in nodes.enumerated() {
      var node = identified(node)
      if node.spec.podCIDRs.isEmpty { node.spec.podCIDRs = podRanges(index, &used) }
      if node.status.internalIPs.isEmpty, let address = Self.nodeAddress(index, &addresses) {
        node.status.addresses.append(.init(type: "InternalIP", address: address))
      }
      cluster.insert(node)
    }
  }

  private static func madeUpNodes(for pods: [Pod]) -> [Node] {
    let named = Set(pods.map(\.spec.nodeName).filter { !$0.isEmpty }).sorted()
    let names = named.isEmpty ? ["node-a", "node-b", "node-c"] : named
    return names.enumerated().map { index, name in
      var node = Node()
      node.metadata = ObjectMeta(
        name: name,
        labels: [
          "kubernetes.io/hostname": name,
          "topology.kubernetes.io/zone": index * 2 < names.count ? "zone-1" : "zone-2",
        ]
      )
      node.status.ready = "True"
      return node
    }
  }

  /// The `index`-th /24 (IPv6: /64) of each cluster CIDR that no node has yet.
  private func podRanges(_ index: Int, _ used: inout Set<String>) -> [String] {
    let spans =
      settings.clusterCIDRs.isEmpty
      ? [Settings.defaultClusterCIDR] : settings.clusterCIDRs
    return spans.compactMap { span in
      let length = max(span.prefixLength, span.base.isIPv6 ? 64 : 24)
      let hostBits = UInt128((span.base.isIPv6 ? 128 : 32) - length)
      for offset in UInt128(index)..<UInt128(index) + 65_536 {
        guard let base = span.address(at: offset << hostBits) else { return nil }
        let range = CIDR(holding: base, prefixLength: length).description
        if used.insert(range).inserted { return range }
      }
      return nil
    }
  }

  /// 192.168.50.11 and so on, the network of made-up nodes.
  private static func nodeAddress(_ index: Int, _ used: inout Set<String>) -> String? {
    let base = CIDR(holding: IPAddress(isIPv6: false, bits: 0xc0a8_3200), prefixLength: 16)
    for offset in UInt128(index + 11)..<65_535 - 0x3200 {
      let address = IPAddress(isIPv6: false, bits: 0xc0a8_3200 + offset)
      if base.contains(address), used.insert(address.description).inserted {
        return address.description
      }
    }
    return nil
  }
}

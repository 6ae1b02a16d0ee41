extension RuleSet {
  /// Puts what the Service ports add into the frame of a node.
  static func nftables(_ parts: [NFTablesPart], on node: ProxyNode, isIPv6: Bool) -> RuleSet {
    let frame = NFTablesFrame(node: node, isIPv6: isIPv6)
    let collections = RuleCollection.shared(
      parts,
      nodePortAddresses: frame.nodePortAddresses,
      isIPv6: isIPv6
    )
    let table = RuleTable(
      name: "kube-proxy",
      collections: collections + parts.flatMap(\.affinities),
      chains: frame.chains + parts.flatMap(\.chains)
    )
    return RuleSet(mode: .nftables, isIPv6: isIPv6, tables: [table])
  }
}

extension RuleCollection {
  /// The type of an element that is an address.
  static func addressType(isIPv6: Bool) -> String { isIPv6 ? "ipv6_addr" : "ipv4_addr" }

  /// The sets and maps that all Service ports share, in the order in which they are listed.
  static func shared(
    _ parts: [NFTablesPart],
    nodePortAddresses: [IPAddress]?,
    isIPv6: Bool
  ) -> [RuleCollection] {
    typealias Name = NFTablesChains
    let address = addressType(isIPv6: isIPv6)
    let socket = "inet_proto . inet_service"
    let addresses = parts.flatMap(\.clusterIPs).sorted { Self.precedes($0, $1) }
    var sets = [
      set(
        Name.hairpins,
        "\(address) . \(address) . \(socket)",
        "service hairpin connections",
        parts.flatMap(\.hairpins)
      ),
      set(Name.clusterIPs, address, "Active ClusterIPs", addresses),
    ]
    if let nodePortAddresses {
      let elements = nodePortAddresses.map { RuleElement(key: [$0.description]) }
      sets.append(set(Name.nodePortIPs, address, "IPs that accept NodePort traffic", elements))
    }
    let unreachable = "with no endpoints"
    return sets + [
      map(
        Name.refusedServices,
        "\(address) . \(socket)",
        "vmap to drop or reject packets to services \(unreachable)",
        parts.flatMap(\.refusedServices)
      ),
      map(
        Name.refusedNodePorts,
        socket,
        "vmap to drop or reject packets to service nodeports \(unreachable)",
        parts.flatMap(\.refusedNodePorts)
      ),
      map(
        Name.firewalls,
        "\(address) . \(socket)",
        "destinations that are subject to LoadBalancerSourceRanges",
        parts.flatMap(\.firewalls)
      ),
      map(
        Name.serviceIPs,
        "\(address) . \(socket)",
        "ClusterIP, ExternalIP and LoadBalancer IP traffic",
        parts.flatMap(\.serviceIPs)
      ),
      map(Name.serviceNodePorts, socket, "NodePort traffic", parts.flatMap(\.serviceNodePorts)),
    ]
  }

  private static func set(
    _ name: String,
    _ type: String,
    _ comment: String,
    _ elements: [RuleElement]
  ) -> Self {
    var known: Set<[String]> = []
    let unique = elements.filter { known.insert($0.key).inserted }
    return Self(name: name, type: type, comment: comment, elements: unique)
  }

  /// Of Services that claim one key, the first by name has it.
  private static func map(
    _ name: String,
    _ type: String,
    _ comment: String,
    _ elements: [RuleElement]
  ) -> Self {
    var map = set(name, type, comment, elements)
    map.isMap = true
    return map
  }

  private static func precedes(_ left: RuleElement, _ right: RuleElement) -> Bool {
    let (one, other) = (IPAddress(left.key[0])?.bits, IPAddress(right.key[0])?.bits)
    return (one ?? 0) < (other ?? 0)
  }
}

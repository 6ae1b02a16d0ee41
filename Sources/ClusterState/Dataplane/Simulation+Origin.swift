extension Simulation {
  /// The sending end: its address, its node, its namespace.
  ///
  /// Of a sender with addresses of both families the one that can reach `destination` is taken. A
  /// sender on a node without power sends nothing.
  func origin(
    _ traffic: Traffic,
    toward destination: IPAddress? = nil
  ) throws(CommandError) -> Origin {
    let origin = try sender(traffic, toward: destination)
    if let id = origin.node, !isPoweredOn(id) {
      throw .sourceDown(node: cluster.nodes[id]?.metadata.name ?? "")
    }
    return origin
  }

  private func sender(
    _ traffic: Traffic,
    toward destination: IPAddress?
  ) throws(CommandError) -> Origin {
    func choose(_ texts: [String]) -> IPAddress? {
      let addresses = texts.compactMap(IPAddress.init)
      return addresses.first { $0.isIPv6 == destination?.isIPv6 } ?? addresses.first
    }
    switch traffic.source {
    case .pod(let key):
      guard let pod = cluster.pods[key] else { throw .notFound(kind: Pod.kind, key) }
      guard let address = choose(pod.status.podIPs) else { throw .noAddress("pod/\(key)") }
      return origin(of: pod, at: address)
    case .node(let name):
      let key = ObjectName(name: name)
      guard let id = cluster.nodes.id(key), let node = cluster.nodes[id] else {
        throw .notFound(kind: Node.kind, key)
      }
      guard let address = choose(node.status.internalIPs) else {
        throw .noAddress("node/\(name)")
      }
      return Origin(address: address, node: id)
    case .outside(let address):
      // Whoever is outside and not named has an address of either family (RFC 3849).
      let isAnyone = traffic.source == .outside && destination?.isIPv6 == true
      return Origin(address: isAnyone ? Source.outsideIPv6 : address)
    case .address(let address): return origin(at: address, traffic)
    }
  }

  private func origin(of pod: Pod, at address: IPAddress) -> Origin {
    Origin(
      address: address,
      node: cluster.nodes.id(ObjectName(name: pod.spec.nodeName)),
      isPod: !pod.spec.hostNetwork,
      pod: pod.key
    )
  }

  /// An address in a node's pod range starts on that node, whether the document knows the pod or
  /// not; loopback is whoever the command says.
  private func origin(at address: IPAddress, _ traffic: Traffic) -> Origin {
    if let pod = cluster.pod(at: address).flatMap({ cluster.pods[$0] }) {
      return origin(of: pod, at: address)
    }
    if let id = node(owning: address) { return Origin(address: address, node: id) }
    if address.isLoopback {
      return Origin(address: address, node: traffic.entryNode.flatMap(node(named:)))
    }
    let home = cluster.nodes.ids.first { id in
      let ranges = cluster.nodes[id]?.spec.podCIDRs.compactMap(CIDR.init) ?? []
      return ranges.contains { $0.contains(address) }
    }
    return Origin(address: address, node: home, isPod: home != nil)
  }

  /// The node that an address belongs to, by its InternalIPs and by what the settings add.
  func node(owning address: IPAddress) -> NodeID? {
    cluster.node(at: address)
      ?? settings.nodes.first { $0.value.addresses.contains(address) }.flatMap {
        node(named: $0.key)
      }
  }

  func node(named name: String) -> NodeID? { cluster.nodes.id(ObjectName(name: name)) }

  /// A node as its kube-proxy knows it.
  package func proxyNode(_ id: NodeID) -> ProxyNode {
    guard let node = cluster.nodes[id] else {
      preconditionFailure("the node exists")
    }
    var proxy = ProxyNode(name: node.metadata.name)
    proxy.zone = node.zone
    proxy.addresses = node.status.internalIPs.compactMap(IPAddress.init)
    let own = settings.nodes[node.metadata.name]
    proxy.addresses += own?.addresses.filter { !proxy.addresses.contains($0) } ?? []
    proxy.podCIDRs = node.spec.podCIDRs.compactMap(CIDR.init)
    proxy.options = own?.proxy ?? settings.proxy
    proxy.serviceCIDRs = settings.serviceCIDRs
    return proxy
  }
}

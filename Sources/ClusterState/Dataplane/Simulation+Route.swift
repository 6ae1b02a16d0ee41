extension Simulation {
  /// Follows a packet to an address: to the node whose rules see it, and through them.
  func resolve(
    _ address: IPAddress,
    _ port: UInt16,
    _ origin: Origin,
    _ traffic: Traffic
  ) -> Resolution {
    let owner = address.isLoopback ? origin.node : cluster.node(at: address)
    guard let node = owner ?? origin.node ?? entryNode(traffic, to: address) else {
      return unrouted(address)
    }
    let table = serviceTable(of: node)
    if let match = table.match(address, port, traffic.protocol) {
      return route(match, address, origin, on: node)
    }
    if owner != nil, nodePortsAnswer(at: address, on: node),
      let match = table.match(nodePort: port, traffic.protocol)
    {
      return route(match, address, origin, on: node)
    }
    return unmatched(address, port, table)
  }

  /// Whether a node answers node ports at one of its addresses: in nftables mode at its first
  /// address only (`--nodeport-addresses primary`), else at all, 127.0.0.1 in iptables mode.
  private func nodePortsAnswer(at address: IPAddress, on node: NodeID) -> Bool {
    if address.isLoopback { return settings.mode == .iptables && !address.isIPv6 }
    guard settings.mode == .nftables else { return true }
    let primary = cluster.nodes[node]?.status.internalIPs.compactMap(IPAddress.init)
      .first { $0.isIPv6 == address.isIPv6 }
    return primary == address
  }

  /// The node on which a packet from outside arrives: the one that was said, or for an external
  /// address of a Service the first that is ready.
  private func entryNode(_ traffic: Traffic, to address: IPAddress) -> NodeID? {
    if let name = traffic.entryNode { return cluster.nodes.id(ObjectName(name: name)) }
    guard !serviceTable.isClusterIP(address), cluster.pod(at: address) == nil,
      !settings.serviceCIDRs.contains(where: { $0.contains(address) })
    else { return nil }
    return cluster.nodes.ids.first { cluster.nodes[$0]?.status.ready != "False" }
  }

  private func unrouted(_ address: IPAddress) -> Resolution {
    if cluster.pod(at: address) != nil {
      return .ended(.notHandled, .notAService(address), service: nil)
    }
    return .ended(.dropped, .noRouteToServiceRange, service: nil)
  }

  /// No Service port took the packet. nftables mode refuses unknown ports of cluster IPs and
  /// drops what is addressed to a free one; iptables mode leaves both alone.
  private func unmatched(
    _ address: IPAddress,
    _ port: UInt16,
    _ table: ServiceTable
  ) -> Resolution {
    let isClusterIP = table.isClusterIP(address)
    if settings.mode == .nftables {
      if isClusterIP {
        return .ended(.rejected, .noSuchServicePort(address, port), service: nil)
      }
      if settings.serviceCIDRs.contains(where: { $0.contains(address) }) {
        return .ended(.dropped, .unallocatedClusterIP(address), service: nil)
      }
    }
    let reason =
      isClusterIP ? Reason.noSuchServicePort(address, port) : .notAService(address)
    return .ended(.notHandled, reason, service: nil)
  }

  /// Applies the Service's policies on one node.
  private func route(
    _ match: ServiceTable.Match,
    _ address: IPAddress,
    _ origin: Origin,
    on nodeID: NodeID
  ) -> Resolution {
    guard let port = serviceTable(of: nodeID)[match.service]?.ports[match.port],
      let node = cluster.nodes[nodeID]
    else { return .ended(.notHandled, .notAService(address), service: nil) }
    let name = ServicePortName(service: match.service, port: port.name)
    let selection = EndpointSelection(
      port, node: node.metadata.name, zone: node.zone, family: address.family)
    let isPod = settings.clusterCIDRs.contains { $0.contains(origin.address) }
    let isNode = node.status.internalIPs.contains(origin.address.description)
    let isLocal: Bool
    let isMasqueraded: Bool
    if !match.capture.isExternal {
      isLocal = port.policies.isInternalLocal
      isMasqueraded = !settings.clusterCIDRs.isEmpty && !isPod
    } else if !port.policies.isExternalLocal {
      (isLocal, isMasqueraded) = (false, true)
    } else {
      // From within, external addresses reach all endpoints in spite of the policy.
      (isLocal, isMasqueraded) = (!isPod && !isNode, isNode)
    }
    let endpoints = isLocal ? selection.local : selection.cluster
    guard !endpoints.isEmpty else {
      return selection.hasAny
        ? .ended(
          .dropped, .noLocalEndpoints(name, node: node.metadata.name), service: match.service)
        : .ended(.rejected, .noEndpoints(name), service: match.service)
    }
    return .balanced(
      BalancedTarget(
        servicePort: name, node: node.metadata.name, policies: port.policies,
        endpoints: endpoints, isMasqueraded: isMasqueraded))
  }
}

extension Simulation {
  /// Follows a packet to an address: to the node whose rules see it, and through them.
  func resolve(
    _ address: IPAddress,
    _ port: UInt16,
    _ origin: Origin,
    _ traffic: Traffic
  ) -> Resolution {
    let owner = address.isLoopback ? origin.node : cluster.node(at: address)
    if let node = owner ?? origin.node ?? traffic.entryNode.flatMap(node(named:)) {
      return resolve(address, port, origin, traffic, on: node, isLocal: owner != nil)
    }
    let entries = entryNodes(traffic, address, port)
    guard !entries.isEmpty else { return unrouted(address) }
    let ways = entries.map {
      resolve(address, port, origin, traffic, on: $0, isLocal: false)
    }
    return ways.count == 1 ? ways[0] : .spread(ways)
  }

  private func node(named name: String) -> NodeID? { cluster.nodes.id(ObjectName(name: name)) }

  /// What the rules of one node do with a packet; `isLocal` if the address is the node's own.
  private func resolve(
    _ address: IPAddress,
    _ port: UInt16,
    _ origin: Origin,
    _ traffic: Traffic,
    on node: NodeID,
    isLocal: Bool
  ) -> Resolution {
    let table = serviceTable(of: node)
    if let match = table.match(address, port, traffic.protocol) {
      return route(match, address, origin, on: node)
    }
    if isLocal, nodePortsAnswer(at: address, on: node),
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

  /// The nodes on which packets from outside to an external address of a Service arrive: our model
  /// of a load balancer.
  ///
  /// It spreads connections evenly over the nodes that pass their health check: with an external
  /// policy Local those with a ready endpoint, otherwise all that are ready.
  private func entryNodes(_ traffic: Traffic, _ address: IPAddress, _ port: UInt16) -> [NodeID] {
    guard let match = serviceTable.match(address, port, traffic.protocol),
      match.capture.isExternal,
      let entry = serviceTable[match.service]?.ports[match.port]
    else { return [] }
    let ready = cluster.nodes.ids.filter {
      let status = cluster.nodes[$0]?.status.ready
      return status != "False" && status != "Unknown"
    }
    guard entry.policies.isExternalLocal else { return ready }
    let serving = Set(entry.endpoints.filter(\.isReady).map(\.nodeName))
    let healthy = ready.filter { serving.contains(cluster.nodes[$0]?.metadata.name ?? "") }
    return healthy.isEmpty ? ready : healthy
  }

  private func unrouted(_ address: IPAddress) -> Resolution {
    if cluster.pod(at: address) != nil {
      return .ended(.notHandled, .notAService(address), service: nil)
    }
    return .ended(.dropped, .noRouteToServiceRange, service: nil)
  }

  /// No Service port took the packet.
  ///
  /// The mode nftables refuses unknown ports of cluster IPs and
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
      port,
      node: node.metadata.name,
      zone: node.zone,
      family: address.family
    )
    let (isLocal, isMasqueraded) = treatment(match.capture, port.policies, origin, on: node)
    let endpoints = isLocal ? selection.local : selection.cluster
    let isRefused =
      match.capture == .loadBalancerIP && !port.policies.admits(origin.address)
    // Without endpoints there is no firewall chain in iptables mode: the rejection comes first.
    if isRefused, settings.mode == .nftables || selection.hasAny {
      let reason = Reason.outsideSourceRanges(name, origin.address)
      return .ended(.dropped, reason, service: match.service)
    }
    guard !endpoints.isEmpty else {
      return selection.hasAny
        ? .ended(
          .dropped,
          .noLocalEndpoints(name, node: node.metadata.name),
          service: match.service
        )
        : .ended(.rejected, .noEndpoints(name), service: match.service)
    }
    return .balanced(
      BalancedTarget(
        servicePort: name,
        node: node.metadata.name,
        policies: port.policies,
        endpoints: endpoints,
        isMasqueraded: isMasqueraded
      )
    )
  }

  /// Whether a packet is bound to local endpoints, and whether its source is replaced.
  private func treatment(
    _ capture: ServiceTable.Capture,
    _ policies: ServicePolicies,
    _ origin: Origin,
    on node: Node
  ) -> (isLocal: Bool, isMasqueraded: Bool) {
    let isPod = settings.clusterCIDRs.contains { $0.contains(origin.address) }
    guard capture.isExternal else {
      let isForeign = !settings.clusterCIDRs.isEmpty && !isPod
      return (policies.isInternalLocal, settings.masqueradesAll || isForeign)
    }
    guard policies.isExternalLocal else { return (false, true) }
    // From within, external addresses reach all endpoints in spite of the policy.
    let isNode = node.status.internalIPs.contains(origin.address.description)
    return (!isPod && !isNode, isNode)
  }
}

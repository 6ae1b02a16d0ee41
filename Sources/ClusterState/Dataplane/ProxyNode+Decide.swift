// What the rules of one node do with a packet. Iptables: pkg/proxy/iptables/proxier.go; nftables:
// pkg/proxy/nftables/proxier.go; IPVS: pkg/proxy/ipvs/proxier.go and the kernel's ip_vs_core.c.

extension ProxyNode {
  /// Decides about the first packet of a new connection.
  package func decide(_ packet: Packet, _ table: ServiceTable) -> ProxyDecision {
    if let match = table.match(packet.destination, packet.port, packet.protocol) {
      return decide(packet, match, table)
    }
    guard owns(packet.destination) else { return unmatched(packet, table) }
    if let match = table.match(nodePort: packet.port, packet.protocol),
      table[match.service]?.serves(isIPv6: packet.destination.isIPv6) == true
    {
      if answersNodePorts(at: packet.destination) { return decide(packet, match, table) }
      if let refusal = refusalAnywhere(packet, match, table) { return refusal }
    }
    if packet.protocol == .tcp, let service = table.service(ofHealthCheckPort: packet.port) {
      return ProxyDecision(.accept, .healthCheck(service))
    }
    if let cause = closedNodePort(packet, table) { return ProxyDecision(.accept, cause) }
    return unmatched(packet, table)
  }

  /// In iptables mode the filter refuses a node port without endpoints at every address of the
  /// node, those included where it would not answer (chain KUBE-EXTERNAL-SERVICES).
  private func refusalAnywhere(
    _ packet: Packet,
    _ match: ServiceTable.Match,
    _ table: ServiceTable
  ) -> ProxyDecision? {
    guard options.mode == .iptables else { return nil }
    var decision = undecided(packet, match, table)
    let (policies, selection) = (decision.policies, decision.selection)
    guard policies.isExternalLocal ? selection.local.isEmpty : !selection.hasAny else {
      return nil
    }
    decision.isBoundToNode = policies.isExternalLocal
    (decision.verdict, decision.cause) =
      selection.hasAny ? (.drop, .noLocalEndpoints) : (.reject, .noEndpoints)
    return decision
  }

  /// Why a node port does not answer at one of the node's addresses; `nil` if there is none.
  private func closedNodePort(_ packet: Packet, _ table: ServiceTable) -> ProxyDecision.Cause? {
    let transports = [packet.protocol] + [TransportProtocol.tcp, .udp, .sctp]
    for transport in transports {
      guard let match = table.match(nodePort: packet.port, transport),
        table[match.service]?.serves(isIPv6: packet.destination.isIPv6) == true
      else { continue }
      if transport != packet.protocol { return .otherProtocol(match.service, transport) }
      guard packet.destination.isLoopback else { return .nodePortAddresses(match.service) }
      let isOption = options.mode == .iptables && !packet.destination.isIPv6
      return isOption && !options.answersOnLocalhost
        ? .localhostNodePorts(match.service) : .loopback(match.service)
    }
    return nil
  }

  /// No Service port took the packet.
  ///
  /// Iptables mode leaves it alone. Nftables mode refuses unknown ports of cluster IPs and drops
  /// what is addressed to a free one. In IPVS mode all Service addresses are on an interface of
  /// the node, which refuses what is no virtual server.
  private func unmatched(_ packet: Packet, _ table: ServiceTable) -> ProxyDecision {
    let address = packet.destination
    switch options.mode {
    case .nftables where table.isClusterIP(address):
      return ProxyDecision(.reject, .unknownPort)
    case .nftables where serviceCIDRs.contains { $0.contains(address) }:
      return ProxyDecision(.drop, .unallocatedClusterIP)
    case .ipvs where table.isServiceAddress(address) && !addresses.contains(address):
      return ProxyDecision(.reject, .unknownPort)
    default:
      return ProxyDecision(.accept, table.isClusterIP(address) ? .unknownPort : .noService)
    }
  }

  /// What is known of the Service port that took a packet before anything is asked of the packet.
  private func undecided(
    _ packet: Packet,
    _ match: ServiceTable.Match,
    _ table: ServiceTable
  ) -> ProxyDecision {
    guard let port = table[match.service]?.ports[match.port] else {
      preconditionFailure("the table matches only what it holds")
    }
    var decision = ProxyDecision(.deliver, .endpoints, match)
    decision.policies = port.policies
    decision.selection = EndpointSelection(
      port,
      node: name,
      zone: zone,
      isIPv6: packet.destination.isIPv6
    )
    return decision
  }

  private func decide(
    _ packet: Packet,
    _ match: ServiceTable.Match,
    _ table: ServiceTable
  ) -> ProxyDecision {
    var decision = undecided(packet, match, table)
    guard passesFirewall(packet, match, table, &decision) else { return decision }
    if match.capture.isExternal {
      applyExternalPolicy(packet, &decision)
    } else {
      applyInternalPolicy(packet, &decision)
    }
    let selection = decision.selection
    decision.endpoints = decision.isBoundToNode ? selection.local : selection.cluster
    guard decision.endpoints.isEmpty else { return decision }
    decision.masquerade = nil
    // IPVS has no rule that drops: a virtual server without a real server refuses.
    if decision.isBoundToNode, selection.hasAny, options.mode != .ipvs {
      (decision.verdict, decision.cause) = (.drop, .noLocalEndpoints)
    } else {
      let isLeftAlone = leavesAlone(packet, match)
      (decision.verdict, decision.cause) = (isLeftAlone ? .accept : .reject, .noEndpoints)
    }
    return decision
  }

  /// Whether nothing refuses a packet to a Service without endpoints: in iptables mode those of the
  /// node itself to addresses elsewhere do not meet the chain KUBE-EXTERNAL-SERVICES.
  private func leavesAlone(_ packet: Packet, _ match: ServiceTable.Match) -> Bool {
    options.mode == .iptables && match.capture.isExternal && !packet.comesFromOwnPod
      && owns(packet.source) && !owns(packet.destination)
  }

  private func applyInternalPolicy(_ packet: Packet, _ decision: inout ProxyDecision) {
    decision.isBoundToNode = decision.policies.isInternalLocal
    fallBackInIPVS(&decision)
    if options.masqueradesAll {
      decision.masquerade = .everything
    } else if detectsPod(packet) == false {
      decision.masquerade = .foreignSource
    } else if options.mode == .ipvs, detectsPod(packet) == nil, owns(packet.source) {
      // The node sends from the very address it sends to, for it has that too.
      decision.masquerade = .foreignSource
    }
  }

  private func applyExternalPolicy(_ packet: Packet, _ decision: inout ProxyDecision) {
    guard decision.policies.isExternalLocal else {
      decision.masquerade = .externalTraffic
      return
    }
    if options.mode == .ipvs {
      decision.isBoundToNode = true
      fallBackInIPVS(&decision)
    } else if detectsPod(packet) == true {
      decision.exemption = .podTraffic
    } else if owns(packet.source) {
      decision.exemption = .ownTraffic
      decision.masquerade = .ownTraffic
    } else {
      decision.isBoundToNode = true
    }
  }

  /// With a Local policy and no local endpoint IPVS uses those of the whole cluster, if traffic of
  /// another kind has them there anyway.
  private func fallBackInIPVS(_ decision: inout ProxyDecision) {
    guard options.mode == .ipvs, decision.isBoundToNode, decision.selection.local.isEmpty,
      !decision.selection.cluster.isEmpty
    else { return }
    decision.isBoundToNode = false
    decision.exemption = .noLocalEndpoints
  }
}

// `loadBalancerSourceRanges`.
extension ProxyNode {
  /// Whether the firewall of a load balancer's address lets a packet through; if not, the
  /// decision says so.
  private func passesFirewall(
    _ packet: Packet,
    _ match: ServiceTable.Match,
    _ table: ServiceTable,
    _ decision: inout ProxyDecision
  ) -> Bool {
    guard match.capture == .loadBalancerIP else { return true }
    let ranges = decision.policies.sourceRanges(isIPv6: packet.destination.isIPv6)
    guard !ranges.isEmpty else { return true }
    let selection = decision.selection
    // Without endpoints there is no firewall chain in iptables mode: the rejection comes first.
    // In IPVS mode it does for the node's own packets, which meet IPVS before the filter.
    let isGuarded =
      switch options.mode {
      case .iptables: !selection.cluster.isEmpty || !selection.local.isEmpty
      case .nftables: true
      case .ipvs: !owns(packet.source) || !selection.cluster.isEmpty || !selection.local.isEmpty
      }
    guard isGuarded else { return true }
    decision.admission = admittingRange(packet, match, table, ranges)
    guard decision.admission == nil else { return true }
    (decision.verdict, decision.cause) = (.drop, .outsideSourceRanges)
    return false
  }

  private func admittingRange(
    _ packet: Packet,
    _ match: ServiceTable.Match,
    _ table: ServiceTable,
    _ ranges: [CIDR]
  ) -> CIDR? {
    let nodeRange = primaryAddress(isIPv6: packet.destination.isIPv6).flatMap { address in
      ranges.first { $0.contains(address) }
    }
    // The node's own packets may carry the load balancer's address as their source.
    let carriesServiceAddress =
      table[match.service]?.addresses.contains { address, capture in
        capture == .loadBalancerIP && address == packet.source
      } ?? false
    let isExcused = carriesServiceAddress || (options.mode == .ipvs && owns(packet.source))
    return ranges.first { $0.contains(packet.source) } ?? (isExcused ? nodeRange : nil)
  }
}

extension ProxyNode {
  /// Whether an endpoint that sends to itself through the Service must not see its own address as
  /// the sender.
  ///
  /// Iptables mode has a rule for every endpoint; the other two know the node's own ones only.
  package func masqueradesHairpin(to endpoint: ProxyEndpoint, from source: IPAddress) -> Bool {
    endpoint.address == source && (options.mode == .iptables || endpoint.nodeName == name)
  }

  /// Whether an endpoint sees the sender whatever rules want masqueraded: what comes from elsewhere
  /// and is for the node itself never leaves it, and only what leaves is masqueraded.
  package func keepsSource(to endpoint: ProxyEndpoint, from source: IPAddress) -> Bool {
    owns(endpoint.address) && !owns(source)
  }
}

extension Simulation {
  /// Follows a packet to an address: to the nodes whose rules see it, and through them.
  func resolve(
    _ address: IPAddress,
    _ port: UInt16,
    _ origin: Origin,
    _ traffic: Traffic
  ) -> Resolution {
    let target = ServiceTable.Destination(
      address: address,
      port: port,
      protocol: traffic.protocol
    )
    guard origin.address.isIPv6 == address.isIPv6 else {
      return Resolution(.notHandled, .otherFamily(origin.address, address))
    }
    if origin.isPod, address.isLoopback { return Resolution(.notHandled, .ownLoopback(origin.pod)) }
    if let start = origin.node ?? traffic.entryNode.flatMap(node(named:)) {
      var way = pass(target, origin, start)
      way.arrival = origin.node == nil ? .entryNode : .origin
      return way
    }
    if let owner = node(owning: address) {
      var way = pass(target, origin, owner)
      way.arrival = .destination
      return way
    }
    return throughLoadBalancer(target, origin)
  }

  /// What the rules of a node do with a packet, and, if they leave it alone, those of the node it
  /// is addressed to.
  private func pass(
    _ target: ServiceTable.Destination,
    _ origin: Origin,
    _ id: NodeID
  ) -> Resolution {
    guard isPoweredOn(id) else { return unreachable(id) }
    let first = hop(target, origin, id)
    guard first.decision.verdict == .accept, !first.node.owns(target.address),
      let owner = node(owning: target.address), owner != id
    else {
      var way = resolution(of: first)
      way.hops = [first]
      return way
    }
    guard isPoweredOn(owner) else { return unreachable(owner) }
    let second = hop(target, origin, owner)
    var way = resolution(of: second)
    way.hops = [first, second]
    return way
  }

  private func unreachable(_ id: NodeID) -> Resolution {
    Resolution(.timedOut, .nodeDown(cluster.nodes[id]?.metadata.name ?? ""))
  }

  private func hop(_ target: ServiceTable.Destination, _ origin: Origin, _ id: NodeID) -> Hop {
    let node = proxyNode(id)
    let packet = Packet(
      from: origin.address,
      to: target.address,
      target.port,
      target.protocol,
      comesFromOwnPod: origin.isPod && origin.node == id
    )
    let table = serviceTable(of: id)
    let decision = node.decide(packet, table)
    let servicePort = decision.match.map { match in
      ServicePortName(
        service: match.service,
        port: table[match.service]?.ports[match.port].name ?? ""
      )
    }
    return Hop(node: node, packet: packet, decision: decision, servicePort: servicePort)
  }

  /// What the last node's decision means for the request.
  private func resolution(of hop: Hop) -> Resolution {
    let packet = hop.packet
    let target = ServiceTable.Destination(
      address: packet.destination,
      port: packet.port,
      protocol: packet.protocol
    )
    guard let name = hop.servicePort else { return unhandled(hop) }
    switch hop.decision.cause {
    case .outsideSourceRanges:
      let reason = Reason.outsideSourceRanges(name, packet.source)
      return Resolution(.dropped, reason, service: name.service)
    case .noLocalEndpoints:
      let reason = Reason.noLocalEndpoints(name, node: hop.node.name)
      return Resolution(.dropped, reason, service: name.service)
    case .noEndpoints:
      let verdict: Verdict = hop.decision.verdict == .reject ? .rejected : .notHandled
      return Resolution(verdict, .noEndpoints(name), service: name.service)
    default:
      return Resolution(
        BalancedTarget(
          servicePort: name,
          node: hop.node,
          match: hop.decision.match,
          destination: target,
          affinitySeconds: hop.decision.policies.affinitySeconds,
          endpoints: hop.decision.endpoints,
          isMasqueraded: hop.decision.masquerade != nil,
          packet: hop.packet
        )
      )
    }
  }

  /// No Service port took the packet.
  private func unhandled(_ hop: Hop) -> Resolution {
    let address = hop.packet.destination
    switch hop.decision.cause {
    case .healthCheck(let service):
      guard let id = node(named: hop.node.name), let entry = serviceTable(of: id)[service] else {
        break
      }
      let answer = HealthCheckAnswer(
        service,
        entry,
        node: hop.node.name,
        isIPv6: address.isIPv6
      )
      return Resolution(.delivered, .healthCheck(answer, node: hop.node.name), service: service)
    case .unallocatedClusterIP:
      return Resolution(.dropped, .unallocatedClusterIP(address))
    case .unknownPort:
      let verdict: Verdict = hop.decision.verdict == .reject ? .rejected : .notHandled
      return Resolution(verdict, .noSuchServicePort(address, hop.packet.port))
    case .otherProtocol, .nodePortAddresses, .localhostNodePorts, .loopback:
      let mode = hop.node.options.mode
      let port = hop.packet.port
      return Resolution(
        .notHandled,
        .nodePortClosed(hop.decision.cause, address, port, mode)
      )
    default: break
    }
    return Resolution(.notHandled, .notAService(address))
  }
}

// Our model of what stands in front of a cluster. Kubernetes does not say how a load balancer
// spreads connections; this one gives every healthy node the same share.
extension Simulation {
  private func throughLoadBalancer(
    _ target: ServiceTable.Destination,
    _ origin: Origin
  ) -> Resolution {
    guard
      let match = serviceTable.match(target.address, target.port, target.protocol),
      match.capture.isExternal, let entry = serviceTable[match.service]
    else {
      guard let proxied = serviceTable.proxied(target) else { return unrouted(target.address) }
      return throughProxy(proxied, target)
    }
    let nodes = loadBalancerNodes(match.service, entry.ports[match.port])
    return spread(over: nodes, of: match.service) { id in pass(target, origin, id) }
  }

  /// A load balancer that ends connections itself (`ipMode: Proxy`, KEP-1860) opens new ones to
  /// the node ports, with its own address as their source.
  private func throughProxy(
    _ match: ServiceTable.Match,
    _ target: ServiceTable.Destination
  ) -> Resolution {
    guard let entry = serviceTable[match.service], entry.ports[match.port].nodePort != 0 else {
      return Resolution(.dropped, .noNodePort(match.service), service: match.service)
    }
    let port = entry.ports[match.port]
    return spread(over: loadBalancerNodes(match.service, port), of: match.service) { id in
      let node = proxyNode(id)
      guard let address = node.primaryAddress(isIPv6: target.address.isIPv6) else { return nil }
      let inner = ServiceTable.Destination(
        address: address,
        port: port.nodePort,
        protocol: target.protocol
      )
      return pass(inner, Origin(address: target.address), id)
    }
  }

  /// The same share for every healthy node that a way leads through.
  private func spread(
    over nodes: (healthy: [NodeID], arrival: Arrival),
    of service: ObjectName,
    way: (NodeID) -> Resolution?
  ) -> Resolution {
    let shares = nodes.healthy.compactMap(way).map { way in
      var way = way
      way.arrival = nodes.arrival
      return Resolution.Share(weight: 1, way: way)
    }
    guard !shares.isEmpty else {
      return Resolution(.dropped, .noHealthyNode(service), service: service)
    }
    guard shares.count > 1 else { return shares[0].way }
    var whole = Resolution(spreadOver: shares, service: service)
    whole.arrival = nodes.arrival
    return whole
  }

  /// The nodes that pass the health check: with an external policy Local those whose health check
  /// node port answers 200, otherwise all that are ready and not excluded by label
  /// (k8s.io/cloud-provider, controllers/service).
  private func loadBalancerNodes(
    _ service: ObjectName,
    _ port: ServicePortEntry
  ) -> (healthy: [NodeID], arrival: Arrival) {
    let checks = port.policies.isExternalLocal
    var healthy: [NodeID] = []
    var names: [String] = []
    var unhealthy: [String] = []
    for id in cluster.nodes.ids {
      guard let node = cluster.nodes[id], !node.isExcludedFromLoadBalancers else { continue }
      let isReady = node.status.ready != "False" && node.status.ready != "Unknown"
      if isReady, passesHealthCheck(id, of: checks ? service : nil) {
        healthy.append(id)
        names.append(node.metadata.name)
      } else {
        unhealthy.append(node.metadata.name)
      }
    }
    // Nobody passes: load balancers then send everywhere rather than nowhere.
    if healthy.isEmpty, checks {
      healthy = cluster.nodes.ids.filter {
        cluster.nodes[$0]?.isExcludedFromLoadBalancers == false
      }
      names = healthy.compactMap { cluster.nodes[$0]?.metadata.name }
    }
    let arrival = Arrival.loadBalancer(
      nodes: names,
      unhealthy: unhealthy,
      isHealthChecked: checks
    )
    return (healthy, arrival)
  }

  private func unrouted(_ address: IPAddress) -> Resolution {
    if cluster.pod(at: address) != nil { return Resolution(.notHandled, .notAService(address)) }
    let isServiceAddress =
      serviceTable.isClusterIP(address) || settings.serviceCIDRs.contains { $0.contains(address) }
    return isServiceAddress
      ? Resolution(.dropped, .noRouteToServiceRange)
      : Resolution(.notHandled, .notAService(address))
  }
}

extension Node {
  /// Whether the label `node.kubernetes.io/exclude-from-external-load-balancers` is there.
  fileprivate var isExcludedFromLoadBalancers: Bool {
    metadata.labels["node.kubernetes.io/exclude-from-external-load-balancers"] != nil
  }
}

/// One Service port in one family as a node's kube-proxy sees it: what all three modes derive their
/// rules from.
struct ProxiedPort {
  let name: RuleSubject
  let port: ServicePortEntry
  let isIPv6: Bool
  let clusterIP: IPAddress
  let externalIPs: [IPAddress]
  let loadBalancerIPs: [IPAddress]
  /// Who may use the load balancer's addresses; empty: everybody.
  let sourceRanges: [CIDR]
  /// 0: none.
  let healthCheckPort: UInt16
  let selection: EndpointSelection

  /// `nil`: the proxy of this family does not know the Service.
  static func all(
    of service: ObjectName,
    _ entry: ServiceEntry,
    on node: ProxyNode,
    isIPv6: Bool
  ) -> [ProxiedPort] {
    guard let clusterIP = entry.clusterIPs.first(where: { $0.isIPv6 == isIPv6 }) else { return [] }
    func addresses(_ capture: ServiceTable.Capture) -> [IPAddress] {
      entry.addresses.filter { $0.capture == capture && $0.address.isIPv6 == isIPv6 }
        .map(\.address)
    }
    let externalIPs = addresses(.externalIP)
    let loadBalancerIPs = addresses(.loadBalancerIP)
    return entry.ports.map { port in
      ProxiedPort(
        name: RuleSubject(service, port: port.name, protocol: port.protocol),
        port: port,
        isIPv6: isIPv6,
        clusterIP: clusterIP,
        externalIPs: externalIPs,
        loadBalancerIPs: loadBalancerIPs,
        sourceRanges: port.policies.sourceRanges(isIPv6: isIPv6),
        healthCheckPort: entry.healthCheckPort,
        selection: EndpointSelection(port, node: node.name, zone: node.zone, isIPv6: isIPv6)
      )
    }
  }

  /// The names of the ports that ``all(of:_:on:isIPv6:)`` returns.
  static func names(
    of service: ObjectName,
    _ entry: ServiceEntry,
    isIPv6: Bool
  ) -> [RuleSubject] {
    guard entry.serves(isIPv6: isIPv6) else { return [] }
    return entry.ports.map { RuleSubject(service, port: $0.name, protocol: $0.protocol) }
  }

  var policies: ServicePolicies { port.policies }

  /// Whether traffic to the cluster IP finds an endpoint.
  var hasInternalEndpoints: Bool {
    policies.isInternalLocal ? !selection.local.isEmpty : selection.hasAny
  }

  /// Whether traffic from outside finds an endpoint.
  var hasExternalEndpoints: Bool {
    policies.isExternalLocal ? !selection.local.isEmpty : selection.hasAny
  }

  /// Whether there is a way in besides the cluster IP.
  var isExternal: Bool {
    port.nodePort != 0 || !externalIPs.isEmpty || !loadBalancerIPs.isEmpty
  }

  /// Whether there is a chain for traffic from outside.
  ///
  /// With the policy Local and no local endpoint too: pods and the node itself are served.
  var hasExternalChain: Bool { isExternal && selection.hasAny }

  /// Every endpoint that some traffic may reach from the node, each once.
  var reachable: [ProxyEndpoint] {
    guard !selection.cluster.isEmpty else { return selection.local }
    guard !selection.local.isEmpty else { return selection.cluster }
    let known = Set(selection.cluster)
    return selection.cluster + selection.local.filter { !known.contains($0) }
  }

  /// Whether the source ranges hold the node's own address.
  func sourceRangesHold(_ node: ProxyNode) -> Bool {
    guard let own = node.primaryAddress(isIPv6: isIPv6) else { return false }
    return sourceRanges.contains { $0.contains(own) }
  }
}

extension ProxyNode {
  /// How rules of a family tell a packet of a pod; `nil`: not at all
  /// (pkg/proxy/util/localdetector.go).
  func localMatch(isIPv6: Bool, isNegated: Bool = false) -> RuleMatch? {
    switch options.detection {
    case .clusterCIDR(let ranges): Self.sourceMatch(ranges, isIPv6, isNegated)
    case .nodeCIDR: Self.sourceMatch(podCIDRs, isIPv6, isNegated)
    case .bridgeInterface(let name):
      name.isEmpty ? nil : .interface(name, isNegated: isNegated)
    case .interfaceNamePrefix(let prefix):
      prefix.isEmpty ? nil : .interface(prefix + "+", isNegated: isNegated)
    }
  }

  private static func sourceMatch(
    _ ranges: [CIDR],
    _ isIPv6: Bool,
    _ isNegated: Bool
  ) -> RuleMatch? {
    ranges.first { $0.base.isIPv6 == isIPv6 }.map { .source($0, isNegated: isNegated) }
  }

  /// The bits of the mark that asks for masquerading.
  var masqueradeMark: UInt32 { 1 << UInt32(options.masqueradeBit) }
}

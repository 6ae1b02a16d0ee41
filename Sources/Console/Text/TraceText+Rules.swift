package import ClusterState

/// Which rule takes the packet.
package enum CaptureText {
  static func step(_ hop: Hop) -> TraceStep {
    let place = "\(hop.packet.destination.withPort(hop.packet.port)) \(hop.packet.protocol)"
    guard let match = hop.decision.match, let port = hop.servicePort else {
      return TraceStep(
        .capture,
        unhandled(hop),
        "\(place) is matched against the rules of \(hop.node.name)",
        rule: unhandledRule(hop),
        source: source(hop.node.options.mode)
      )
    }
    return TraceStep(
      .capture,
      title(match.capture, port),
      "\(place) is looked up in the rules of \(hop.node.name)",
      rule: rule(match.capture, hop, port),
      source: source(hop.node.options.mode)
    )
  }

  private static func title(_ capture: ServiceTable.Capture, _ port: ServicePortName) -> Sentence {
    switch capture {
    case .clusterIP: "cluster IP of \(port)"
    case .externalIP: "external IP of \(port)"
    case .loadBalancerIP: "load balancer IP of \(port)"
    case .nodePort: "node port of \(port)"
    }
  }

  /// What an address is to its Service.
  package static func kind(_ capture: ServiceTable.Capture) -> Sentence {
    switch capture {
    case .clusterIP: "cluster IP"
    case .externalIP: "external IP"
    case .loadBalancerIP: "load balancer IP"
    case .nodePort: "node port"
    }
  }

  /// The file that writes the rules of a mode.
  static func source(_ mode: ProxyMode) -> Sentence {
    "kubernetes pkg/proxy/\(mode.rawValue)/proxier.go"
  }

  private static func rule(
    _ capture: ServiceTable.Capture,
    _ hop: Hop,
    _ port: ServicePortName
  ) -> Sentence {
    let packet = hop.packet
    let transport = packet.protocol.rawValue.lowercased()
    switch hop.node.options.mode {
    case .iptables:
      let words =
        switch capture {
        case .clusterIP: "\(port) cluster IP"
        case .externalIP: "\(port) external IP"
        case .loadBalancerIP: "\(port) loadbalancer IP"
        case .nodePort: "\(port)"
        }
      let chain = capture == .nodePort ? "KUBE-NODEPORTS" : "KUBE-SERVICES"
      return "nat \(chain) \"\(words)\" -p \(transport) --dport \(packet.port)"
    case .nftables:
      return capture == .nodePort
        ? "map service-nodeports { \(transport) . \(packet.port) }"
        : "map service-ips { \(packet.destination) . \(transport) . \(packet.port) }"
    case .ipvs:
      return "virtual server \(packet.protocol) \(packet.destination.withPort(packet.port))"
    }
  }

  private static func unhandled(_ hop: Hop) -> Sentence {
    switch hop.decision.cause {
    case .healthCheck(let service): "health check node port of \(service)"
    case .unknownPort: "the address is a Service's, the port is not"
    case .unallocatedClusterIP: "no Service has this cluster IP"
    case .otherProtocol(_, let transport): "the node port is \(transport) only"
    case .nodePortAddresses: "no node port answers at this address"
    case .localhostNodePorts, .loopback: "no node port answers on loopback"
    default: "no Service's address and port"
    }
  }

  private static func unhandledRule(_ hop: Hop) -> Sentence {
    switch (hop.decision.cause, hop.node.options.mode) {
    case (.healthCheck, _): "spec.healthCheckNodePort"
    case (.unknownPort, .nftables), (.unallocatedClusterIP, _): "chain cluster-ips-check"
    case (.unknownPort, .ipvs): "filter KUBE-IPVS-FILTER, set KUBE-IPVS-IPS"
    case (.nodePortAddresses, _): "--nodeport-addresses"
    case (.localhostNodePorts, _): "--iptables-localhost-nodeports=false"
    case (.loopback, let mode): "--proxy-mode \(mode.rawValue)"
    default: "no rule"
    }
  }
}

/// Whether `loadBalancerSourceRanges` let the sender in.
enum FirewallText {
  /// `nil` where there is no firewall to pass.
  static func step(_ hop: Hop) -> TraceStep? {
    guard hop.decision.match?.capture == .loadBalancerIP else { return nil }
    let ranges = hop.decision.policies.sourceRanges(isIPv6: hop.packet.destination.isIPv6)
    guard !ranges.isEmpty else { return nil }
    let list = ranges.map(\.description).joined(separator: ", ")
    let title: Sentence
    if let range = hop.decision.admission {
      title = "\(hop.packet.source) is let in by \(range)"
    } else if hop.decision.cause == .outsideSourceRanges {
      title = "\(hop.packet.source) is in none of the source ranges: dropped"
    } else {
      title = "the source ranges are not asked"
    }
    return TraceStep(
      .firewall,
      title,
      "only senders in \(list) may use the load balancer's addresses; node ports are not guarded",
      rule: "spec.loadBalancerSourceRanges",
      source: CaptureText.source(hop.node.options.mode)
    )
  }
}

/// Which traffic policy binds the packet.
enum PolicyText {
  static func step(_ hop: Hop, _ way: Trace.Way) -> TraceStep {
    let decision = hop.decision
    let isExternal = decision.match?.capture.isExternal == true
    let isLocal =
      isExternal ? decision.policies.isExternalLocal : decision.policies.isInternalLocal
    let field = isExternal ? "externalTrafficPolicy" : "internalTrafficPolicy"
    return TraceStep(
      .policy,
      title(hop, isLocal: isLocal, field),
      detail(hop, way, isLocal: isLocal),
      rule: "spec.\(field): \(isLocal ? "Local" : "Cluster")",
      source: "kubernetes pkg/proxy/topology.go, \(CaptureText.source(hop.node.options.mode))"
    )
  }

  private static func title(_ hop: Hop, isLocal: Bool, _ field: String) -> Sentence {
    guard isLocal else { return "\(field) Cluster: endpoints on any node" }
    switch hop.decision.exemption {
    case .podTraffic: return "\(field) Local does not bind pods: endpoints on any node"
    case .ownTraffic: return "\(field) Local does not bind the node: endpoints on any node"
    case .noLocalEndpoints:
      return "\(field) Local, none on \(hop.node.name): IPVS falls back to all endpoints"
    case nil: return "\(field) Local: only endpoints on \(hop.node.name)"
    }
  }

  private static func detail(_ hop: Hop, _ way: Trace.Way, isLocal: Bool) -> Sentence {
    let left = way.excluded.filter { $0.cause == .otherNode }
    switch hop.decision.cause {
    case .noLocalEndpoints:
      return "none of the \(Quantities.counted(left.count, "usable endpoint")) is on "
        + "\(hop.node.name): \(names(left)); the packet is dropped, and the client waits in "
        + "vain: only health checks keep a load balancer away from such a node"
    case .noEndpoints:
      return "no endpoint is usable on any node: the packet is refused at once"
    default:
      guard isLocal, !left.isEmpty else {
        return "\(Quantities.counted(hop.decision.endpoints.count, "endpoint")) may be chosen"
      }
      return "left out, as they are on other nodes: \(names(left))"
    }
  }

  /// Endpoints with their nodes, the first few.
  private static func names(_ endpoints: [ExcludedEndpoint]) -> Sentence {
    let shown = endpoints.prefix(4).map { excluded -> Sentence in
      "\(excluded.endpoint.text) on \(excluded.endpoint.nodeName)"
    }.joined()
    return endpoints.count > 4 ? "\(shown), and \(endpoints.count - 4) more" : shown
  }
}

/// How readiness and hints narrow the choice.
enum TopologyText {
  static func step(_ hop: Hop, _ way: Trace.Way) -> TraceStep {
    let isBound = hop.decision.isBoundToNode
    let mode = isBound ? EndpointSelection.Topology.none : hop.decision.selection.topology
    return TraceStep(
      .topology,
      title(mode, hop, isBound: isBound),
      detail(way),
      rule: mode == .none ? "conditions.ready, serving, terminating" : rule(mode),
      source: "kubernetes pkg/proxy/topology.go CategorizeEndpoints"
    )
  }

  private static func title(
    _ mode: EndpointSelection.Topology,
    _ hop: Hop,
    isBound: Bool
  ) -> Sentence {
    let count = hop.decision.endpoints.count
    let usable = Quantities.counted(count, "endpoint")
    if count == 0 { return "no endpoint is usable" }
    if hop.decision.endpoints.allSatisfy({ !$0.isReady }) {
      return "none is ready: \(usable) terminating, serving still"
    }
    switch mode {
    case .sameNode: return "hints keep traffic on \(hop.node.name): \(usable)"
    case .sameZone: return "hints keep traffic in zone \(hop.node.zone): \(usable)"
    case .none: return isBound ? "\(usable) usable here" : "no hints: \(usable) usable"
    }
  }

  private static func rule(_ mode: EndpointSelection.Topology) -> Sentence {
    mode == .sameNode ? "hints.forNodes" : "hints.forZones"
  }

  private static func detail(_ way: Trace.Way) -> Sentence {
    let others = way.excluded.filter { $0.cause != .otherNode }
    guard !others.isEmpty else { return "nothing else is left out" }
    let shown = others.prefix(4).map { excluded -> Sentence in
      "\(excluded.endpoint.text) \(ExclusionText.word(excluded.cause))"
    }.joined()
    return others.count > 4
      ? "left out: \(shown), and \(others.count - 4) more" : "left out: \(shown)"
  }
}

/// Why an endpoint is left out.
package enum ExclusionText {
  package static func word(_ cause: ExcludedEndpoint.Cause) -> Sentence {
    switch cause {
    case .notReady: "is not ready"
    case .terminating: "is terminating and does not serve"
    case .draining: "is terminating, and others are ready"
    case .otherNode: "is on another node, and the policy is Local"
    case .otherZone: "has hints for other zones only"
    case .hintedElsewhere: "has hints for other nodes only"
    case .portMissing: "is in a slice without a port of this name"
    case .otherFamily: "is of the other address family"
    case .neverChosen: "was never asked for"
    }
  }
}

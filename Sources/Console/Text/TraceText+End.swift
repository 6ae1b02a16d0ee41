import ClusterState

extension Trace.Way {
  /// Whether an Ingress or Gateway controller opens a connection of its own.
  var isRelayed: Bool { targets.first.map { $0.sourceSeen == nil } ?? false }
}

/// How one of the endpoints is chosen, and what becomes of the destination.
enum BalanceText {
  static func affinity(_ way: Trace.Way, _ hop: Hop?) -> TraceStep {
    let node: Sentence = hop.map { Sentence(verbatim: $0.node.name) } ?? "the node"
    let title: Sentence
    let detail: Sentence
    switch way.affinity {
    case .none:
      title = "no session affinity"
      detail = "every connection is decided anew"
    case .nothingRemembered(let seconds):
      title = "\(node) remembers nothing of this client"
      detail = "the choice will be remembered for \(seconds) s after the last connection"
    case .remembered(let endpoint, let seconds):
      title = "\(node) remembers \(endpoint) for this client"
      detail = "for \(seconds) s after the last connection, on this node and port only"
    }
    return TraceStep(
      .affinity,
      title,
      detail,
      rule: "spec.sessionAffinity: \(way.affinity == .none ? "None" : "ClientIP")",
      source: hop.map { CaptureText.source($0.node.options.mode) } ?? "kubernetes pkg/proxy"
    )
  }

  static func balance(_ way: Trace.Way, _ hop: Hop?) -> TraceStep {
    let possible = way.targets.filter { $0.probability > 0 }
    let shown = possible.prefix(6).map {
      "\($0.endpoint.text) \(Quantities.percent($0.probability))"
    }.joined(separator: ", ")
    return TraceStep(
      .balance,
      possible.count == 1
        ? "one endpoint: \(possible[0].endpoint.text)"
        : "one of \(possible.count) endpoints, \(how(hop, way))",
      possible.count > 6 ? "\(shown), and \(possible.count - 6) more" : Sentence(verbatim: shown),
      rule: rule(hop, way),
      source: hop.map { CaptureText.source($0.node.options.mode) }
        ?? (way.isRelayed ? "this program's model of controllers" : "the client's resolver")
    )
  }

  static func translate(_ way: Trace.Way, _ hop: Hop) -> TraceStep {
    let possible = way.targets.filter { $0.probability > 0 }
    let old = hop.packet.destination.withPort(hop.packet.port)
    let new: Sentence =
      possible.count == 1 ? Sentence(verbatim: possible[0].endpoint.text) : "the endpoint chosen"
    return TraceStep(
      .translate,
      "\(old) becomes \(new)",
      "\(hop.node.name) rewrites the destination and remembers it for the whole connection",
      rule: hop.node.options.mode == .ipvs ? "IPVS masquerading" : "DNAT",
      source: CaptureText.source(hop.node.options.mode)
    )
  }

  private static func how(_ hop: Hop?, _ way: Trace.Way) -> Sentence {
    switch hop?.node.options.mode {
    case nil: way.isRelayed ? "by the controller" : "by the client"
    case .iptables: "by chance, a rule after the other"
    case .nftables: "by chance, all alike"
    case .ipvs: "by the scheduler \(hop?.node.options.scheduler.rawValue ?? "")"
    }
  }

  private static func rule(_ hop: Hop?, _ way: Trace.Way) -> Sentence {
    switch hop?.node.options.mode {
    case nil: way.isRelayed ? "ready endpoints of the backend" : "order of the DNS answer"
    case .iptables:
      way.targets.count > 1 ? "-m statistic --mode random --probability" : "the only rule"
    case .nftables: "numgen random mod"
    case .ipvs: "--ipvs-scheduler \(hop?.node.options.scheduler.rawValue ?? "")"
    }
  }
}

/// Whether the server sees the client's address.
enum MasqueradeText {
  private typealias Words = (title: Sentence, why: Sentence, rule: Sentence)

  static func step(_ trace: Trace, _ way: Trace.Way, _ hop: Hop) -> TraceStep {
    let stays = !way.targets.isEmpty && way.targets.allSatisfy { !$0.isMasqueraded }
    let words: Words =
      if let masquerade = hop.decision.masquerade, !stays {
        replaced(masquerade, trace, way, hop)
      } else {
        kept(trace, way, hop)
      }
    return TraceStep(
      .masquerade,
      words.title,
      words.why,
      rule: words.rule,
      source: CaptureText.source(hop.node.options.mode)
    )
  }

  private static func replaced(
    _ masquerade: ProxyDecision.Masquerade,
    _ trace: Trace,
    _ way: Trace.Way,
    _ hop: Hop
  ) -> Words {
    let found = way.targets.first { $0.isMasqueraded && !$0.isHairpin }
    let seen = found?.sourceSeen ?? trace.source
    return switch masquerade {
    case .externalTraffic:
      (
        "the server sees \(seen), not the client",
        "external traffic may leave for any node, and the answer must come back through "
          + "\(hop.node.name)",
        "spec.externalTrafficPolicy: Cluster"
      )
    case .ownTraffic:
      (
        "the server sees \(seen)",
        "the node's own traffic to an external address is masqueraded",
        "-m addrtype --src-type LOCAL"
      )
    case .foreignSource:
      (
        "the server sees \(seen), not the client",
        "\(trace.source) is no pod as far as kube-proxy can tell",
        detection(hop.node)
      )
    case .everything:
      (
        "the server sees \(seen), not the client",
        "all traffic to cluster IPs is masqueraded",
        "--masquerade-all"
      )
    }
  }

  private static func kept(_ trace: Trace, _ way: Trace.Way, _ hop: Hop) -> Words {
    if !way.targets.isEmpty, way.targets.allSatisfy(\.isHairpin) {
      return (
        "the server sees \(way.targets[0].sourceSeen ?? trace.source), not itself",
        "a pod that reaches itself through a Service must not see its own address as the sender",
        "hairpin"
      )
    }
    let seen = way.targets.first { !$0.isHairpin }?.sourceSeen ?? trace.source
    if hop.decision.masquerade != nil, !way.targets.isEmpty {
      return (
        "the server sees the client, \(seen)",
        "the endpoint is \(hop.node.name) itself: only what leaves a node is masqueraded",
        "hook input, not postrouting"
      )
    }
    return (
      "the server sees the client, \(seen)",
      way.targets.contains { $0.isHairpin }
        ? "nothing asks for another source address; an endpoint that connects to itself sees "
          + "\(hop.node.name) instead"
        : "nothing asks for another source address",
      "no masquerade rule matches"
    )
  }
}

extension MasqueradeText {
  /// How the node tells pods, with the ranges it goes by.
  private static func detection(_ node: ProxyNode) -> Sentence {
    switch node.options.detection {
    case .clusterCIDR(let ranges):
      "--cluster-cidr \(ranges.map(\.description).joined(separator: ","))"
    case .nodeCIDR:
      "--detect-local-mode NodeCIDR: \(node.podCIDRs.map(\.description).joined(separator: ","))"
    case .bridgeInterface(let name): "--pod-bridge-interface \(name)"
    case .interfaceNamePrefix(let prefix): "--pod-interface-name-prefix \(prefix)"
    }
  }
}

/// How the connection ends.
enum DeliveryText {
  /// At an endpoint.
  static func step(_ trace: Trace, _ way: Trace.Way) -> TraceStep {
    let possible = way.targets.filter { $0.probability > 0 }
    let failing = possible.filter { $0.verdict != .delivered }
    let title: Sentence
    var detail: Sentence = "what listens there accepts the connection"
    if failing.isEmpty {
      title = "delivered"
    } else {
      let bad = failing.reduce(0) { $0 + $1.probability }
      let word = VerdictText.word(failing[0].verdict)
      title =
        failing.count == possible.count
        ? word : "\(Quantities.percent(1 - bad)) delivered, \(Quantities.percent(bad)) \(word)"
      detail = failing.prefix(3).map { target -> Sentence in
        "\(target.endpoint.text): \(ReasonText.text(target.reason))"
      }.joined(separator: "; ")
    }
    return TraceStep(
      .deliver,
      title,
      detail,
      rule: "Pod status.phase, containerPort",
      source: "Kubernetes networking model"
    )
  }

  /// Before there was an endpoint.
  static func end(_ way: Trace.Way, _ hop: Hop?) -> TraceStep {
    TraceStep(
      .deliver,
      VerdictText.word(way.verdict),
      "\(ReasonText.text(way.reason))\(answer(way.reason))",
      rule: rule(way.reason, hop),
      source: hop.map { CaptureText.source($0.node.options.mode) } ?? "Kubernetes networking model"
    )
  }

  /// What else an HTTP answer of the node says.
  private static func answer(_ reason: Reason) -> Sentence {
    guard case .healthCheck(let answer, _) = reason else { return "" }
    return "; X-Load-Balancing-Endpoint-Weight: \(answer.localEndpoints); "
      + "\(answer.body.compactText)"
  }

  private static func rule(_ reason: Reason, _ hop: Hop?) -> Sentence {
    let mode = hop?.node.options.mode
    switch reason {
    case .noEndpoints where hop?.decision.verdict == .accept:
      return "filter OUTPUT does not ask KUBE-EXTERNAL-SERVICES"
    case .noEndpoints(let port):
      switch mode {
      case .nftables: return "map no-endpoint-services: goto reject-chain"
      case .ipvs: return "virtual server without a real server: ICMP port unreachable"
      default: return "filter \"\(port) has no endpoints\" -j REJECT"
      }
    case .noLocalEndpoints(let port, _):
      return mode == .nftables
        ? "map no-endpoint-services: drop" : "filter \"\(port) has no local endpoints\" -j DROP"
    case .outsideSourceRanges(let port, _):
      switch mode {
      case .nftables: return "map firewall-ips: chain firewall-\(port): drop"
      case .ipvs: return "filter KUBE-SOURCE-RANGES-FIREWALL -j DROP"
      default: return "filter KUBE-PROXY-FIREWALL \"\(port) traffic not accepted\" -j DROP"
      }
    case .noSuchServicePort where mode == .nftables: return "chain cluster-ips-check: reject"
    case .noSuchServicePort where mode == .ipvs: return "filter KUBE-IPVS-FILTER -j REJECT"
    case .unallocatedClusterIP: return "chain cluster-ips-check: drop"
    case .healthCheck: return "spec.healthCheckNodePort"
    default: return "no rule"
    }
  }
}

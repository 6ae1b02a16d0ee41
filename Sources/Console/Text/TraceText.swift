package import ClusterState

/// The way of a connection in words, a step a decision.
package enum TraceText {
  /// All steps in order; of several ways the one that ``Trace/leading`` names.
  package static func steps(_ trace: Trace) -> [TraceStep] {
    let way = trace.leading
    var steps = trace.naming.flatMap(NamingText.steps)
    steps += RouteText.steps(trace, way)
    guard let hop = way.hops.last else {
      return steps + afterwards(trace, way, nil)
    }
    steps.append(CaptureText.step(hop))
    guard hop.decision.match != nil else {
      return steps + afterwards(trace, way, hop)
    }
    if let firewall = FirewallText.step(hop) { steps.append(firewall) }
    guard hop.decision.cause != .outsideSourceRanges else {
      return steps + afterwards(trace, way, hop)
    }
    steps.append(PolicyText.step(hop, way))
    steps.append(TopologyText.step(hop, way))
    return steps + afterwards(trace, way, hop)
  }

  /// What happens once it is known which endpoints there are.
  private static func afterwards(
    _ trace: Trace,
    _ way: Trace.Way,
    _ hop: Hop?
  ) -> [TraceStep] {
    guard !way.targets.isEmpty else { return [DeliveryText.end(way, hop)] }
    var steps: [TraceStep] = []
    if hop != nil { steps.append(BalanceText.affinity(way, hop)) }
    steps.append(BalanceText.balance(way, hop))
    if let hop {
      steps.append(BalanceText.translate(way, hop))
      steps.append(MasqueradeText.step(trace, way, hop))
    }
    return steps + [DeliveryText.step(trace, way)]
  }

  /// One line: the verdict and why.
  package static func verdict(_ trace: Trace) -> Sentence {
    let word = VerdictText.word(trace.verdict)
    return trace.reason == .served ? word : "\(word): \(ReasonText.text(trace.reason))"
  }
}

/// How a name became an address.
enum NamingText {
  static func steps(_ fact: NamingFact) -> [TraceStep] {
    switch fact {
    case .dns(let answer): [dnsStep(answer)]
    case .http(let routing): routing.steps.map(routeStep)
    default: [step(fact)]
    }
  }

  /// Every query that the client's resolver sends, in order.
  private static func dnsStep(_ answer: DNSAnswer) -> TraceStep {
    let addresses = answer.addresses.map(\.description).joined(separator: ", ")
    let name = answer.question.text
    let queries = answer.queries.map { "\($0.name) \($0.type.rawValue): \($0.code.rawValue)" }
    return TraceStep(
      .name,
      addresses.isEmpty ? "\(name) is not resolved" : "\(name) is \(addresses)",
      "\(answer.reason.text); asked \(queries.joined(separator: ", "))",
      rule: answer.resolver.rule,
      source: answer.reason.source
    )
  }

  private static func routeStep(_ step: DecisionStep) -> TraceStep {
    TraceStep(
      .route,
      step.title,
      step.detail,
      rule: step.rule,
      source: step.source
    )
  }

  private static func step(_ fact: NamingFact) -> TraceStep {
    switch fact {
    case .address(let address):
      TraceStep(
        .name,
        "\(address) needs no name",
        "the destination is an address",
        rule: "destination",
        source: "RFC 1123 2.1"
      )
    case .clusterIP(let service, let address):
      TraceStep(
        .name,
        "\(service) is \(address)",
        "the name of a Service is an A or AAAA record of its cluster IP",
        rule: "Service \(service) spec.clusterIP",
        source: "Kubernetes DNS specification 2.3.1"
      )
    case .alias(let service, let name):
      TraceStep(
        .name,
        "\(service) is only another name for \(name)",
        "an ExternalName Service is a CNAME record: no address, no port, no rule",
        rule: "Service \(service) spec.externalName",
        source: "Kubernetes DNS specification 2.5"
      )
    case .headless(let service, let addresses):
      TraceStep(
        .name,
        addresses.count == 1
          ? "\(service) is one address" : "\(service) is \(addresses.count) addresses",
        "a headless Service answers with its ready endpoints: the client chooses, no rule does",
        rule: "Service \(service) spec.clusterIP: None",
        source: "Kubernetes DNS specification 2.4.1"
      )
    case .dns, .http: preconditionFailure("these have steps of their own")
    }
  }
}

/// How the packet came to the node whose rules decide.
enum RouteText {
  static func steps(_ trace: Trace, _ way: Trace.Way) -> [TraceStep] {
    var steps = [first(trace, way)]
    if way.hops.count > 1, let last = way.hops.last {
      steps.append(
        TraceStep(
          .route,
          "on to \(last.node.name)",
          "no rule of \(way.hops[0].node.name) takes the packet, and "
            + "\(last.packet.destination) is an address of \(last.node.name)",
          rule: "Node \(last.node.name) status.addresses",
          source: "Kubernetes networking model"
        )
      )
    }
    return steps
  }

  /// What puts the sender on its node.
  private static func rule(of source: Source, _ node: String) -> Sentence {
    switch source {
    case .pod: "Pod spec.nodeName"
    case .node: "Node \(node)"
    case .address, .outside: "Node \(node) spec.podCIDRs, status.addresses"
    }
  }

  private static func first(_ trace: Trace, _ way: Trace.Way) -> TraceStep {
    let node = way.hops.first?.node.name ?? ""
    switch trace.arrival {
    case .origin:
      return TraceStep(
        .route,
        "\(trace.traffic.source) starts on \(node)",
        "the first rules a packet meets are those of the node it starts on",
        rule: rule(of: trace.traffic.source, node),
        source: "kubernetes-sigs/kpng doc/service-proxy.md"
      )
    case .entryNode:
      return TraceStep(
        .route,
        "arrives on \(node)",
        "the sender is outside, and this node was asked for",
        rule: "--node \(node)",
        source: "this command"
      )
    case .destination:
      return TraceStep(
        .route,
        "arrives on \(node)",
        way.hops.first.map { "\($0.packet.destination) is its own" } ?? "the address is its own",
        rule: "Node \(node) status.addresses",
        source: "Kubernetes networking model"
      )
    case .loadBalancer(let nodes, let unhealthy, let isHealthChecked):
      let share: Sentence =
        isHealthChecked
        ? "every one of the nodes whose health check node port answers 200 gets the same share"
        : "every one of the nodes that are ready gets the same share"
      let out = unhealthy.joined(separator: ", ")
      return TraceStep(
        .route,
        "a load balancer spreads over \(nodes.joined(separator: ", "))",
        unhealthy.isEmpty
          ? "\(share); followed here: \(node)"
          : "\(share); left out: \(out); followed here: \(node)",
        rule: isHealthChecked ? "spec.healthCheckNodePort" : "Node status.conditions Ready",
        source: "this program's load balancer model (Kubernetes leaves it open)"
      )
    case nil:
      return TraceStep(
        .route,
        way.hops.isEmpty && way.targets.isEmpty ? "goes nowhere" : "goes straight to the endpoint",
        way.targets.isEmpty
          ? ReasonText.text(way.reason)
          : way.isRelayed
            ? "the controller connects itself, past kube-proxy; the server sees it, not the client"
            : "the client connects to an endpoint's own address",
        rule: "destination",
        source: way.isRelayed
          ? "this program's model of controllers" : "Kubernetes networking model"
      )
    }
  }
}

internal import ClusterState

/// Which field of which object a rule is there for.
struct RuleOrigin {
  /// `nil`: it is gone.
  let service: Service?
  let place: RuleSection.Place.Name

  /// Each field with what it says.
  func fields(_ line: RuleLine) -> [Sentence] {
    switch line {
    case .rule(let rule): fields(rule)
    case .element(let element): fields(element)
    case .realServer(let endpoint, let weight, _):
      [
        endpointSource("\(endpoint)"),
        weight == 0
          ? "Weight 0: it gets no new connection and is deleted once the old ones have ended."
          : "Weight \(weight): kube-proxy gives every endpoint the same.",
      ]
    case .text: []
    }
  }

  private func fields(_ rule: Rule) -> [Sentence] {
    guard rule.subject != nil else {
      return ["It comes from no Service: kube-proxy writes it at its start, by its own options."]
    }
    var fields: [Sentence] = []
    for match in rule.matches { fields += self.fields(match) }
    fields += self.fields(rule.verdict)
    if let policy = policy(rule) { fields.append(policy) }
    return fields
  }

  private func fields(_ element: RuleElement) -> [Sentence] {
    guard element.subject != nil else {
      return ["It comes from no Service: kube-proxy writes it at its start, by its own options."]
    }
    var fields: [Sentence] = []
    if let address = element.key.first.flatMap(IPAddress.init), place.name != "hairpin-connections"
    {
      fields.append(addressSource(address))
    } else if place.name == "hairpin-connections" {
      fields.append(endpointSource(element.key.first ?? ""))
    } else if let port = element.key.last {
      fields.append("\(port) is spec.ports[].nodePort.")
    }
    if place.name == "firewall-ips" { fields.append("spec.loadBalancerSourceRanges guards it.") }
    return fields + self.fields(element.verdict)
  }

  private func fields(_ match: RuleMatch) -> [Sentence] {
    switch match {
    case .destination(let range, false): return [addressSource(range.base)]
    case .destinationPort(_, let number): return [portSource(number)]
    case .recentSource, .sourceIn:
      return ["spec.sessionAffinity is ClientIP, with its timeoutSeconds."]
    case .share: return ["One of the ready endpoints that the EndpointSlices list."]
    case .source(let range, false) where isFirewall:
      return ["\(range) is one of spec.loadBalancerSourceRanges."]
    case .sources where isFirewall:
      return ["The ranges are spec.loadBalancerSourceRanges."]
    case .source(let range, true), .source(let range, false):
      return range.hostBits == 0
        ? [endpointSource("\(range.base)")]
        : ["\(range) holds the pods: --cluster-cidr or spec.podCIDRs of the node."]
    default: return []
    }
  }

  private func fields(_ verdict: RuleVerdict) -> [Sentence] {
    switch verdict {
    case .translate(let address): [endpointSource("\(address)")]
    case .balance(let addresses): addresses.prefix(8).map { endpointSource("\($0)") }
    case .reject, .goTo("reject-chain"): ["No endpoint of the Service is ready, on any node."]
    case .drop where !isFirewall:
      ["The policy is Local, and no endpoint of the Service is ready on this node."]
    default: []
    }
  }

  /// The traffic policy that a chain is there for.
  private func policy(_ rule: Rule) -> Sentence? {
    guard let spec = service?.spec else { return nil }
    let name = place.name
    if name.hasPrefix("KUBE-EXT-") || name.hasPrefix("external-") {
      return "spec.externalTrafficPolicy is \(spec.externalTrafficPolicy?.rawValue ?? "Cluster")."
    }
    if name.hasPrefix("KUBE-SVL-") || name.hasPrefix("local-") {
      return "A policy Local keeps traffic on the node: spec.internalTrafficPolicy is "
        + "\(spec.internalTrafficPolicy?.rawValue ?? "Cluster"), spec.externalTrafficPolicy is "
        + "\(spec.externalTrafficPolicy?.rawValue ?? "Cluster")."
    }
    return nil
  }

  private var isFirewall: Bool {
    let name = place.name
    return name.hasPrefix("KUBE-FW-") || name.hasPrefix("firewall-")
      || name == "KUBE-PROXY-FIREWALL"
  }

  private func endpointSource(_ text: String) -> Sentence {
    "\(text) is an endpoint in the Service's EndpointSlices: a pod's address and its targetPort."
  }

  private func addressSource(_ address: IPAddress) -> Sentence {
    let text = "\(address)"
    guard let service else { return "\(text) was an address of the Service." }
    if service.spec.proxiedClusterIPs.contains(text) { return "\(text) is in spec.clusterIPs." }
    if service.spec.externalIPs.contains(text) { return "\(text) is in spec.externalIPs." }
    if service.status.ingress.contains(where: { $0.ip == text }) {
      return "\(text) is in status.loadBalancer.ingress."
    }
    return "\(text) is an address of the node."
  }

  private func portSource(_ number: UInt16) -> Sentence {
    let ports = service?.spec.ports ?? []
    if ports.contains(where: { $0.port == Int32(number) }) {
      return "\(number) is spec.ports[].port."
    }
    if ports.contains(where: { $0.nodePort == Int32(number) }) {
      return "\(number) is spec.ports[].nodePort."
    }
    return "\(number) is spec.healthCheckNodePort."
  }
}

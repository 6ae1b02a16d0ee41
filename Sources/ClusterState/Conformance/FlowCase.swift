/// Judges cases of the category `flows`: what one node's proxy does with first packets.
enum FlowCase {
  static func judge(_ document: JSONTree) -> CaseJudgement {
    var judgement = CaseJudgement()
    let objects = CaseObjects(document["objects"]?.elements ?? [])
    let table = objects.serviceTable
    let node = ProxyNode(document)
    let isIPv6 = document["node"]?["ipFamily"]?.string == "IPv6"
    for flow in document["flows"]?.elements ?? [] {
      judgement.check(
        flow["name"]?.string ?? "",
        expected: Outcome(expected: flow["expect"] ?? .null),
        actual: outcome(flow, node, table)
      )
    }
    for check in document["healthChecks"]?.elements ?? [] {
      let service = ObjectName(path: check["service"]?.string ?? "")
      let answer = table[service].map {
        HealthCheckAnswer(service, $0, node: node.name, isIPv6: isIPv6)
      }
      let actual = answer.map { "\($0.localEndpoints) endpoints, \($0.httpStatus)" } ?? "none"
      let count = check["localEndpoints"]?.integer ?? -1
      judgement.check(
        "health check of \(service)",
        expected: "\(count) endpoints, \(check["httpStatus"]?.integer ?? 0)",
        actual: actual
      )
    }
    return judgement
  }

  private static func outcome(
    _ flow: JSONTree,
    _ node: ProxyNode,
    _ table: ServiceTable
  ) -> Outcome {
    guard let source = flow["sourceIP"]?.string.flatMap(IPAddress.init),
      let destination = flow["destIP"]?.string.flatMap(IPAddress.init),
      let port = flow["destPort"]?.integer.flatMap(UInt16.init(exactly:))
    else { return Outcome(verdict: "unreadable flow") }
    let transport = TransportProtocol(rawValue: flow["protocol"]?.string ?? "TCP")
    let packet = Packet(from: source, to: destination, port, transport)
    return Outcome(node.decide(packet, table), source, node)
  }

  /// The result of a flow in the words of the cases.
  private struct Outcome: Equatable, CustomStringConvertible {
    var verdict: String
    var reason = ""
    var endpoints: [String] = []
    var isMasqueraded = false

    init(verdict: String) { self.verdict = verdict }

    init(expected: JSONTree) {
      verdict = expected["verdict"]?.string ?? ""
      reason = verdict == "accept" ? expected["reason"]?.string ?? "" : ""
      guard verdict == "deliver" else { return }
      let endpoints = expected["endpoints"]?.elements.compactMap(\.string) ?? []
      self.endpoints = endpoints.map(Self.canonical).sorted()
      isMasqueraded = expected["masquerade"]?.boolean ?? false
    }

    init(_ decision: ProxyDecision, _ source: IPAddress, _ node: ProxyNode) {
      switch decision.verdict {
      case .deliver: verdict = "deliver"
      // The recordings follow every packet as if it had come in; what the node itself sends meets
      // other chains of the filter.
      case .accept where decision.cause == .noEndpoints: verdict = "reject"
      case .reject: verdict = "reject"
      case .drop: verdict = "drop"
      case .accept: verdict = "accept"
      }
      if verdict == "accept" {
        reason = "no service handling"
        // Only iptables mode has a rule for it; in the others nobody needs to be let in.
        if case .healthCheck = decision.cause, node.options.mode == .iptables {
          reason = "health check node port"
        }
      }
      endpoints = decision.endpoints.map(\.text).sorted()
      isMasqueraded =
        decision.masquerade != nil
        || decision.endpoints.contains { node.masqueradesHairpin(to: $0, from: source) }
    }

    var description: String {
      switch verdict {
      case "deliver":
        "deliver to \(endpoints.joined(separator: ", "))"
          + (isMasqueraded ? ", masqueraded" : ", not masqueraded")
      case "accept": "accept (\(reason))"
      default: verdict
      }
    }

    /// The endpoint with its address as we write it.
    private static func canonical(_ text: String) -> String {
      guard let colon = text.lastIndex(of: ":"),
        let port = UInt16(text[text.index(after: colon)...]),
        let address = IPAddress(text[..<colon].filter { $0 != "[" && $0 != "]" })
      else { return text }
      return address.withPort(port)
    }
  }
}

extension ProxyNode {
  /// The node of a case of the categories `flows` and `categorize`.
  init(_ document: JSONTree) {
    let node = document["node"] ?? .null
    self.init(name: node["name"]?.string ?? "")
    zone = node["labels"]?["topology.kubernetes.io/zone"]?.string ?? ""
    let primary = node["primaryIP"]?.string.flatMap(IPAddress.init)
    let others = node["localIPs"]?.elements.compactMap(\.string).compactMap(IPAddress.init) ?? []
    addresses =
      [primary].compactMap { $0 } + others.filter { !$0.isLoopback && $0 != primary }
    options.mode = document["mode"]?.string.flatMap(ProxyMode.init) ?? .iptables
    let pods = node["localTrafficCIDR"]?.string.flatMap(CIDR.init)
    options.detection = .clusterCIDR([pods].compactMap { $0 })
    options.masqueradesAll = node["masqueradeAll"]?.boolean ?? false
    options.answersOnLocalhost = node["localhostNodePorts"]?.boolean ?? true
    if let ranges = node["nodePortAddresses"]?.elements.compactMap(\.string), !ranges.isEmpty {
      options.nodePortAddresses = .ranges(ranges.compactMap(CIDR.init))
    }
    serviceCIDRs = node["serviceCIDRs"]?.elements.compactMap(\.string).compactMap(CIDR.init) ?? []
  }
}

// Why a request is lost, found from what the API says, what the node's rules say, and what is true.

extension Simulation {
  /// Why nobody was chosen.
  func lossCause(of reason: Reason, decidedBy node: String) -> LossCause {
    switch reason {
    case .noEndpoints(let port):
      return hasUsableEndpoints(port, node) ? .rulesNotSynced : .nobody
    case .noLocalEndpoints(let port, let name):
      return hasUsableEndpoints(port, name) ? .rulesNotSynced : .policy
    case .noHealthyNode: return .nobody
    default: return reason.lossCause
    }
  }

  /// Whether a node whose rules are in step with the API would find somebody.
  private func hasUsableEndpoints(_ port: ServicePortName, _ node: String) -> Bool {
    guard let id = self.node(named: node), serviceTable(of: id) != serviceTable else {
      return false
    }
    return [false, true].contains { isIPv6 in
      !usableEndpoints(of: port, serviceTable, node: node, isIPv6: isIPv6).isEmpty
    }
  }

  func lossCause(
    of reason: Reason,
    at endpoint: ProxyEndpoint,
    _ target: BalancedTarget
  ) -> LossCause {
    if target.node == nil, !target.isRelayed, !isListed(endpoint, target.servicePort.service) {
      // The client chose among addresses that DNS gave some time ago.
      return .naming
    }
    return lossCause(of: reason, at: endpoint, target.servicePort, target.node?.name ?? "")
  }

  /// Why an endpoint that was chosen did not serve.
  func lossCause(
    of reason: Reason,
    at endpoint: ProxyEndpoint,
    _ port: ServicePortName,
    _ node: String
  ) -> LossCause {
    switch reason {
    case .noAnswer, .nodeDown, .notListening, .nobodyThere: break
    default: return reason.lossCause
    }
    guard let listed = listing(of: endpoint, port.service) else { return .rulesNotSynced }
    guard listed.isReady else {
      // In step with the API, would the rules still send there?
      let isIPv6 = endpoint.address.isIPv6
      let isWanted = usableEndpoints(of: port, serviceTable, node: node, isIPv6: isIPv6)
        .contains { $0.socketAddress == endpoint.socketAddress }
      return isWanted ? .onlyTerminating : .rulesNotSynced
    }
    switch reason {
    case .noAnswer, .nodeDown: return .hostDown
    default: break
    }
    let pod = cluster.pods.id(endpoint.pod).flatMap { cluster.pods[$0] }
    guard let pod, !pod.isTerminating, pod.status.ready == true,
      pod.status.podIPs.compactMap(IPAddress.init).contains(endpoint.address)
    else { return .sliceNotWritten }
    return .readinessStale
  }

  /// What the API's slices say of an endpoint; `nil` if they do not have it.
  private func listing(of endpoint: ProxyEndpoint, _ service: ObjectName) -> ProxyEndpoint? {
    if let entry = serviceTable[service] {
      return entry.ports.lazy.flatMap(\.endpoints).first {
        $0.socketAddress == endpoint.socketAddress
      }
    }
    // kube-proxy has no rules for a headless Service; its slices are read directly.
    return cluster.slices(of: service).lazy.compactMap { cluster.endpointSlices[$0] }
      .flatMap(\.endpoints).compactMap { ProxyEndpoint($0, port: endpoint.port) }
      .first { $0.address == endpoint.address }
  }

  private func isListed(_ endpoint: ProxyEndpoint, _ service: ObjectName) -> Bool {
    listing(of: endpoint, service) != nil
  }
}

extension Reason {
  /// What a reason says of the cause by itself.
  var lossCause: LossCause {
    switch self {
    case .noEndpoints, .noHealthyNode: .nobody
    case .noLocalEndpoints: .policy
    case .noSuchName, .unresolved, .noSuchHost, .aliasLoop: .naming
    case .connectionBroken: .connectionBroken
    case .noAnswer, .nodeDown: .hostDown
    case .answerTooLate, .noConnectionFree: .overload
    case .clientGone: .clientGone
    default: .other
    }
  }
}

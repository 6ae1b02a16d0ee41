/// What `select` tells: which endpoints of a Service port one node may use, and why not the others.
package struct EndpointChoice: Sendable {
  package var usesClusterEndpoints: Bool
  package var usesLocalEndpoints: Bool
  package var selection: EndpointSelection
  package var excluded: [ExcludedEndpoint]
}

extension Simulation {
  /// What one node may use of a Service port of one family.
  ///
  /// `port` is a name or a number; without it the Service must have only one port.
  package func endpointChoice(
    of key: ObjectName,
    port: PortReference?,
    on nodeName: String,
    isIPv6: Bool? = nil
  ) throws(CommandError) -> EndpointChoice {
    guard let service = cluster.services[key] else { throw .notFound(kind: Service.kind, key) }
    guard let node = node(named: nodeName).map(proxyNode) else {
      throw .notFound(kind: Node.kind, ObjectName(name: nodeName))
    }
    guard let entry = serviceTable[key] else { throw .notProxied(key) }
    let index = try service.portIndex(port)
    let port = entry.ports[index]
    let isIPv6 = isIPv6 ?? entry.clusterIPs.first?.isIPv6 ?? false
    let family: AddressFamilies = isIPv6 ? .v6 : .v4
    let selection = EndpointSelection(
      port,
      node: node.name,
      zone: node.zone,
      isIPv6: isIPv6
    )
    let reachable = selection.reachable
    let uses = port.policies.usesClusterEndpoints(family)
    var excluded = port.endpoints(isIPv6: isIPv6).compactMap { endpoint in
      ExcludedEndpoint(
        endpoint,
        selection,
        allowed: reachable,
        isBoundToNode: !uses,
        node: node.name
      )
    }
    excluded += port.endpoints(isIPv6: !isIPv6).map {
      ExcludedEndpoint(endpoint: $0, cause: .otherFamily)
    }
    return EndpointChoice(
      usesClusterEndpoints: uses,
      usesLocalEndpoints: port.policies.usesLocalEndpoints(family),
      selection: selection,
      excluded: excluded + unlisted(port, of: key, isIPv6: isIPv6)
    )
  }
}

extension Service {
  /// The port that is meant; the only one if none is named.
  func portIndex(_ port: PortReference?) throws(CommandError) -> Int {
    let names = spec.ports.map { $0.name.isEmpty ? "\($0.port)" : $0.name }
    let found =
      switch port {
      case .name(let name): spec.ports.firstIndex { $0.name == name }
      case .number(let number): spec.ports.firstIndex { $0.port == Int64(number) }
      case nil: spec.ports.count == 1 ? 0 : nil
      }
    if let found { return found }
    guard let port else { throw .portMissing(key, ports: names) }
    throw .portUnknown(key, port.description, ports: names)
  }
}

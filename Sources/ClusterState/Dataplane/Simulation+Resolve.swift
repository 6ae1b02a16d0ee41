extension Simulation {
  /// Finds out where a request would go now.
  ///
  /// Throws if an end of it does not exist.
  func resolve(_ traffic: Traffic) throws(CommandError) -> Resolution {
    let origin = try origin(traffic)
    switch traffic.destination {
    case .name(let name, let port):
      return try resolve(name: name, port, origin, traffic, depth: 0)
    case .service(let key, let port):
      guard let service = cluster.services[key] else {
        throw .notFound(kind: Service.kind, key)
      }
      return try resolve(service, port, origin, traffic, depth: 0)
    case .address(let address, let port):
      return resolve(address, port, origin, traffic)
    case .node(let name, let port):
      guard let node = cluster.nodes[ObjectName(name: name)] else {
        throw .notFound(kind: Node.kind, ObjectName(name: name))
      }
      guard let address = node.status.internalIPs.first.flatMap(IPAddress.init) else {
        throw .noAddress("node/\(name)")
      }
      return resolve(address, port, origin, traffic)
    }
  }

  /// The sending end: its address, its node, its namespace.
  func origin(_ traffic: Traffic) throws(CommandError) -> Origin {
    switch traffic.source {
    case .pod(let key):
      guard let pod = cluster.pods[key] else { throw .notFound(kind: Pod.kind, key) }
      guard let address = pod.status.podIPs.first.flatMap(IPAddress.init) else {
        throw .noAddress("pod/\(key)")
      }
      return Origin(
        address: address,
        node: cluster.nodes.id(ObjectName(name: pod.spec.nodeName)),
        namespace: key.namespace
      )
    case .node(let name):
      let key = ObjectName(name: name)
      guard let id = cluster.nodes.id(key), let node = cluster.nodes[id] else {
        throw .notFound(kind: Node.kind, key)
      }
      guard let address = node.status.internalIPs.first.flatMap(IPAddress.init) else {
        throw .noAddress("node/\(name)")
      }
      return Origin(address: address, node: id, namespace: "default")
    case .outside(let address):
      return Origin(address: address, node: nil, namespace: "default")
    case .address(let address):
      return origin(at: address)
    }
  }

  /// An address in a node's pod range starts on that node, whether the document knows the pod or
  /// not.
  private func origin(at address: IPAddress) -> Origin {
    if let id = cluster.pod(at: address), let pod = cluster.pods[id] {
      return Origin(
        address: address,
        node: cluster.nodes.id(ObjectName(name: pod.spec.nodeName)),
        namespace: pod.metadata.namespace
      )
    }
    let home =
      cluster.node(at: address)
      ?? cluster.nodes.ids.first { id in
        let ranges = cluster.nodes[id]?.spec.podCIDRs.compactMap(CIDR.init) ?? []
        return ranges.contains { $0.contains(address) }
      }
    return Origin(address: address, node: home, namespace: "default")
  }

  /// Aliases that lead to aliases are followed this far.
  private static let aliasesMax = 8

  private func resolve(
    name: String,
    _ port: PortReference?,
    _ origin: Origin,
    _ traffic: Traffic,
    depth: Int
  ) throws(CommandError) -> Resolution {
    let literal = name == "localhost" ? IPAddress("127.0.0.1") : IPAddress(name)
    if let address = literal, case .number(let number)? = port {
      return resolve(address, number, origin, traffic)
    }
    guard let service = service(named: name, from: origin.namespace) else {
      return .ended(.nameError, .noSuchName(name), service: nil)
    }
    return try resolve(service, port, origin, traffic, depth: depth)
  }

  /// The Service that a destination means, whether it can be reached or not.
  package func service(behind destination: Destination, from namespace: String = "default")
    -> ObjectName?
  {
    switch destination {
    case .service(let key, _): return cluster.services[key] == nil ? nil : key
    case .name(let name, _): return service(named: name, from: namespace)?.key
    case .node(_, let port):
      return [TransportProtocol.tcp, .udp, .sctp].lazy
        .compactMap { serviceTable.match(nodePort: port, $0) }.first?.service
    case .address(let address, let port):
      return [TransportProtocol.tcp, .udp, .sctp].lazy
        .compactMap { serviceTable.match(address, port, $0) }.first?.service
    }
  }

  /// The Service a name means: `web`, `web.shop`, `web.shop.svc`, `web.shop.svc.cluster.local`.
  private func service(named name: String, from namespace: String) -> Service? {
    let labels = name.split(separator: ".").map(String.init)
    let suffix = labels.dropFirst(2)
    guard let first = labels.first, ["svc", "cluster", "local"].prefix(suffix.count) == suffix
    else { return nil }
    let namespace = labels.count > 1 ? labels[1] : namespace
    return cluster.services[ObjectName(namespace: namespace, name: first)]
  }

  private func resolve(
    _ service: Service,
    _ port: PortReference?,
    _ origin: Origin,
    _ traffic: Traffic,
    depth: Int
  ) throws(CommandError) -> Resolution {
    if service.spec.type == .externalName {
      let alias = service.spec.externalName
      guard depth < Self.aliasesMax else {
        return .ended(.loop, .aliasLoop(alias), service: service.key)
      }
      guard self.service(named: alias, from: "") != nil else {
        return .ended(.notHandled, .externalName(alias), service: service.key)
      }
      return try resolve(name: alias, port, origin, traffic, depth: depth + 1)
    }
    let number = try service.portNumber(port, traffic.protocol)
    if service.isHeadless { return resolveHeadless(service, number, origin) }
    let addresses = service.spec.proxiedClusterIPs.compactMap(IPAddress.init)
    guard
      let address = addresses.first(where: { $0.isIPv6 == origin.address.isIPv6 })
        ?? addresses.first
    else { throw .noAddress("svc/\(service.key)") }
    return resolve(address, number, origin, traffic)
  }

  /// DNS answers with the pods' own addresses; the client picks one and meets no rule.
  private func resolveHeadless(
    _ service: Service,
    _ number: UInt16,
    _ origin: Origin
  ) -> Resolution {
    let slices = cluster.slices(of: service.key).compactMap { cluster.endpointSlices[$0] }
    var endpoints: [ProxyEndpoint] = []
    for endpoint in slices.flatMap(\.endpoints) where endpoint.ready ?? true {
      guard let found = ProxyEndpoint(endpoint, port: number),
        found.address.isIPv6 == origin.address.isIPv6,
        !endpoints.contains(where: { $0.address == found.address })
      else { continue }
      endpoints.append(found)
    }
    let served = slices.flatMap(\.ports).compactMap(\.port)
    // A headless Service without ports says nothing about what its pods serve.
    let isServed = served.isEmpty || served.contains(Int64(number))
    guard !endpoints.isEmpty else {
      return .ended(.nameError, .noSuchName(service.metadata.name), service: service.key)
    }
    return .balanced(
      BalancedTarget(
        servicePort: ServicePortName(service: service.key, port: ""),
        node: "",
        policies: ServicePolicies(),
        endpoints: endpoints,
        isMasqueraded: false,
        closedPort: isServed ? nil : number
      )
    )
  }
}

extension Service {
  /// The number a client would connect to; the only port if none is named.
  ///
  /// Any number can be connected to, whether the Service has it or not.
  fileprivate func portNumber(
    _ port: PortReference?,
    _ transport: TransportProtocol
  ) throws(CommandError) -> UInt16 {
    let names = spec.ports.map { $0.name.isEmpty ? "\($0.port)" : $0.name }
    switch port {
    case .number(let number):
      return number
    case .name(let name):
      guard let found = spec.ports.first(where: { $0.name == name }) else {
        throw .portUnknown(key, name, ports: names)
      }
      return UInt16(clamping: found.port)
    case nil:
      let candidates = spec.ports.filter { $0.protocol == transport }
      guard candidates.count == 1 else { throw .portMissing(key, ports: names) }
      return UInt16(clamping: candidates[0].port)
    }
  }
}

/// A step on the way from what a destination is called to an address.
package enum NamingFact: Hashable, Sendable {
  /// The destination is an address already.
  case address(IPAddress)
  /// The Service has this cluster IP, the one of the client's family if there is a choice.
  case clusterIP(ObjectName, IPAddress)
  /// An ExternalName Service is only another name.
  case alias(ObjectName, String)
  /// A headless Service has no address; DNS gives those of its endpoints.
  case headless(ObjectName, [IPAddress])
}

extension Simulation {
  /// Finds out where a request would go now.
  ///
  /// Throws if an end of it does not exist.
  func resolve(_ traffic: Traffic) throws(CommandError) -> Resolution {
    if let name = traffic.entryNode, node(named: name) == nil {
      throw .notFound(kind: Node.kind, ObjectName(name: name))
    }
    switch traffic.destination {
    case .name(let name, let port):
      return try resolve(name: name, port, try origin(traffic), traffic, depth: 0)
    case .service(let key, let port):
      guard let service = cluster.services[key] else {
        throw .notFound(kind: Service.kind, key)
      }
      return try resolve(service, port, try origin(traffic), traffic, depth: 0)
    case .address(let address, let port):
      return try resolveAddress(address, port, traffic)
    case .node(let name, let port):
      guard let node = cluster.nodes[ObjectName(name: name)] else {
        throw .notFound(kind: Node.kind, ObjectName(name: name))
      }
      guard let address = node.status.internalIPs.first.flatMap(IPAddress.init) else {
        throw .noAddress("node/\(name)")
      }
      return try resolveAddress(address, port, traffic)
    }
  }

  private func resolveAddress(
    _ address: IPAddress,
    _ port: UInt16,
    _ traffic: Traffic
  ) throws(CommandError) -> Resolution {
    var way = resolve(address, port, try origin(traffic, toward: address), traffic)
    way.naming = [.address(address)]
    return way
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
      return Resolution(.nameError, .noSuchName(name))
    }
    return try resolve(service, port, origin, traffic, depth: depth)
  }

  /// The Service that a destination means, whether it can be reached or not.
  package func service(behind destination: Destination, from namespace: String = "default")
    -> ObjectName?
  {
    let transports = [TransportProtocol.tcp, .udp, .sctp]
    switch destination {
    case .service(let key, _): return cluster.services[key] == nil ? nil : key
    case .name(let name, _): return service(named: name, from: namespace)?.key
    case .node(_, let port):
      return transports.lazy
        .compactMap { serviceTable.match(nodePort: port, $0) }.first?.service
    case .address(let address, let port):
      return transports.lazy
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
      return try follow(aliasOf: service, port, origin, traffic, depth: depth)
    }
    let number = try service.portNumber(port, traffic.protocol)
    if service.isHeadless { return resolveHeadless(service, number, origin, traffic) }
    let addresses = service.spec.proxiedClusterIPs.compactMap(IPAddress.init)
    guard
      let address = addresses.first(where: { $0.isIPv6 == origin.address.isIPv6 })
        ?? addresses.first
    else { throw .noAddress("svc/\(service.key)") }
    let sender = (try? self.origin(traffic, toward: address)) ?? origin
    var way = resolve(address, number, sender, traffic)
    way.naming = [.clusterIP(service.key, address)]
    return way
  }

  private func follow(
    aliasOf service: Service,
    _ port: PortReference?,
    _ origin: Origin,
    _ traffic: Traffic,
    depth: Int
  ) throws(CommandError) -> Resolution {
    let alias = service.spec.externalName
    let step = NamingFact.alias(service.key, alias)
    guard depth < Self.aliasesMax else {
      var way = Resolution(.loop, .aliasLoop(alias), service: service.key)
      way.naming = [step]
      return way
    }
    guard self.service(named: alias, from: "") != nil else {
      var way = Resolution(.notHandled, .externalName(alias), service: service.key)
      way.naming = [step]
      return way
    }
    var way = try resolve(name: alias, port, origin, traffic, depth: depth + 1)
    way.naming.insert(step, at: 0)
    return way
  }

  /// DNS answers with the pods' own addresses; the client picks one and meets no rule.
  private func resolveHeadless(
    _ service: Service,
    _ number: UInt16,
    _ origin: Origin,
    _ traffic: Traffic
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
    guard let first = endpoints.first else {
      return Resolution(.nameError, .noSuchName(service.metadata.name), service: service.key)
    }
    let served = slices.flatMap(\.ports).compactMap(\.port)
    // A headless Service without ports says nothing about what its pods serve.
    let isServed = served.isEmpty || served.contains(Int64(number))
    var way = Resolution(
      BalancedTarget(
        servicePort: ServicePortName(service: service.key, port: ""),
        destination: ServiceTable.Destination(
          address: first.address,
          port: number,
          protocol: traffic.protocol
        ),
        endpoints: endpoints,
        closedPort: isServed ? nil : number
      )
    )
    way.naming = [.headless(service.key, endpoints.map(\.address))]
    return way
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

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
  /// What the client's resolver found.
  case dns(DNSAnswer)
  /// What an Ingress or HTTPRoute made of the host and path.
  case http(HTTPRouting)
}

extension Simulation {
  /// Finds out where a request would go now.
  ///
  /// Throws if an end of it does not exist. `answer` is what the client knows from DNS already.
  func resolve(
    _ traffic: Traffic,
    knowing answer: DNSAnswer? = nil
  ) throws(CommandError) -> Resolution {
    if let name = traffic.entryNode, node(named: name) == nil {
      throw .notFound(kind: Node.kind, ObjectName(name: name))
    }
    switch traffic.destination {
    case .name(let name, let port):
      return try resolve(name: name, port, traffic, knowing: answer)
    case .http(let request, let isIngress):
      return try resolve(request, isIngress: isIngress, traffic, knowing: answer)
    case .service(let key, let port):
      guard let service = cluster.services[key] else {
        throw .notFound(kind: Service.kind, key)
      }
      return try resolve(service, port, traffic)
    case .address(let address, let port):
      return try resolveAddress(address, port, traffic)
    case .node(let name, let port):
      guard let node = cluster.nodes[ObjectName(name: name)] else {
        throw .notFound(kind: Node.kind, ObjectName(name: name))
      }
      let addresses = node.status.internalIPs.compactMap(IPAddress.init)
      let sender = try origin(traffic).address
      // A node is reached at its address of the sender's family.
      guard let address = addresses.first(where: { $0.isIPv6 == sender.isIPv6 }) ?? addresses.first
      else { throw .noAddress("node/\(name)") }
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

  /// Connects to what the client's resolver makes of a name.
  private func resolve(
    name: String,
    _ port: PortReference?,
    _ traffic: Traffic,
    knowing known: DNSAnswer? = nil
  ) throws(CommandError) -> Resolution {
    if let address = name == "localhost" ? IPAddress("127.0.0.1") : IPAddress(name),
      case .number(let number)? = port
    {
      return try resolveAddress(address, number, traffic)
    }
    guard let answer = try lookUp(name, traffic, knowing: known) else {
      return Resolution(.nameError, .noSuchName(name))
    }
    var way = try connect(to: answer, name, port, traffic)
    way.naming.insert(.dns(answer), at: 0)
    return way
  }

  /// Asks the client's resolver, unless the client knows already; `nil` if the text is no name at
  /// all.
  func lookUp(
    _ name: String,
    _ traffic: Traffic,
    knowing known: DNSAnswer? = nil
  ) throws(CommandError) -> DNSAnswer? {
    if let known { return known }
    guard let question = DNSName(name) else { return nil }
    return try dns.resolveHost(question, from: DNSClient(traffic.source, in: cluster))
  }

  private func connect(
    to answer: DNSAnswer,
    _ name: String,
    _ port: PortReference?,
    _ traffic: Traffic
  ) throws(CommandError) -> Resolution {
    let service = answer.service.flatMap { cluster.services[$0] }
    switch answer.reason {
    case .aliasOutside(let alias):
      return Resolution(.notHandled, .externalName(alias), service: service?.key)
    case .aliasLoop(let names):
      return Resolution(.loop, .aliasLoop(names.joined(separator: " -> ")), service: service?.key)
    default: break
    }
    let origin = try origin(traffic)
    let usable = answer.addresses
    guard let address = usable.first(where: { $0.isIPv6 == origin.address.isIPv6 }) ?? usable.first
    else { return Resolution(.nameError, .unresolved(name, answer.reason), service: service?.key) }
    if let service {
      let number = try service.portNumber(port)
      if service.isHeadless {
        return resolveHeadless(service, number, traffic, origin, only: usable)
      }
      return resolve(address, number, try self.origin(traffic, toward: address), traffic)
    }
    guard case .number(let number)? = port else { throw .noAddress("\(name) without a port") }
    return resolve(address, number, try self.origin(traffic, toward: address), traffic)
  }

  /// The Service that a destination means, whether it can be reached or not.
  package func service(behind destination: Destination, from namespace: String = "default")
    -> ObjectName?
  {
    let transports = [TransportProtocol.tcp, .udp, .sctp]
    switch destination {
    case .service(let key, _): return cluster.services[key] == nil ? nil : key
    case .name(let name, _): return service(named: name, from: namespace)?.key
    case .http(let request, _):
      if let service = service(named: request.host, from: namespace) { return service.key }
      guard case .backends(let backends) = cluster.route(request).outcome else { return nil }
      return backends.lazy.compactMap(\.service).first
    case .node(_, let port):
      return transports.lazy
        .compactMap { serviceTable.match(nodePort: port, $0) }.first?.service
    case .address(let address, let port):
      let isNode = cluster.node(at: address) != nil
      return transports.lazy.compactMap {
        serviceTable.match(address, port, $0)
          ?? (isNode ? serviceTable.match(nodePort: port, $0) : nil)
      }.first?.service
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

  /// Connects to a Service that is named as an object.
  private func resolve(
    _ service: Service,
    _ port: PortReference?,
    _ traffic: Traffic
  ) throws(CommandError) -> Resolution {
    if service.spec.type == .externalName {
      let alias = service.spec.externalName
      // The client asks for what the Service stands for, as an absolute name.
      var way = try resolve(name: alias.hasSuffix(".") ? alias : alias + ".", port, traffic)
      way.naming.insert(.alias(service.key, alias), at: 0)
      way.service = way.service ?? service.key
      let isInside = ["cluster.local", "cluster.local."].contains {
        alias.lowercased().hasSuffix($0)
      }
      if case .ended(.nameError, _) = way.outcome, !isInside {
        way.outcome = .ended(.notHandled, .externalName(alias))
      }
      return way
    }
    let number = try service.portNumber(port)
    let origin = try origin(traffic)
    if service.isHeadless { return resolveHeadless(service, number, traffic, origin) }
    let addresses = service.spec.proxiedClusterIPs.compactMap(IPAddress.init)
    guard
      let address = addresses.first(where: { $0.isIPv6 == origin.address.isIPv6 })
        ?? addresses.first
    else { throw .noAddress("svc/\(service.key)") }
    var way = resolve(address, number, try self.origin(traffic, toward: address), traffic)
    way.naming = [.clusterIP(service.key, address)]
    return way
  }

  /// DNS answers with the pods' own addresses; the client picks one and meets no rule.
  private func resolveHeadless(
    _ service: Service,
    _ number: UInt16,
    _ traffic: Traffic,
    _ origin: Origin,
    only addresses: [IPAddress]? = nil
  ) -> Resolution {
    let slices = cluster.slices(of: service.key).compactMap { cluster.endpointSlices[$0] }
    var endpoints: [ProxyEndpoint] = []
    for endpoint in slices.flatMap(\.endpoints) where endpoint.ready ?? true {
      guard let found = ProxyEndpoint(endpoint, port: number),
        found.address.isIPv6 == origin.address.isIPv6,
        addresses?.contains(found.address) != false,
        !endpoints.contains(where: { $0.address == found.address })
      else { continue }
      endpoints.append(found)
    }
    // A client that asked some time ago still goes to addresses that are listed no more.
    for address in addresses ?? []
    where address.isIPv6 == origin.address.isIPv6
      && !endpoints.contains(where: { $0.address == address })
    {
      endpoints.append(ProxyEndpoint(unlisted: address, port: number))
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
  func portNumber(_ port: PortReference?) throws(CommandError) -> UInt16 {
    if case .number(let number) = port { return number }
    return UInt16(clamping: spec.ports[try portIndex(port)].port)
  }
}

extension ClusterDNS {
  /// What stands behind a name: an address, with a port where one belongs to it, or an alias.
  struct Entry {
    enum Host {
      case address(IPAddress)
      case alias(String)
    }

    var host: Host
    /// `nil`: the Service or slice has no ports at all.
    var port: Int64?
    /// The name an SRV record leads to.
    var target: String

    var isAddress: Bool { if case .address = host { true } else { false } }
  }

  /// All entries of a name, or why there is no such name.
  enum Entries {
    case nothing(DNSReason)
    case found([Entry], DNSReason)
  }

  /// Reads a name as CoreDNS does (plugin/kubernetes/parse.go):
  /// `[_port._protocol. | endpoint.]service.namespace.svc` or `a-b-c-d.namespace.pod`.
  func entries(of name: DNSName) -> Entries {
    guard let labels = name.labels(under: Self.domain) else {
      return .nothing(.notInSchema(name.description))
    }
    guard let last = labels.last else { return .found([], .noRecord(.a)) }
    guard last == "svc" || last == "pod", labels.count <= 5 else {
      return .nothing(.notInSchema(name.description))
    }
    guard labels.count > 1 else { return .found([], .noRecord(.a)) }
    let namespace = labels[labels.count - 2]
    guard isExposed(namespace) else { return .nothing(.noSuchNamespace(namespace)) }
    guard labels.count > 2 else { return .found([], .noRecord(.a)) }
    let object = labels[labels.count - 3]
    if last == "pod" { return podEntries(object, namespace) }
    return serviceEntries(
      ObjectName(namespace: namespace, name: object),
      Request(Array(labels.dropLast(3)))
    )
  }

  /// What is asked of a Service beyond its name.
  private struct Request {
    var endpoint: String?
    /// Name and protocol of a port.
    var port: (name: String, protocol: String)?

    /// Takes the labels before the Service's: none, one or two.
    init(_ labels: [String]) {
      func plain(_ label: String) -> String {
        label.hasPrefix("_") ? String(label.dropFirst()) : label
      }
      if labels.count == 1 { endpoint = labels[0] }
      if labels.count == 2 { port = (plain(labels[0]), plain(labels[1])) }
    }

    func means(_ name: String, _ transport: TransportProtocol) -> Bool {
      guard let port else { return true }
      return port.name == name.lowercased() && port.protocol == transport.rawValue.lowercased()
    }
  }

  /// Whether there is such a namespace: a Namespace object, or anything that lives in it, as a
  /// document need not hold the object itself.
  private func isExposed(_ namespace: String) -> Bool {
    cluster.namespaces.id(ObjectName(name: namespace)) != nil || cluster.holdsObjects(in: namespace)
      || ["default", "kube-system", "kube-public", "kube-node-lease"].contains(namespace)
  }

  /// `pods insecure`: any address is answered with itself (plugin/kubernetes `findPods`).
  private func podEntries(_ label: String, _ namespace: String) -> Entries {
    let isIPv4 = label.count { $0 == "-" } == 3 && !label.contains("--")
    let text = String(label.map { $0 == "-" ? (isIPv4 ? "." : ":") : $0 })
    guard let address = IPAddress(text) else { return .nothing(.notAnAddress(label)) }
    let target = "\(label).\(namespace).pod.\(Self.domain)"
    let entry = Entry(host: .address(address), port: 0, target: target)
    return .found([entry], .podAddress(address))
  }

  private func serviceEntries(_ key: ObjectName, _ request: Request) -> Entries {
    guard let service = cluster.services[key] else { return .nothing(.noSuchService(key)) }
    let target = "\(key.name).\(key.namespace).svc.\(Self.domain)"
    if service.spec.type == .externalName {
      guard request.endpoint == nil else { return .nothing(.belowAlias(key)) }
      let alias = service.spec.externalName
      guard IPAddress(alias) == nil else { return .nothing(.aliasIsAddress(key, alias)) }
      return .found([Entry(host: .alias(alias), port: 0, target: target)], .alias(key))
    }
    if service.isHeadless || request.endpoint != nil {
      return endpointEntries(service, request, target)
    }
    let ports: [(name: String, transport: TransportProtocol, number: Int64?)] =
      service.spec.ports.isEmpty
      ? [("", TransportProtocol(rawValue: ""), nil)]
      : service.spec.ports.map { ($0.name, $0.protocol, $0.port) }
    let addresses = service.spec.proxiedClusterIPs.compactMap(IPAddress.init)
    let asked = ports.filter { request.means($0.name, $0.transport) }
    guard !asked.isEmpty else { return .nothing(.noSuchPort(request.port?.name ?? "", key)) }
    let entries = asked.flatMap { port in
      addresses.map { Entry(host: .address($0), port: port.number, target: target) }
    }
    return .found(entries, .clusterIP(key))
  }

  /// Ready endpoints: of a headless Service, or those of one name of any Service.
  private func endpointEntries(
    _ service: Service,
    _ request: Request,
    _ target: String
  ) -> Entries {
    var entries: [Entry] = []
    var hasEndpoint = false
    let slices =
      view[service.key] ?? cluster.slices(of: service.key).compactMap { cluster.endpointSlices[$0] }
    for slice in slices {
      let ports: [(name: String, transport: TransportProtocol, number: Int64?)] =
        slice.ports.isEmpty
        ? [("", TransportProtocol(rawValue: ""), nil)]
        : slice.ports.map { ($0.name ?? "", $0.protocol ?? .tcp, $0.port) }
      for endpoint in slice.endpoints where endpoint.ready ?? true {
        for address in endpoint.addresses.compactMap(IPAddress.init) {
          let hostname = endpoint.dnsHostname(address)
          if let wanted = request.endpoint, wanted != hostname.lowercased() { continue }
          hasEndpoint = true
          for port in ports where request.means(port.name, port.transport) {
            entries.append(
              Entry(
                host: .address(address),
                port: port.number,
                target: "\(hostname).\(target)"
              )
            )
          }
        }
      }
    }
    if !entries.isEmpty {
      let reason = request.endpoint.map { DNSReason.endpoint($0, service.key) }
      return .found(entries, reason ?? .readyEndpoints(service.key))
    }
    if let name = request.endpoint { return .nothing(.noSuchEndpoint(name, service.key)) }
    let port = request.port?.name ?? ""
    return .nothing(hasEndpoint ? .noSuchPort(port, service.key) : .noReadyEndpoints(service.key))
  }
}

extension Endpoint {
  /// The name of an endpoint below its Service: its hostname, or its address with dashes
  /// (plugin/kubernetes `endpointHostname`).
  func dnsHostname(_ address: IPAddress) -> String {
    guard hostname.isEmpty else { return hostname }
    return String("\(address)".map { $0 == "." || $0 == ":" ? "-" : $0 })
  }
}

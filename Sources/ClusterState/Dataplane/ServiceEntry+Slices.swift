extension ServiceEntry {
  /// What kube-proxy makes of a Service and its slices; `nil` if it does not proxy the Service.
  ///
  /// Headless and ExternalName Services are left alone (pkg/proxy/util), and so is all that has one
  /// of the labels it does not ask for (cmd/kube-proxy/app/server.go).
  package init?(_ service: Service, slices: [EndpointSlice]) {
    guard Self.isProxied(service) else { return nil }
    self.init()
    let slices = slices.filter { !Self.isHidden($0.metadata) }
    clusterIPs = service.spec.proxiedClusterIPs.compactMap(IPAddress.init)
    // The proxy of a family does not know a Service without a cluster IP of that family
    // (pkg/proxy/servicechangetracker.go).
    let families = clusterIPs.reduce(into: AddressFamilies()) { $0.insert(AddressFamilies($1)) }
    addresses = clusterIPs.map { ($0, .clusterIP) }
    addresses += service.spec.externalIPs.compactMap(IPAddress.init).map { ($0, .externalIP) }
    addresses += service.status.ingress.filter { $0.ipMode != "Proxy" }
      .compactMap { IPAddress($0.ip) }.map { ($0, .loadBalancerIP) }
    addresses.removeAll { !families.contains(AddressFamilies($0.address)) }
    proxiedAddresses = service.status.ingress.filter { $0.ipMode == "Proxy" }
      .compactMap { IPAddress($0.ip) }
    healthCheckPort = service.healthCheckPort
    let policies = ServicePolicies(service)
    ports = service.spec.ports.map { port in
      ServicePortEntry(
        name: port.name,
        protocol: port.protocol,
        port: UInt16(clamping: port.port),
        nodePort: UInt16(clamping: port.nodePort),
        policies: policies.of(port),
        endpoints: Self.endpoints(of: port, in: slices)
      )
    }
  }

  private static func isProxied(_ service: Service) -> Bool {
    service.spec.type != .externalName && !service.isHeadless
      && !service.spec.clusterIP.isEmpty && !isHidden(service.metadata)
  }

  /// Whether labels keep a Service or slice from kube-proxy, whatever their values: it is left to
  /// another proxy, or is headless.
  private static func isHidden(_ metadata: ObjectMeta) -> Bool {
    metadata.labels["service.kubernetes.io/service-proxy-name"] != nil
      || metadata.labels["service.kubernetes.io/headless"] != nil
  }

  /// Endpoints of all slice ports of this name and protocol (pkg/proxy/endpointslicecache.go).
  ///
  /// Only the first address of each counts.
  private static func endpoints(
    of servicePort: ServicePort,
    in slices: [EndpointSlice]
  ) -> [ProxyEndpoint] {
    var found: [(text: String, endpoint: ProxyEndpoint)] = []
    for slice in slices where slice.addressType != .fqdn {
      for port in slice.ports
      where (port.name ?? "") == servicePort.name
        && (port.protocol ?? .tcp) == servicePort.protocol
      {
        guard let number = port.port.flatMap(UInt16.init(exactly:)), number != 0 else { continue }
        found.reserveCapacity(found.count + slice.endpoints.count)
        for endpoint in slice.endpoints {
          guard let proxied = ProxyEndpoint(endpoint, port: number) else { continue }
          found.append((proxied.text, proxied))
        }
      }
    }
    found.sort { $0.text < $1.text }
    var unique: [ProxyEndpoint] = []
    unique.reserveCapacity(found.count)
    for (index, entry) in found.enumerated() {
      // Of two slices that list one address, the later one counts, as in kube-proxy's map.
      if index > 0, found[index - 1].text == entry.text { unique.removeLast() }
      unique.append(entry.endpoint)
    }
    return unique
  }
}

extension ServiceSpec {
  /// `clusterIPs`, or the older single field where a document has only that.
  package var proxiedClusterIPs: [String] {
    clusterIPs.isEmpty ? [clusterIP].filter { !$0.isEmpty } : clusterIPs
  }
}

extension ServicePolicies {
  /// What holds for all ports; families of node ports are each port's own.
  init(_ service: Service) {
    let spec = service.spec
    isInternalLocal = spec.internalTrafficPolicy == .local
    isExternalLocal =
      service.isExternallyAccessible && spec.externalTrafficPolicy == .local
    let virtual = service.status.ingress.filter { $0.ipMode != "Proxy" }.map(\.ip)
    for address in (spec.externalIPs + virtual).compactMap(IPAddress.init) {
      externalFamilies.insert(AddressFamilies(address))
    }
    let ranges = spec.loadBalancerSourceRanges.compactMap { text in
      CIDR(String(text.filter { !$0.isWhitespace }))
    }
    let open = ranges.filter { $0.prefixLength == 0 }.map(\.base.isIPv6)
    sourceRanges = ranges.filter { !open.contains($0.base.isIPv6) }
    if spec.sessionAffinity == .clientIP {
      affinitySeconds = spec.affinityTimeoutSeconds ?? 10_800
    }
  }

  /// The same for one port of the Service.
  fileprivate func of(_ port: ServicePort) -> Self {
    guard port.nodePort != 0 else { return self }
    var policies = self
    policies.externalFamilies = .all
    return policies
  }
}

extension Service {
  /// Whether its external policy means anything (pkg/api/v1/service `ExternallyAccessible`).
  package var isExternallyAccessible: Bool {
    spec.type == .loadBalancer || spec.type == .nodePort
      || spec.type == .clusterIP && !spec.externalIPs.isEmpty
  }

  /// The port that a load balancer's health check asks, if it needs one
  /// (pkg/api/v1/service `NeedsHealthCheck`); 0: none.
  package var healthCheckPort: UInt16 {
    guard spec.type == .loadBalancer, spec.externalTrafficPolicy == .local else { return 0 }
    return UInt16(exactly: spec.healthCheckNodePort) ?? 0
  }
}

extension ProxyEndpoint {
  /// `nil` if the first address cannot be read.
  ///
  /// Absent conditions mean: ready; serving as ready; not terminating
  /// (pkg/proxy/endpointslicecache.go).
  init?(_ endpoint: Endpoint, port: UInt16) {
    guard let address = endpoint.addresses.first.flatMap(IPAddress.init) else { return nil }
    let target = endpoint.targetRef
    let isReady = endpoint.ready ?? true
    self.init(
      address: address,
      port: port,
      pod: target?.kind == Pod.kind
        ? ObjectName(namespace: target?.namespace ?? "", name: target?.name ?? "")
        : ObjectName(name: ""),
      nodeName: endpoint.nodeName,
      zone: endpoint.zone,
      isReady: isReady,
      isServing: endpoint.serving ?? isReady,
      isTerminating: endpoint.terminating ?? false,
      zoneHints: endpoint.zoneHints,
      nodeHints: endpoint.nodeHints
    )
  }
}

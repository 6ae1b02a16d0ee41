extension Simulation {
  /// Takes in the Services; those without addresses and node ports get them as on creation.
  ///
  /// The random choices are those of ``ServiceRegistry``, in the same order: what a document is
  /// said to become is what it becomes.
  mutating func loadServices(_ document: LoadedDocument) {
    for service in document.services { serviceAddresses.reserve(service) }
    var generator = random["service"]
    for service in document.services {
      let isNew = !service.metadata.isFromCluster
      var service = identified(service)
      if isNew || service.spec.ipFamilies.isEmpty { completeFamilies(&service.spec) }
      complete(&service, &generator)
      cluster.insert(service)
    }
    random["service"] = generator
  }

  private mutating func complete(_ service: inout Service, _ generator: inout SeededGenerator) {
    guard service.spec.type != .externalName else { return }
    if service.spec.sessionAffinity == nil { service.spec.sessionAffinity = SessionAffinity.none }
    if service.spec.internalTrafficPolicy == nil { service.spec.internalTrafficPolicy = .cluster }
    completeClusterIPs(&service, &generator)
    if service.spec.isExternallyAccessible, service.spec.externalTrafficPolicy == nil {
      service.spec.externalTrafficPolicy = .cluster
    }
    completeNodePorts(&service, &generator)
    if service.spec.type == .loadBalancer, service.spec.externalTrafficPolicy == .local,
      service.spec.healthCheckNodePort == 0
    {
      let port = try? serviceAddresses.allocateNodePort(&generator)
      service.spec.healthCheckNodePort = port ?? 0
    }
  }

  /// The families of a new Service: as asked, else those of its addresses, else the cluster's
  /// primary one; both where the policy wants it.
  ///
  /// A headless Service without a selector needs nothing of the cluster and may have any.
  private func completeFamilies(_ spec: inout ServiceSpec) {
    guard spec.type != .externalName else { return }
    let isFree = spec.clusterIP == "None" && spec.selector.isEmpty
    let addresses = spec.proxiedClusterIPs.compactMap(IPAddress.init)
    if spec.ipFamilyPolicy.isEmpty {
      let isDual = isFree || addresses.count > 1
      spec.ipFamilyPolicy = isDual ? "RequireDualStack" : "SingleStack"
    }
    let offered = serviceAddresses.families
    let possible = isFree ? [.v4, .v6] : offered
    var families = spec.ipFamilies.filter { isFree || !addresses.isEmpty || offered.contains($0) }
    if families.isEmpty { families = addresses.map(\.family) }
    if families.isEmpty { families = Array(offered.prefix(1)) }
    if spec.ipFamilyPolicy != "SingleStack", addresses.isEmpty {
      families += possible.filter { !families.contains($0) }
    }
    spec.ipFamilies = families
  }

  private mutating func completeClusterIPs(
    _ service: inout Service,
    _ generator: inout SeededGenerator
  ) {
    guard service.spec.proxiedClusterIPs.isEmpty else {
      if service.spec.clusterIP.isEmpty { service.spec.clusterIP = service.spec.clusterIPs[0] }
      return
    }
    let addresses = service.spec.ipFamilies.compactMap {
      try? serviceAddresses.allocateAddress($0, &generator).description
    }
    service.spec.clusterIPs = addresses
    service.spec.clusterIP = addresses.first ?? ""
    if let first = addresses.first { note(.completed(.clusterIPAllocated(service.key, first))) }
  }

  /// Ports of one number and several protocols share their node port.
  private mutating func completeNodePorts(
    _ service: inout Service,
    _ generator: inout SeededGenerator
  ) {
    guard service.spec.needsNodePorts else { return }
    var given: [Int64: Int64] = [:]
    for port in service.spec.ports where port.nodePort != 0 && given[port.port] == nil {
      given[port.port] = port.nodePort
    }
    for index in service.spec.ports.indices where service.spec.ports[index].nodePort == 0 {
      let number = service.spec.ports[index].port
      if given[number] == nil {
        guard let port = try? serviceAddresses.allocateNodePort(&generator) else { break }
        given[number] = port
        note(.completed(.nodePortAllocated(service.key, port)))
      }
      service.spec.ports[index].nodePort = given[number] ?? 0
    }
  }
}

extension ServiceSpec {
  fileprivate var needsNodePorts: Bool {
    type == .nodePort || type == .loadBalancer && allocateLoadBalancerNodePorts != false
  }

  fileprivate var isExternallyAccessible: Bool {
    type == .nodePort || type == .loadBalancer || !externalIPs.isEmpty
  }
}

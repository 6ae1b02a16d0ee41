extension Simulation {
  /// Takes in the Services; those without addresses and node ports get them as on creation.
  mutating func loadServices(_ document: LoadedDocument) {
    for service in document.services { serviceAddresses.reserve(service) }
    var generator = random["service"]
    for service in document.services {
      var service = identified(service)
      complete(&service, &generator)
      cluster.insert(service)
    }
    random["service"] = generator
  }

  private mutating func complete(_ service: inout Service, _ generator: inout SeededGenerator) {
    guard service.spec.type != .externalName else { return }
    if service.spec.sessionAffinity == nil { service.spec.sessionAffinity = SessionAffinity.none }
    if service.spec.internalTrafficPolicy == nil { service.spec.internalTrafficPolicy = .cluster }
    if service.spec.clusterIP.isEmpty, service.spec.clusterIPs.isEmpty {
      let families = wantedFamilies(service)
      let addresses = families.compactMap {
        try? serviceAddresses.allocateAddress($0, &generator).description
      }
      service.spec.clusterIPs = addresses
      service.spec.clusterIP = addresses.first ?? ""
      service.spec.ipFamilies = families
      if let first = addresses.first {
        note(.completed(.clusterIPAllocated(service.key, first)))
      }
    } else if service.spec.clusterIP.isEmpty {
      service.spec.clusterIP = service.spec.clusterIPs[0]
    }
    if service.spec.ipFamilies.isEmpty {
      let addresses = service.spec.proxiedClusterIPs.compactMap(IPAddress.init)
      service.spec.ipFamilies =
        addresses.isEmpty ? wantedFamilies(service) : addresses.map(\.family)
    }
    guard service.needsNodePorts else { return }
    if service.spec.externalTrafficPolicy == nil { service.spec.externalTrafficPolicy = .cluster }
    for index in service.spec.ports.indices where service.spec.ports[index].nodePort == 0 {
      guard let port = try? serviceAddresses.allocateNodePort(&generator) else {
        break
      }
      service.spec.ports[index].nodePort = port
      note(.completed(.nodePortAllocated(service.key, port)))
    }
  }

  /// The families a new Service gets cluster IPs of: as asked, else the cluster's primary one,
  /// or both for a dual-stack policy.
  private func wantedFamilies(_ service: Service) -> [IPFamily] {
    let offered = serviceAddresses.families
    let asked = service.spec.ipFamilies.filter(offered.contains)
    switch service.spec.ipFamilyPolicy {
    case "PreferDualStack", "RequireDualStack":
      return asked + offered.filter { !asked.contains($0) }
    default:
      return asked.isEmpty ? Array(offered.prefix(1)) : asked
    }
  }
}

extension Service {
  fileprivate var needsNodePorts: Bool {
    spec.type == .nodePort
      || spec.type == .loadBalancer && spec.allocateLoadBalancerNodePorts != false
  }
}

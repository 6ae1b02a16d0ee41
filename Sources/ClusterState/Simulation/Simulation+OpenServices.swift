extension Simulation {
  /// Takes in the Services; new ones get what the API server would give them: defaults, cluster
  /// IPs, node ports.
  mutating func loadServices(_ document: LoadedDocument) {
    let new = document.services.indices.filter { !document.services[$0].isComplete }
    let wanted = new.map { ObjectAdmission.defaulted(document.services[$0].json) }
    for service in document.services where service.isComplete {
      services.addresses.reserve(service)
    }
    // What some ask for by number is not given to others before them.
    for tree in wanted { services.expect(tree) }
    // As they are where the cluster cannot give what they ask for.
    let stored = wanted.map { (try? services.create($0)) ?? $0 }
    let completed = Dictionary(
      uniqueKeysWithValues: zip(new, LoadedDocument(decoding: stored).services)
    )
    for (index, given) in document.services.enumerated() {
      var service = identified(given)
      if let stored = completed[index] {
        service.spec = stored.spec
        tell(given, became: service)
      }
      cluster.insert(service)
    }
  }

  private mutating func tell(_ given: Service, became stored: Service) {
    if given.spec.proxiedClusterIPs.isEmpty, let address = stored.spec.proxiedClusterIPs.first {
      note(.completed(.clusterIPAllocated(stored.key, address)))
    }
    for (before, after) in zip(given.spec.ports, stored.spec.ports)
    where before.nodePort == 0 && after.nodePort != 0 {
      note(.completed(.nodePortAllocated(stored.key, after.nodePort)))
    }
  }
}

extension Service {
  /// Whether nothing is left for the API server to fill in that the model reads.
  fileprivate var isComplete: Bool {
    guard spec.type != .externalName else { return spec.sessionAffinity != nil }
    let needsNodePorts =
      spec.type == .nodePort
      || spec.type == .loadBalancer && spec.allocateLoadBalancerNodePorts != false
    return !spec.clusterIP.isEmpty && !spec.clusterIPs.isEmpty && !spec.ipFamilies.isEmpty
      && spec.sessionAffinity != nil && spec.internalTrafficPolicy != nil
      && (!isExternallyAccessible || spec.externalTrafficPolicy != nil)
      && (!needsNodePorts || spec.ports.allSatisfy { $0.nodePort != 0 })
      && (healthCheckPort != 0 || spec.type != .loadBalancer
        || spec.externalTrafficPolicy != .local)
  }
}

extension Simulation {
  /// Takes in the Services; new ones get what the API server would give them: defaults, cluster
  /// IPs, node ports.
  mutating func loadServices(_ document: LoadedDocument) {
    for service in document.services { services.addresses.reserve(service) }
    let new = document.services.indices.filter { !document.services[$0].isComplete }
    var completed: [Int: Service] = [:]
    let trees = new.map { admitted(document.services[$0]) }
    for (index, tree) in zip(new, LoadedDocument(decoding: trees).services) {
      completed[index] = tree
    }
    for (index, given) in document.services.enumerated() {
      var service = identified(given)
      if let stored = completed[index] {
        service.spec = stored.spec
        tell(given, became: service)
      }
      cluster.insert(service)
    }
  }

  /// The Service as it would be stored; as it is if the cluster cannot give what it asks for.
  private mutating func admitted(_ service: Service) -> JSONTree {
    let tree = ObjectAdmission.defaulted(service.json)
    return (try? services.create(tree)) ?? tree
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

extension Simulation {
  /// Takes in the Services; new ones get what the API server would give them: defaults, cluster
  /// IPs, node ports.
  mutating func loadServices(_ document: LoadedDocument) {
    let new = document.services.indices.filter { !document.services[$0].isComplete }
    let wanted = new.map { ObjectAdmission.defaulted(document.services[$0].json) }
    for service in document.services where service.isComplete {
      services.addresses.reserve(service)
    }
    // The API server's own Service has the first address, whether the document shows it or not.
    let own = ObjectName(namespace: "default", name: "kubernetes")
    if !document.services.contains(where: { $0.key == own }) { services.reserveFirstAddress() }
    // What some ask for by number is not given to others before them.
    for tree in wanted { services.expect(tree) }
    let stored = wanted.map { (try? services.create($0)) ?? claimant($0) }
    let completed = Dictionary(
      uniqueKeysWithValues: LoadedDocument(decoding: stored).services.map { ($0.key, $0) }
    )
    for given in document.services {
      var service = identified(given)
      if let stored = completed[given.key] {
        service.spec = stored.spec
        tell(given, became: service)
      }
      cluster.insert(service)
    }
  }

  /// A Service that claims what another one has keeps its claim, with a cluster IP of its own:
  /// documents that were not asked for admission may show what an API server would refuse.
  private mutating func claimant(_ tree: JSONTree) -> JSONTree {
    var modest = tree
    modest.change("spec") { spec in
      for member in ["clusterIP", "clusterIPs", "healthCheckNodePort"] { spec[member] = nil }
      spec.changeEach(of: "ports") { $0["nodePort"] = nil }
    }
    guard let given = try? services.create(modest) else { return tree }
    return given.overlaid(with: tree)
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

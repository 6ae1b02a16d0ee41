/// Gives Services what a cluster has to give: families, cluster IPs and node ports
/// (pkg/registry/core/service/storage/alloc.go).
///
/// A value: whoever wants to know what would come of a request asks a copy.
package struct ServiceRegistry: Equatable, Sendable {
  var addresses: ServiceAddressAllocator
  var generator: SeededGenerator

  /// Knows no Service yet; what is given automatically comes from the seed.
  package init(_ settings: Settings) {
    addresses = ServiceAddressAllocator(settings)
    generator = SeededGenerator(seed: settings.seed, stream: "service")
  }

  /// Marks what a stored Service has as taken.
  package mutating func reserve(_ tree: JSONTree) {
    let held = Held(ServiceFields(tree))
    addresses.reserve(addresses: held.addresses, ports: held.ports)
  }

  /// Marks the first cluster IP as taken: the API server's own Service has it.
  mutating func reserveFirstAddress() { addresses.reserveFirst() }

  /// Keeps what a Service will ask for by number from being given to others automatically.
  mutating func expect(_ tree: JSONTree) {
    let held = Held(ServiceFields(tree))
    addresses.expect(addresses: held.addresses, ports: held.ports)
  }

  /// Gives back what a Service has.
  package mutating func release(_ tree: JSONTree) {
    let held = Held(ServiceFields(tree))
    addresses.release(addresses: held.addresses, ports: held.ports)
  }

  /// Completes a new Service, which has its defaults (`beginCreate`).
  ///
  /// If it is refused, nothing was given.
  package mutating func create(_ tree: JSONTree) throws(AdmissionRefusal) -> JSONTree {
    var draft = self
    var tree = tree
    if !ServiceFields(tree).clusterIP.isEmpty, ServiceFields(tree).clusterIPs.isEmpty {
      tree.setClusterIPs([ServiceFields(tree).clusterIP])
    }
    try draft.completeFamilies(&tree, old: nil)
    try draft.allocateClusterIPs(&tree)
    if ServiceFields(tree).needsNodePort { try draft.allocateNodePorts(&tree) }
    if ServiceFields(tree).needsHealthCheck { try draft.allocateHealthCheckNodePort(&tree) }
    self = draft
    return tree
  }

  /// Completes what is to replace a stored Service; both have their defaults (`beginUpdate`).
  package mutating func update(
    _ tree: JSONTree,
    old oldTree: JSONTree
  ) throws(AdmissionRefusal) -> JSONTree {
    var draft = self
    var tree = tree
    let old = ServiceFields(oldTree)
    ServicePatch.keepAllocated(&tree, old: old)
    ServicePatch.agreeOnClusterIPs(&tree, old: old)
    try draft.completeFamilies(&tree, old: old)
    try draft.updateClusterIPs(&tree, old: old)
    if ServiceFields(tree).needsNodePort { try draft.updateNodePorts(&tree, old: old) }
    if ServiceFields(tree).needsHealthCheck, !old.needsHealthCheck {
      try draft.allocateHealthCheckNodePort(&tree)
    }
    // What the new object no longer has becomes free.
    let kept = Held(ServiceFields(tree))
    let held = Held(old)
    draft.addresses.release(
      addresses: held.addresses.filter { !kept.addresses.contains($0) },
      ports: held.ports.filter { !kept.ports.contains($0) }
    )
    self = draft
    return tree
  }

  /// What of the cluster's stock a Service holds.
  private struct Held {
    var addresses: [String] = []
    var ports: [Int64] = []

    init(_ service: ServiceFields) {
      if service.needsClusterIP {
        addresses = Set(service.clusterIPs + [service.clusterIP]).subtracting(["", "None"]).sorted()
      }
      if service.needsNodePort { ports = service.nodePorts }
      if service.needsHealthCheck, service.healthCheckNodePort != 0 {
        ports.append(service.healthCheckNodePort)
      }
    }
  }
}

extension JSONTree {
  /// Sets both fields that hold the cluster IPs of a Service.
  mutating func setClusterIPs(_ addresses: [String]) {
    change("spec") { spec in
      spec["clusterIPs"] = addresses.isEmpty ? nil : .array(addresses.map(JSONTree.string))
      spec["clusterIP"] = addresses.first.map(JSONTree.string)
    }
  }

  /// Sets a list of strings in `spec`; an empty one is taken away.
  mutating func setSpecTexts(_ key: String, _ texts: [String]) {
    change("spec") { $0[key] = texts.isEmpty ? nil : .array(texts.map(JSONTree.string)) }
  }
}

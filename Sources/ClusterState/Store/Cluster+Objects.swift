internal import HashTreeCollections

extension Cluster {
  @discardableResult
  mutating func insert(_ node: Node) -> NodeID {
    let id = nodes.insert(node)
    for text in node.status.internalIPs {
      if let address = IPAddress(text) { nodeByAddress[address] = id }
    }
    note(.node(id))
    note(.nodeTopology)
    return id
  }

  /// Changes a node in place; its name must stay.
  mutating func updateNode(_ id: NodeID, _ body: (inout Node) -> Void) {
    guard let before = nodes[id] else { return }
    _ = nodes.update(id, body)
    guard let after = nodes[id] else { return }
    if before.status.internalIPs != after.status.internalIPs {
      forgetAddresses(of: before, id)
      for address in after.status.internalIPs.compactMap(IPAddress.init) {
        nodeByAddress[address] = id
      }
    }
    note(.node(id))
    if before.isReady != after.isReady || before.zone != after.zone { note(.nodeTopology) }
  }

  mutating func removeNode(_ id: NodeID) {
    guard let node = nodes[id] else { return }
    forgetAddresses(of: node, id)
    nodes.remove(id)
    note(.node(id))
    note(.nodeTopology)
  }

  private mutating func forgetAddresses(of node: Node, _ id: NodeID) {
    for address in node.status.internalIPs.compactMap(IPAddress.init)
    where nodeByAddress[address] == id {
      nodeByAddress[address] = nil
    }
  }

  @discardableResult
  mutating func insert(_ service: Service) -> ServiceID {
    let id = services.insert(service)
    while podsByService.count <= id.index { podsByService.append([]) }
    selectorIndex.insert(service, id)
    serviceCountByNamespace[service.metadata.namespace, default: 0] += 1
    podsByService[id.index] = podsMatching(service)
    noteChange(of: service, id)
    return id
  }

  /// Changes a Service in place; its name must stay.
  mutating func updateService(_ id: ServiceID, _ body: (inout Service) -> Void) {
    guard let before = services[id] else { return }
    _ = services.update(id, body)
    guard let after = services[id] else { return }
    if before.spec.selector != after.spec.selector {
      selectorIndex.remove(before, id)
      selectorIndex.insert(after, id)
      podsByService[id.index] = podsMatching(after)
    }
    noteChange(of: after, id)
  }

  private mutating func noteChange(of service: Service, _ id: ServiceID) {
    note(.endpointSlices(id))
    if endpoints.id(service.key) != nil { note(.mirroredSlices(service.key)) }
    note(.serviceTable(service.key))
  }

  /// Puts an Endpoints object in the place of the one of that name, if there is one.
  mutating func set(_ endpoints: Endpoints) {
    if let id = self.endpoints.id(endpoints.key) {
      _ = self.endpoints.update(id) { $0 = endpoints }
    } else {
      _ = self.endpoints.insert(endpoints)
    }
    note(.mirroredSlices(endpoints.key))
  }

  mutating func removeEndpoints(_ key: ObjectName) {
    guard let id = endpoints.id(key) else { return }
    endpoints.remove(id)
    note(.mirroredSlices(key))
  }

  mutating func removeService(_ id: ServiceID) {
    guard let service = services[id] else { return }
    selectorIndex.remove(service, id)
    serviceCountByNamespace[service.metadata.namespace, default: 1] -= 1
    podsByService[id.index] = []
    services.remove(id)
    if endpoints.id(service.key) != nil { note(.mirroredSlices(service.key)) }
    note(.serviceTable(service.key))
  }

  @discardableResult
  mutating func insert(_ slice: EndpointSlice) -> SliceID {
    let id = endpointSlices.insert(slice)
    guard let service = slice.serviceKey else { return id }
    slicesByService[service, default: []].append(id)
    note(.serviceTable(service))
    return id
  }

  /// Changes a slice in place; its name must stay.
  mutating func updateSlice(_ id: SliceID, _ body: (inout EndpointSlice) -> Void) {
    let before = endpointSlices[id]?.serviceKey
    _ = endpointSlices.update(id, body)
    let after = endpointSlices[id]?.serviceKey
    if before != after {
      if let before {
        slicesByService[before, default: []].removeAll { $0 == id }
        note(.serviceTable(before))
      }
      if let after { slicesByService[after, default: []].append(id) }
    }
    if let after { note(.serviceTable(after)) }
  }

  mutating func removeSlice(_ id: SliceID) {
    guard let slice = endpointSlices[id] else { return }
    endpointSlices.remove(id)
    guard let service = slice.serviceKey else { return }
    slicesByService[service, default: []].removeAll { $0 == id }
    note(.serviceTable(service))
  }

  /// Slices that carry the label of this Service, oldest first.
  package func slices(of service: ObjectName) -> [SliceID] { slicesByService[service] ?? [] }

  private func podsMatching(_ service: Service) -> [PodID] {
    guard !service.spec.selector.isEmpty else { return [] }
    return pods.ids.filter { id in
      guard let pod = pods[id] else { return false }
      return pod.metadata.namespace == service.metadata.namespace
        && pod.metadata.labels.contains(service.spec.selector)
    }
  }

  /// Changes a PodDisruptionBudget in place; its name must stay.
  mutating func updateBudget(
    _ id: ObjectID<PodDisruptionBudget>,
    _ body: (inout PodDisruptionBudget) -> Void
  ) {
    _ = podDisruptionBudgets.update(id, body)
    // No controller waits for it, but evictions that were refused may go on.
    revision += 1
  }
}

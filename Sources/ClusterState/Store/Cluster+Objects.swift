internal import HashTreeCollections

extension Cluster {
  @discardableResult
  mutating func insert(_ node: Node) -> NodeID {
    let id = nodes.insert(node)
    for text in node.status.internalIPs {
      if let address = IPAddress(text) { nodeByAddress[address] = id }
    }
    note(.node(id))
    return id
  }

  @discardableResult
  mutating func insert(_ service: Service) -> ServiceID {
    let id = services.insert(service)
    while podsByService.count <= id.index { podsByService.append([]) }
    selectorIndex.insert(service, id)
    serviceCountByNamespace[service.metadata.namespace, default: 0] += 1
    podsByService[id.index] = podsMatching(service)
    note(.endpointSlices(id))
    note(.serviceTable(service.key))
    return id
  }

  mutating func removeService(_ id: ServiceID) {
    guard let service = services[id] else { return }
    selectorIndex.remove(service, id)
    serviceCountByNamespace[service.metadata.namespace, default: 1] -= 1
    podsByService[id.index] = []
    services.remove(id)
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

  /// Changes a slice in place; its name and Service must stay.
  mutating func updateSlice(_ id: SliceID, _ body: (inout EndpointSlice) -> Void) {
    _ = endpointSlices.update(id, body)
    if let service = endpointSlices[id]?.serviceKey { note(.serviceTable(service)) }
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
}

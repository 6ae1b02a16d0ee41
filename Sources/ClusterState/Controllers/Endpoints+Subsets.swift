extension Endpoints {
  /// The subsets in their canonical form, in which every port stands once, beside all addresses
  /// that serve it, and ports served by the same addresses stand together
  /// (`RepackSubsets` in pkg/api/v1/endpoints/util.go).
  ///
  /// An address that is listed for a port as ready and as not ready is not ready.
  var repackedSubsets: [Subset] {
    var packing = SubsetPacking()
    for subset in subsets {
      // A subset without ports is kept under a port that does not exist.
      let ports: [EndpointPort?] = subset.ports.isEmpty ? [nil] : subset.ports.map(\.filledIn)
      for port in ports {
        for address in subset.addresses { packing.add(address, port, isReady: true) }
        for address in subset.notReadyAddresses { packing.add(address, port, isReady: false) }
      }
    }
    return packing.subsets
  }
}

/// Addresses by the ports they serve, while they are grouped.
private struct SubsetPacking {
  /// What makes two addresses the same: the IP and the target.
  private struct Key: Hashable {
    let ip: String
    let targetUID: String
  }

  private var addresses: [Endpoints.Address] = []
  private var numbers: [Key: Int] = [:]
  /// In the order they were met, with whether each address, by its number, is ready there.
  private var ports: [(port: EndpointPort?, isReady: [Int: Bool])] = []
  private var portIndexes: [EndpointPort?: Int] = [:]

  mutating func add(_ address: Endpoints.Address, _ port: EndpointPort?, isReady: Bool) {
    let key = Key(ip: address.ip, targetUID: address.targetRef?.uid ?? "")
    let number = numbers[key] ?? addresses.count
    if number == addresses.count {
      numbers[key] = number
      addresses.append(address)
    }
    let index = portIndexes[port] ?? ports.count
    if index == ports.count {
      portIndexes[port] = index
      ports.append((port, [:]))
    }
    ports[index].isReady[number] = isReady && ports[index].isReady[number] ?? true
  }

  var subsets: [Endpoints.Subset] {
    var order: [[Int: Bool]] = []
    var groups: [[Int: Bool]: [EndpointPort]] = [:]
    for (port, isReady) in ports {
      if groups[isReady] == nil { order.append(isReady) }
      groups[isReady, default: []] += [port].compactMap { $0 }
    }
    return order.map { isReady in
      var subset = Endpoints.Subset()
      subset.ports = groups[isReady] ?? []
      subset.addresses = sorted(isReady.filter { $0.value }.keys)
      subset.notReadyAddresses = sorted(isReady.filter { !$0.value }.keys)
      return subset
    }
  }

  private func sorted(_ numbers: some Sequence<Int>) -> [Endpoints.Address] {
    numbers.sorted().map { addresses[$0] }.sorted { left, right in
      left.ip == right.ip
        ? left.targetRef?.uid ?? "" < right.targetRef?.uid ?? "" : left.ip < right.ip
    }
  }
}

extension EndpointPort {
  /// The port with what the API fills in where it is left out.
  fileprivate var filledIn: EndpointPort {
    var port = self
    port.name = name ?? ""
    port.protocol = `protocol` ?? .tcp
    return port
  }
}

extension Cluster {
  /// The Endpoints object that the Endpoints controller keeps for a Service with a selector
  /// (pkg/controller/endpoint/endpoints_controller.go): addresses of the first family, without
  /// pods that are terminating unless all addresses are published, and without pods that have
  /// none of the ports.
  func endpointsObject(of service: Service, pods ids: [PodID]) -> Endpoints {
    var endpoints = Endpoints()
    endpoints.metadata = ObjectMeta(
      name: service.metadata.name,
      namespace: service.metadata.namespace,
      labels: service.metadata.labels
    )
    endpoints.metadata.labels[EndpointSlice.headlessLabel] =
      service.sliceLabels[EndpointSlice.headlessLabel]
    endpoints.metadata.labels["endpoints.kubernetes.io/managed-by"] = "endpoint-controller"
    let publishesAll = service.spec.publishNotReadyAddresses
    guard let family = service.servedFamilies.first else { return endpoints }
    for pod in ids.compactMap({ pods[$0] }) where pod.isListed {
      guard publishesAll || !pod.isTerminating,
        let address = Endpoints.Address(pod, service, family)
      else { continue }
      let ports = service.endpointPorts(on: pod)
      guard !ports.isEmpty || service.spec.ports.isEmpty else { continue }
      var subset = Endpoints.Subset()
      subset.ports = ports
      if publishesAll || pod.status.ready == true {
        subset.addresses = [address]
      } else {
        subset.notReadyAddresses = [address]
      }
      endpoints.subsets.append(subset)
    }
    endpoints.subsets = endpoints.repackedSubsets
    return endpoints
  }
}

extension Endpoints.Address {
  fileprivate init?(_ pod: Pod, _ service: Service, _ family: IPFamily) {
    guard let endpoint = Endpoint(pod, service, family, zone: ""),
      let ip = endpoint.addresses.first
    else { return nil }
    self.init()
    self.ip = ip
    hostname = endpoint.hostname
    nodeName = endpoint.nodeName
    targetRef = endpoint.targetRef
  }
}

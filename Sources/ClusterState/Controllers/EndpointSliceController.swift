extension Simulation {
  /// Endpoints in one slice (`--max-endpoints-per-slice`).
  static let endpointsPerSliceMax = 100

  /// Brings the slices of a Service in line with the pods it selects
  /// (pkg/controller/endpointslice; staging/src/k8s.io/endpointslice/reconciler.go).
  ///
  /// A Service without selector, and one of type ExternalName, is left alone with its slices.
  mutating func reconcileEndpointSlices(_ id: ServiceID) {
    guard let service = cluster.services[id], !service.spec.selector.isEmpty,
      service.spec.type != .externalName
    else { return }
    let before = endpointCounts(of: service.key)
    let families = service.servedFamilies
    for slice in managedSlices(of: service)
    where !families.contains(cluster.endpointSlices[slice]?.addressType ?? .fqdn) {
      cluster.removeSlice(slice)
    }
    for family in families { reconcile(service, id, family) }
    let after = endpointCounts(of: service.key)
    if before != after {
      note(.endpointsChanged(service.key, ready: after.ready, total: after.total))
    }
  }

  /// Runs the controller for every Service, also where the document holds slices already.
  package mutating func runEndpointSliceController() {
    for id in cluster.services.ids { cluster.note(.endpointSlices(id)) }
    settle()
  }

  private func managedSlices(of service: Service) -> [SliceID] {
    cluster.slices(of: service.key).filter {
      cluster.endpointSlices[$0]?.metadata.labels[EndpointSlice.managedByLabel]
        == EndpointSlice.controllerName
    }
  }

  private mutating func reconcile(_ service: Service, _ id: ServiceID, _ family: IPFamily) {
    let existing = managedSlices(of: service).filter {
      cluster.endpointSlices[$0]?.addressType == family
    }
    var plan = SlicePlan(
      existing: existing.compactMap { slice in
        cluster.endpointSlices[slice].map { (slice, $0) }
      }
    )
    for group in desiredEndpoints(of: service, id, family) {
      plan.reconcile(group, perSliceMax: Self.endpointsPerSliceMax)
    }
    plan.finish()
    write(plan, for: service, family)
  }

  /// What the slices should hold: endpoints by the ports their pods resolve to, in pod order.
  private func desiredEndpoints(
    of service: Service,
    _ id: ServiceID,
    _ family: IPFamily
  ) -> [EndpointGroup] {
    var groups: [EndpointGroup] = []
    var numbers: [[EndpointPort]: Int] = [:]
    for pod in cluster.pods(selectedBy: id).compactMap({ cluster.pods[$0] }) {
      guard
        let endpoint = Endpoint(
          pod,
          service,
          family,
          zone: cluster.nodes[ObjectName(name: pod.spec.nodeName)]?.zone ?? ""
        )
      else { continue }
      let ports = service.endpointPorts(on: pod)
      if let number = numbers[ports] {
        groups[number].endpoints.append(endpoint)
      } else {
        numbers[ports] = groups.count
        groups.append(EndpointGroup(ports: ports, endpoints: [endpoint]))
      }
    }
    return groups
  }

  private mutating func write(_ plan: SlicePlan, for service: Service, _ family: IPFamily) {
    for id in plan.deleted { cluster.removeSlice(id) }
    for (id, endpoints) in plan.updated {
      cluster.updateSlice(id) { $0.endpoints = endpoints }
    }
    for group in plan.created {
      var slice = EndpointSlice()
      slice.metadata = ObjectMeta(
        name: freeSliceName(for: service.key),
        namespace: service.metadata.namespace,
        labels: service.sliceLabels
      )
      slice.metadata.generateName = "\(service.metadata.name)-"
      slice.metadata.uid = randomUID()
      slice.metadata.creationTimestamp = timestamp
      slice.metadata.ownerReferences = [
        OwnerReference(
          kind: Service.kind,
          name: service.metadata.name,
          uid: service.metadata.uid
        )
      ]
      slice.addressType = family
      slice.ports = group.ports
      slice.endpoints = group.endpoints
      cluster.insert(slice)
    }
  }

  private mutating func freeSliceName(for service: ObjectName) -> String {
    while true {
      let name = "\(service.name)-\(randomSuffix(stream: "slice/\(service)"))"
      let key = ObjectName(namespace: service.namespace, name: name)
      if cluster.endpointSlices.id(key) == nil { return name }
    }
  }
}

/// Endpoints whose pods serve a Service's ports on the same numbers: they share slices.
struct EndpointGroup {
  var ports: [EndpointPort]
  var endpoints: [Endpoint]
}

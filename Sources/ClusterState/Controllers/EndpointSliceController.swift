internal import HashTreeCollections

extension Simulation {
  /// Brings the slices of a Service in line with the pods it selects
  /// (pkg/controller/endpointslice; staging/src/k8s.io/endpointslice/reconciler.go).
  ///
  /// A Service without selector, and one of type ExternalName, is left alone with its slices.
  /// Where pods had to be left out, the Service is looked at again when a node comes.
  ///
  /// Beside this controller a real cluster runs an older one that writes an Endpoints object for
  /// every Service with a selector (pkg/controller/endpoint). Nothing in a cluster reads those any
  /// more, and the API is deprecated, so the simulation does not keep them; the one moment they
  /// matter, when a selector is taken away, is dealt with in ``updateService(_:_:)``.
  mutating func reconcileEndpointSlices(_ id: ServiceID) {
    guard let service = cluster.services[id], !service.spec.selector.isEmpty,
      service.spec.type != .externalName
    else { return }
    let before = endpointCounts(of: service.key)
    let skipped = reconcileSlices(
      cluster.slices(of: service.key, by: EndpointSlice.controllerName),
      of: service,
      pods: cluster.pods(selectedBy: id)
    )
    if skipped.isEmpty { servicesToRetry.remove(id) } else { servicesToRetry.insert(id) }
    let after = endpointCounts(of: service.key)
    if before != after {
      note(.endpointsChanged(service.key, ready: after.ready, total: after.total))
    }
  }

  /// Runs the controllers that write slices for every Service, also where the document holds
  /// slices already.
  package mutating func runEndpointSliceController() {
    for id in cluster.services.ids { cluster.note(.endpointSlices(id)) }
    for id in cluster.endpoints.ids {
      if let key = cluster.endpoints[id]?.key { cluster.note(.mirroredSlices(key)) }
    }
    settle()
  }

  /// Brings `existing` slices of a Service in line with `pods`; returns the pods that were left
  /// out because their nodes do not exist.
  @discardableResult
  mutating func reconcileSlices(
    _ existing: [SliceID],
    of service: Service,
    pods: [PodID]
  ) -> [ObjectName] {
    let families = service.servedFamilies
    for id in existing {
      guard let family = cluster.endpointSlices[id]?.addressType, !families.contains(family) else {
        continue
      }
      topology.forget(service.key, family)
      cluster.removeSlice(id)
    }
    var skipped: [ObjectName] = []
    for family in families {
      var plan = SlicePlan(
        for: service,
        existing: existing.compactMap { id in
          guard let slice = cluster.endpointSlices[id], slice.addressType == family else {
            return nil
          }
          return (id, slice)
        },
        perSliceMax: settings.sliceController.endpointsPerSliceMax
      )
      let desired = cluster.desiredEndpoints(of: service, family, pods: pods)
      for group in desired.groups { plan.fit(group) }
      plan.finish()
      addHints(to: &plan, of: service, family)
      plan.recycle()
      write(plan, for: service, family)
      skipped = desired.skipped
    }
    return skipped
  }

  private mutating func addHints(to plan: inout SlicePlan, of service: Service, _ family: IPFamily)
  {
    let rule = service.hintRule(settings.sliceController)
    if case .shares = rule {
      topology.remember(service.key, family, plan.hintByShares(topology.shares))
      return
    }
    topology.forget(service.key, family)
    switch rule {
    case .none, .shares: plan.removeHints()
    case .ownZone: plan.hintToOwnPlace(nodes: false)
    case .ownZoneAndNode: plan.hintToOwnPlace(nodes: true)
    }
  }

  private mutating func write(_ plan: SlicePlan, for service: Service, _ family: IPFamily) {
    for draft in plan.drafts {
      switch draft.fate {
      case .kept: continue
      case .deleted: if let id = draft.id { cluster.removeSlice(id) }
      case .changed:
        guard let id = draft.id else { continue }
        cluster.updateSlice(id) { slice in
          slice.metadata.labels = draft.labels
          slice.endpoints = draft.endpoints
        }
      case .created, .replaced:
        var slice = EndpointSlice(draft, owner: OwnerReference(service), family)
        slice.metadata.namespace = service.metadata.namespace
        writeSlice(slice, over: draft.id, named: service.metadata.name)
      }
    }
  }

  /// Writes a slice over another, of which the name, uid and age stay, or as a new one.
  mutating func writeSlice(_ slice: EndpointSlice, over id: SliceID?, named name: String) {
    var slice = slice
    slice.metadata.generateName = "\(name)-"
    if let id, let old = cluster.endpointSlices[id] {
      slice.metadata.name = old.metadata.name
      slice.metadata.uid = old.metadata.uid
      slice.metadata.creationTimestamp = old.metadata.creationTimestamp
      cluster.updateSlice(id) { $0 = slice }
    } else {
      let owner = ObjectName(namespace: slice.metadata.namespace, name: name)
      slice.metadata.name = freeSliceName(for: owner)
      slice.metadata.uid = randomUID()
      slice.metadata.creationTimestamp = timestamp
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

extension EndpointSlice {
  /// What a controller's draft says, without a name.
  init(_ draft: SliceDraft, owner: OwnerReference, _ family: IPFamily) {
    self.init()
    metadata.labels = draft.labels
    metadata.ownerReferences = [owner]
    addressType = family
    ports = draft.ports
    endpoints = draft.endpoints
  }
}

extension OwnerReference {
  /// An owner that controls what it owns.
  init<Owner: ClusterObject>(_ owner: Owner) {
    self.init(kind: Owner.kind, name: owner.metadata.name, uid: owner.metadata.uid)
  }
}

extension Cluster {
  /// Slices of a Service that one controller writes, oldest first.
  func slices(of service: ObjectName, by controller: String) -> [SliceID] {
    slices(of: service).filter {
      endpointSlices[$0]?.metadata.labels[EndpointSlice.managedByLabel] == controller
    }
  }

  /// What the slices of a family should hold: endpoints by the ports their pods resolve to, in
  /// the order of the pods, and the pods that cannot be in it.
  ///
  /// A pod whose node does not exist is left out, unless the Service wants every address
  /// published.
  func desiredEndpoints(
    of service: Service,
    _ family: IPFamily,
    pods ids: [PodID]
  ) -> (groups: [EndpointGroup], skipped: [ObjectName]) {
    var groups: [EndpointGroup] = []
    var numbers: [[EndpointPort]: Int] = [:]
    var skipped: [ObjectName] = []
    for pod in ids.compactMap({ pods[$0] }) where pod.isListed {
      let ports = service.endpointPorts(on: pod)
      let number = numbers[ports] ?? groups.count
      if number == groups.count {
        numbers[ports] = number
        groups.append(EndpointGroup(ports: ports, endpoints: []))
      }
      let node = nodes[ObjectName(name: pod.spec.nodeName)]
      if node == nil, !service.spec.publishNotReadyAddresses {
        skipped.append(pod.key)
      } else if let endpoint = Endpoint(pod, service, family, zone: node?.zone ?? "") {
        groups[number].endpoints.append(endpoint)
      }
    }
    return (groups, skipped)
  }
}

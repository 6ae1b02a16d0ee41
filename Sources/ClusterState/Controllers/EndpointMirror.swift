extension Simulation {
  /// Copies the Endpoints object of a Service without selector into slices
  /// (pkg/controller/endpointslicemirroring/reconciler.go).
  ///
  /// Each subset becomes one slice for each family. What need not be mirrored any more, because
  /// the object or its Service is gone or the Service has a selector, leaves no slice behind.
  mutating func reconcileMirroredSlices(_ key: ObjectName) {
    let before = endpointCounts(of: key)
    var spare = cluster.slices(of: key, by: EndpointSlice.mirroringControllerName)
    if let endpoints = cluster.endpoints[key], endpoints.isToBeMirrored,
      let service = cluster.services[key], service.spec.selector.isEmpty
    {
      mirror(endpoints, over: &spare)
    }
    for id in spare { cluster.removeSlice(id) }
    let after = endpointCounts(of: key)
    if before != after { note(.endpointsChanged(key, ready: after.ready, total: after.total)) }
  }

  /// Writes the slices of an object, first over `existing` ones with the same ports, then over any
  /// of the same family; leaves in `existing` what is not needed.
  private mutating func mirror(_ endpoints: Endpoints, over existing: inout [SliceID]) {
    var homeless: [EndpointSlice] = []
    for slice in endpoints.mirroredSlices {
      let index = existing.firstIndex { id in
        guard let old = cluster.endpointSlices[id] else { return false }
        return old.addressType == slice.addressType && Set(old.ports) == Set(slice.ports)
      }
      guard let index else {
        homeless.append(slice)
        continue
      }
      let id = existing.remove(at: index)
      if cluster.endpointSlices[id]?.saysTheSame(as: slice) == false {
        writeSlice(slice, over: id, named: endpoints.metadata.name)
      }
    }
    for slice in homeless {
      let index = existing.firstIndex {
        cluster.endpointSlices[$0]?.addressType == slice.addressType
      }
      writeSlice(slice, over: index.map { existing.remove(at: $0) }, named: endpoints.metadata.name)
    }
  }
}

extension EndpointSlice {
  /// Whether mirroring would change nothing; the order of endpoints means nothing.
  fileprivate func saysTheSame(as slice: EndpointSlice) -> Bool {
    Set(endpoints) == Set(slice.endpoints) && metadata.labels == slice.metadata.labels
      && metadata.annotations == slice.metadata.annotations
  }
}

extension Endpoints {
  /// Addresses of one subset that are mirrored (`--mirroring-max-endpoints-per-subset`).
  private static let mirroredAddressesMax = 1_000
  /// Annotations that say something about the object itself.
  private static let ownAnnotations = [
    "endpoints.kubernetes.io/last-change-trigger-time",
    "kubectl.kubernetes.io/last-applied-configuration",
  ]

  /// Whether the object may be mirrored: it neither refuses nor serves to elect a leader.
  var isToBeMirrored: Bool {
    metadata.labels["endpointslice.kubernetes.io/skip-mirror"] != "true"
      && metadata.annotations["control-plane.alpha.kubernetes.io/leader"] == nil
  }

  /// The slices that say what the object says, without names.
  fileprivate var mirroredSlices: [EndpointSlice] {
    repackedSubsets.flatMap { subset -> [EndpointSlice] in
      let listed =
        subset.addresses.map { Endpoint($0, ready: true) }
        + subset.notReadyAddresses.map { Endpoint($0, ready: false) }
      let valid = listed.compactMap { $0 }.prefix(Self.mirroredAddressesMax)
      return [IPFamily.v4, .v6].compactMap { family in
        let mine = valid.filter { $0.family == family }
        return mine.isEmpty ? nil : slice(of: mine, subset.ports, family)
      }
    }
  }

  private func slice(
    of endpoints: [Endpoint],
    _ ports: [EndpointPort],
    _ family: IPFamily
  ) -> EndpointSlice {
    var labels = metadata.labels
    labels[EndpointSlice.serviceNameLabel] = metadata.name
    labels[EndpointSlice.managedByLabel] = EndpointSlice.mirroringControllerName
    let draft = SliceDraft(fate: .created, labels: labels, ports: ports, endpoints: endpoints)
    var slice = EndpointSlice(draft, owner: OwnerReference(self), family)
    slice.metadata.namespace = metadata.namespace
    slice.metadata.annotations = metadata.annotations
    for key in Self.ownAnnotations { slice.metadata.annotations[key] = nil }
    return slice
  }
}

extension Endpoint {
  /// An address of an Endpoints object; `nil` if it is no address.
  fileprivate init?(_ address: Endpoints.Address, ready: Bool) {
    guard let ip = IPAddress(address.ip) else { return nil }
    self.init()
    addresses = [ip.description]
    self.ready = ready
    hostname = address.hostname
    nodeName = address.nodeName
    targetRef = address.targetRef
  }

  fileprivate var family: IPFamily? { addresses.first.flatMap { IPAddress($0)?.family } }
}

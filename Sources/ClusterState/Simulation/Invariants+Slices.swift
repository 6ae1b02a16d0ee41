extension Simulation {
  /// Slices that the controller wrote hold exactly the endpoints of the pods selected, under the
  /// labels of their Service and with the hints it asks for.
  var brokenSlices: [String] {
    var broken: [String] = []
    for id in cluster.services.ids {
      guard let service = cluster.services[id], !service.spec.selector.isEmpty,
        service.spec.type != .externalName,
        // The controller has not learnt of the last change yet.
        !plannedChanges.contains(.endpointSlices(id)), !plannedChanges.contains(.nodeTopology),
        // Those stay listed until something else has the controller look.
        !hasPodsOfDeletedNodes(id)
      else { continue }
      let slices = cluster.slices(of: service.key, by: EndpointSlice.controllerName)
        .compactMap { cluster.endpointSlices[$0] }
      for family in service.servedFamilies {
        let mine = slices.filter { $0.addressType == family }
        let wanted = cluster.desiredEndpoints(
          of: service,
          family,
          pods: cluster.pods(selectedBy: id)
        )
        broken += Self.mistakes(in: mine, wanting: wanted.groups, family)
          .map { "\(service.key): \($0)" }
        if !areHintsRight(of: mine, service, family) {
          broken.append("\(service.key): \(family) endpoints have other hints than they should")
        }
      }
      if slices.contains(where: { !service.servedFamilies.contains($0.addressType) }) {
        broken.append("\(service.key): a slice of a family it does not have")
      }
      let labels = service.metadata.labels.withoutReserved
      if slices.contains(where: { $0.metadata.labels.withoutReserved != labels }) {
        broken.append("\(service.key): a slice with other labels")
      }
      if slices.contains(where: {
        $0.endpoints.count > settings.sliceController.endpointsPerSliceMax
      }) {
        broken.append("\(service.key): a slice has too many endpoints")
      }
    }
    return broken
  }

  private func hasPodsOfDeletedNodes(_ id: ServiceID) -> Bool {
    cluster.pods(selectedBy: id).contains { id in
      guard let name = cluster.pods[id]?.spec.nodeName, !name.isEmpty else { return false }
      return node(named: name) == nil
    }
  }

  private struct PlacedEndpoint: Hashable {
    let ports: Set<EndpointPort>
    let endpoint: Endpoint

    /// Without hints, which are looked at apart, and the zone, which may be that of the time when
    /// the slice was written.
    init(_ endpoint: Endpoint, _ ports: [EndpointPort]) {
      var endpoint = endpoint
      endpoint.zone = ""
      endpoint.setHints(zones: [], nodes: [])
      self.endpoint = endpoint
      self.ports = Set(ports)
    }
  }

  private static func mistakes(
    in slices: [EndpointSlice],
    wanting groups: [EndpointGroup],
    _ family: IPFamily
  ) -> [String] {
    let wanted = groups.flatMap { group in
      group.endpoints.map { PlacedEndpoint($0, group.ports) }
    }
    let listed = slices.flatMap { slice in
      slice.endpoints.map { PlacedEndpoint($0, slice.ports) }
    }
    return
      (listed.count == wanted.count && Set(listed) == Set(wanted)
      ? [] : ["\(family) slices differ from the pods selected"])
      + (slices.isEmpty ? ["no \(family) slice at all"] : [])
  }

  private func areHintsRight(
    of slices: [EndpointSlice],
    _ service: Service,
    _ family: IPFamily
  ) -> Bool {
    let endpoints = slices.flatMap(\.endpoints)
    let ready = endpoints.filter { $0.ready == true }
    switch service.hintRule(settings.sliceController) {
    case .none: return !endpoints.contains(where: \.hasHints)
    case .ownZone: return ready.allSatisfy { $0.isHintedToOwnPlace(nodes: false) }
    case .ownZoneAndNode: return ready.allSatisfy { $0.isHintedToOwnPlace(nodes: true) }
    case .shares:
      var counts: [String: Int] = [:]
      for zone in ready.flatMap(\.zoneHints) { counts[zone, default: 0] += 1 }
      let remembered = topology.hints(of: service.key, family)?.filter { $0.value > 0 }
      return counts == remembered ?? [:]
        && (remembered == nil || ready.allSatisfy { $0.zoneHints.count == 1 })
    }
  }
}

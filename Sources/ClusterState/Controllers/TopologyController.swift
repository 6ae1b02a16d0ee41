internal import HashTreeCollections

/// What the endpoint slice controller remembers for topology mode Auto
/// (staging/src/k8s.io/endpointslice/topologycache, KEP-2433).
struct TopologyMemory: Equatable, Sendable {
  /// As the nodes were when one last came, went, or changed its zone or readiness; `nil` if they
  /// do not say enough.
  var shares: ZoneShares?
  /// How many endpoints are hinted to each zone, by Service and family.
  private var hints = TreeDictionary<ObjectName, [IPFamily: [String: Int]]>()

  /// Services whose hints overload a zone, by name.
  var overloadedServices: [ObjectName] {
    hints.filter { _, families in families.values.contains(where: isOverloaded) }
      .map(\.key).sorted()
  }

  /// How many endpoints of a Service are hinted to each zone; `nil` without hints.
  func hints(of service: ObjectName, _ family: IPFamily) -> [String: Int]? {
    hints[service]?[family]
  }

  mutating func remember(_ service: ObjectName, _ family: IPFamily, _ counts: [String: Int]?) {
    if let counts {
      hints[service, default: [:]][family] = counts
    } else {
      forget(service, family)
    }
  }

  mutating func forget(_ service: ObjectName, _ family: IPFamily) {
    guard var families = hints[service] else { return }
    families[family] = nil
    hints[service] = families.isEmpty ? nil : families
  }

  private func isOverloaded(_ counts: [String: Int]) -> Bool {
    guard !counts.isEmpty else { return false }
    return shares?.isOverloaded(counts) ?? true
  }
}

extension Simulation {
  /// Looks at the nodes anew, and again at the Services that this concerns
  /// (`checkNodeTopologyDistribution` in pkg/controller/endpointslice).
  ///
  /// A zone that a node changes reaches other slices only when their Services are looked at for
  /// another reason. Services with pods on nodes that did not exist are retried all the time; here
  /// it is enough to do so when the nodes change.
  mutating func checkNodeTopology() {
    topology.shares = ZoneShares(cluster.nodes.ids.compactMap { cluster.nodes[$0] })
    for key in topology.overloadedServices {
      if let id = cluster.services.id(key) { cluster.note(.endpointSlices(id)) }
    }
    for id in servicesToRetry.sorted() { cluster.note(.endpointSlices(id)) }
  }

  /// Takes over what the controller of the cluster that a document was taken from had in mind.
  mutating func rememberTopology() {
    topology.shares = ZoneShares(cluster.nodes.ids.compactMap { cluster.nodes[$0] })
    for service in cluster.services.ids.compactMap({ cluster.services[$0] }) {
      guard case .shares = service.hintRule(settings.sliceController) else { continue }
      let slices = cluster.slices(of: service.key, by: EndpointSlice.controllerName)
        .compactMap { cluster.endpointSlices[$0] }
      for (family, slices) in Dictionary(grouping: slices, by: \.addressType) {
        let zones = slices.flatMap(\.endpoints).flatMap(\.zoneHints)
        guard !zones.isEmpty else { continue }
        topology.remember(
          service.key,
          family,
          Dictionary(zones.map { ($0, 1) }, uniquingKeysWith: +)
        )
      }
    }
  }
}

/// An endpoint that a connection cannot end at, and why not.
package struct ExcludedEndpoint: Hashable, Sendable {
  /// What keeps an endpoint out.
  package enum Cause: Hashable, Sendable {
    /// Its pod is not ready.
    case notReady
    /// It is terminating and fails its readiness probe.
    case terminating
    /// It is terminating and still serves, but others are ready.
    case draining
    /// The policy is Local, and it is on another node.
    case otherNode
    /// Its hints are for other zones.
    case otherZone
    /// Its hints are for other nodes.
    case hintedElsewhere
    /// The slice has no port of this name for it.
    case portMissing
    /// It is of the other address family.
    case otherFamily
    /// The packet ended before there was anything to choose.
    case neverChosen
  }

  package var endpoint: ProxyEndpoint
  package var cause: Cause
}

extension ExcludedEndpoint {
  /// Why an endpoint is not among those that `selection` allows; `nil` if it is.
  init?(
    _ endpoint: ProxyEndpoint,
    _ selection: EndpointSelection,
    allowed: [ProxyEndpoint],
    isBoundToNode: Bool,
    node: String
  ) {
    guard !allowed.contains(endpoint) else { return nil }
    self.endpoint = endpoint
    if !endpoint.isReady {
      cause =
        !endpoint.isTerminating ? .notReady : endpoint.isServing ? .draining : .terminating
      if cause == .draining, isBoundToNode, endpoint.nodeName != node { cause = .otherNode }
    } else if isBoundToNode, endpoint.nodeName != node {
      cause = .otherNode
    } else {
      switch selection.topology {
      case .sameZone: cause = .otherZone
      case .sameNode: cause = .hintedElsewhere
      case .none: cause = .neverChosen
      }
    }
  }
}

extension Simulation {
  /// All endpoints of a Service port that a packet at a node cannot go to, in rule order; those
  /// that the port's name or their family keeps out come last.
  func excluded(
    from port: ServicePortEntry,
    of service: ObjectName,
    _ hop: Hop
  ) -> [ExcludedEndpoint] {
    let isIPv6 = hop.packet.destination.isIPv6
    let mine = port.endpoints(isIPv6: isIPv6)
    let found = mine.compactMap { endpoint in
      ExcludedEndpoint(
        endpoint,
        hop.decision.selection,
        allowed: hop.decision.endpoints,
        isBoundToNode: hop.decision.isBoundToNode,
        node: hop.node.name
      )
    }
    return found + unlisted(port, of: service, isIPv6: isIPv6)
  }

  /// Endpoints of a Service's slices that are not endpoints of one of its ports.
  func unlisted(
    _ port: ServicePortEntry,
    of service: ObjectName,
    isIPv6: Bool
  ) -> [ExcludedEndpoint] {
    let slices = cluster.slices(of: service).compactMap { cluster.endpointSlices[$0] }
    var found: [ExcludedEndpoint] = []
    for slice in slices where slice.addressType == (isIPv6 ? .v6 : .v4) {
      let isListed = slice.ports.contains {
        ($0.name ?? "") == port.name && ($0.protocol ?? .tcp) == port.protocol && $0.port != nil
      }
      guard !isListed else { continue }
      found += slice.endpoints.compactMap { endpoint in
        ProxyEndpoint(endpoint, port: 0).map { ExcludedEndpoint(endpoint: $0, cause: .portMissing) }
      }
    }
    return found
  }
}

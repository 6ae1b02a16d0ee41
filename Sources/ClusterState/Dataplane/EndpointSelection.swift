/// Which endpoints of a Service port one node may send to.
///
/// The decision of kube-proxy's `CategorizeEndpoints` (pkg/proxy/topology.go): ready endpoints
/// first; if none, those that are terminating but still serve; separately for traffic that may go
/// anywhere and for traffic bound to the node.
package struct EndpointSelection: Equatable, Sendable {
  /// How hints narrowed the choice.
  package enum Topology: String, Sendable {
    case none = ""
    case sameZone = "PreferSameZone"
    case sameNode = "PreferSameNode"
  }

  /// For traffic that may go anywhere; empty too when no traffic may.
  package var cluster: [ProxyEndpoint] = []
  /// For traffic bound to this node; empty too when none is.
  package var local: [ProxyEndpoint] = []
  /// Whether the Service has a usable endpoint anywhere: decides reject against drop.
  package var hasAny = false
  package var topology = Topology.none

  /// Everything that some traffic may reach from the node, in the order of the rules.
  package var reachable: [ProxyEndpoint] {
    cluster.isEmpty ? local : cluster + local.filter { !cluster.contains($0) }
  }

  /// Nothing to choose from.
  static let none = EndpointSelection([], ServicePolicies(), node: "", zone: "")

  /// Selects among the endpoints of one family.
  package init(_ port: ServicePortEntry, node: String, zone: String, isIPv6: Bool = false) {
    let family: AddressFamilies = isIPv6 ? .v6 : .v4
    self.init(
      port.endpoints(isIPv6: isIPv6),
      port.policies,
      family: family,
      node: node,
      zone: zone
    )
  }

  /// `usesNodeHints`: whether hints for nodes count, as they do from 1.35 on.
  package init(
    _ endpoints: [ProxyEndpoint],
    _ policies: ServicePolicies,
    family: AddressFamilies = .v4,
    node: String,
    zone: String,
    usesNodeHints: Bool = true
  ) {
    if policies.usesClusterEndpoints(family) {
      topology = Self.topology(
        endpoints,
        node: node,
        zone: zone,
        usesNodeHints: usesNodeHints
      )
      let choice = topology
      if choice == .none {
        cluster = Self.ready(endpoints)
      } else {
        cluster = endpoints.filter { endpoint in
          guard endpoint.isReady else { return false }
          return choice == .sameZone
            ? endpoint.zoneHints.contains(zone) : endpoint.nodeHints.contains(node)
        }
      }
      if cluster.isEmpty { cluster = endpoints.filter(\.isDraining) }
      hasAny = !cluster.isEmpty
    }
    if policies.usesLocalEndpoints(family) {
      hasAny = hasAny || endpoints.contains { $0.isReady || $0.isDraining }
      local = endpoints.filter { $0.isReady && $0.isLocal(to: node) }
      if local.isEmpty { local = endpoints.filter { $0.isDraining && $0.isLocal(to: node) } }
    }
  }

  /// The ready ones; the list itself, not a copy, where all are.
  private static func ready(_ endpoints: [ProxyEndpoint]) -> [ProxyEndpoint] {
    endpoints.allSatisfy(\.isReady) ? endpoints : endpoints.filter(\.isReady)
  }

  /// Hints count only if every ready endpoint has one and some name this node or zone.
  private static func topology(
    _ endpoints: [ProxyEndpoint],
    node: String,
    zone: String,
    usesNodeHints: Bool
  ) -> Topology {
    let ready = endpoints.lazy.filter(\.isReady)
    guard !ready.isEmpty else { return .none }
    if usesNodeHints, ready.allSatisfy({ !$0.nodeHints.isEmpty }),
      ready.contains(where: { $0.nodeHints.contains(node) })
    {
      return .sameNode
    }
    if !zone.isEmpty, ready.allSatisfy({ !$0.zoneHints.isEmpty }),
      ready.contains(where: { $0.zoneHints.contains(zone) })
    {
      return .sameZone
    }
    return .none
  }
}

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
      cluster = Self.usable(endpoints) { endpoint in
        switch choice {
        case .none: true
        case .sameZone: endpoint.zoneHints.contains(zone)
        case .sameNode: endpoint.nodeHints.contains(node)
        }
      }
      hasAny = !cluster.isEmpty
    }
    if policies.usesLocalEndpoints(family) {
      hasAny = hasAny || endpoints.contains { $0.isReady || $0.isServing && $0.isTerminating }
      // An endpoint without a node is local nowhere, not on a node without a name.
      local = Self.usable(endpoints.filter { !$0.nodeName.isEmpty && $0.nodeName == node })
    }
  }

  /// Ready endpoints that fit; if there are none, all that are terminating but still serve.
  private static func usable(
    _ endpoints: [ProxyEndpoint],
    where fits: (ProxyEndpoint) -> Bool = { _ in true }
  ) -> [ProxyEndpoint] {
    let ready = endpoints.filter { $0.isReady && fits($0) }
    return ready.isEmpty ? endpoints.filter { $0.isServing && $0.isTerminating } : ready
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

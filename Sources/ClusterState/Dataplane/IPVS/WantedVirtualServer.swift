/// A virtual server as kube-proxy wants it on a node (pkg/proxy/ipvs/proxier.go).
package struct WantedVirtualServer: Equatable, Sendable {
  package var key: VirtualServer.Key
  package var settings: VirtualServer.Settings
  /// The real servers in the order of rules; each gets weight 1.
  package var endpoints: [SocketAddress]
  /// Whether its address goes on the interface `kube-ipvs0`.
  package var isBound: Bool
}

extension WantedVirtualServer {
  /// All virtual servers of a Service on a node, port by port.
  ///
  /// Cluster IPs, external IPs and addresses of load balancers are bound to `kube-ipvs0`, unless
  /// the node has an external one anyway; node ports listen on the node's addresses. They exist
  /// without endpoints too.
  package static func all(of entry: ServiceEntry, on node: IPVSNode) -> [Self] {
    var wanted: [Self] = []
    for isIPv6 in [false, true] where node.families.contains(isIPv6 ? .v6 : .v4) {
      let addresses = entry.addresses.filter { $0.address.isIPv6 == isIPv6 }
      let nodeAddresses = node.nodePortAddresses(isIPv6: isIPv6)
      // No proxier of a family has a Service port without a cluster IP of that family.
      guard addresses.contains(where: { $0.capture == .clusterIP }) else { continue }
      for port in entry.ports {
        let ways = Ways(port, on: node, isIPv6: isIPv6)
        wanted += addresses.map { address, capture in
          ways.wanted(SocketAddress(address, port.port), capture, on: node)
        }
        guard port.nodePort != 0 else { continue }
        wanted += nodeAddresses.map {
          ways.wanted(SocketAddress($0, port.nodePort), .nodePort, on: node)
        }
      }
    }
    return wanted
  }

  /// The one virtual server that takes a packet for a Service port.
  package init(
    _ address: SocketAddress,
    _ capture: ServiceTable.Capture,
    _ port: ServicePortEntry,
    on node: IPVSNode
  ) {
    let ways = Ways(port, on: node, isIPv6: address.address.isIPv6)
    self = ways.wanted(address, capture, on: node)
  }

  /// Where the ways to one Service port lead in one family.
  private struct Ways {
    let port: ServicePortEntry
    let settings: VirtualServer.Settings
    let internalEndpoints: [SocketAddress]
    let externalEndpoints: [SocketAddress]

    init(_ port: ServicePortEntry, on node: IPVSNode, isIPv6: Bool) {
      self.port = port
      let selection = EndpointSelection(port, node: node.name, zone: node.zone, isIPv6: isIPv6)
      internalEndpoints = Self.endpoints(selection, isLocal: port.policies.isInternalLocal)
      externalEndpoints = Self.endpoints(selection, isLocal: port.policies.isExternalLocal)
      var settings = VirtualServer.Settings(
        node.scheduler,
        persistenceSeconds: port.policies.affinitySeconds
      )
      settings.hashesPort = node.scheduler == .maglevHashing
      self.settings = settings
    }

    func wanted(
      _ address: SocketAddress,
      _ capture: ServiceTable.Capture,
      on node: IPVSNode
    ) -> WantedVirtualServer {
      let isOwn = capture.isExternal && node.addresses.contains(address.address)
      return WantedVirtualServer(
        key: VirtualServer.Key(address, port.protocol),
        settings: settings,
        endpoints: capture.isExternal ? externalEndpoints : internalEndpoints,
        isBound: capture != .nodePort && !isOwn
      )
    }

    /// With no local endpoint a Local policy falls back to all endpoints, unlike in the other
    /// modes: pods are served so, outside clients get answers they cannot use.
    private static func endpoints(
      _ selection: EndpointSelection,
      isLocal: Bool
    ) -> [SocketAddress] {
      let endpoints = isLocal && !selection.local.isEmpty ? selection.local : selection.cluster
      return endpoints.map { SocketAddress($0.address, $0.port) }
    }
  }
}

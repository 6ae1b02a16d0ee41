/// What the command line says about a session; `nil` leaves it to the document, then to what the
/// document implies, then to Kubernetes's default.
package struct SessionOptions: Equatable, Sendable {
  package var seed: UInt64?
  /// Options of kube-proxy.
  package var proxy = ProxySettings()
  package var serviceCIDRs: [CIDR]?
  package var nodePorts: ClosedRange<Int64>?

  package init() {}
}

extension Settings {
  /// What is in force for a document: the command line, the `Simulation` object, what the
  /// document implies, the default, in this order.
  package init(_ document: LoadedDocument, _ options: SessionOptions) {
    self.init()
    let simulation = document.simulation
    seed = options.seed ?? simulation?.seed ?? seed
    let said = options.proxy.over(simulation?.proxy ?? ProxySettings())
    let implied = Self.impliedClusterCIDRs(document.nodes)
    proxy = ProxyOptions(said, impliedClusterCIDRs: implied)
    clusterCIDRs = said.clusterCIDRs ?? implied
    behaviors = simulation?.behaviors ?? behaviors
    for (name, node) in simulation?.nodes ?? [:] {
      var own = NodeSettings()
      own.addresses = node.addresses
      if node.proxy != ProxySettings() {
        // A node's own options are more special than those the command line gives for all.
        own.proxy = ProxyOptions(node.proxy.over(said), impliedClusterCIDRs: implied)
      }
      nodes[name] = own
    }
    serviceCIDRs =
      options.serviceCIDRs ?? simulation?.serviceClusterIPRange.map(Self.ranges)
      ?? Self.serviceCIDRs(document.serviceCIDRs) ?? Self.impliedServiceCIDRs(document)
    nodePorts =
      options.nodePorts ?? simulation?.serviceNodePortRange.flatMap(Self.portRange) ?? nodePorts
  }

  /// The ranges of ServiceCIDR objects, in their order; `nil` without any.
  private static func serviceCIDRs(_ objects: [ServiceCIDR]) -> [CIDR]? {
    let ranges = objects.flatMap(\.cidrs).compactMap(CIDR.init)
    return ranges.isEmpty ? nil : ranges
  }

  /// The ranges of a comma-separated list; what is not a range is left out.
  package static func ranges(_ text: String) -> [CIDR] {
    text.split(separator: ",").compactMap { CIDR(String($0)) }
  }

  /// The ports of `A-B`; `nil` if it is no such range.
  package static func portRange(_ text: String) -> ClosedRange<Int64>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last, first > 0,
      last <= 65_535
    else { return nil }
    return first...last
  }

  /// Per family the smallest range that holds all podCIDRs of the nodes.
  private static func impliedClusterCIDRs(_ nodes: [Node]) -> [CIDR] {
    let ranges = nodes.flatMap(\.spec.podCIDRs).compactMap(CIDR.init)
    let spans = [false, true].compactMap { isIPv6 in
      CIDR.spanning(ranges.filter { $0.base.isIPv6 == isIPv6 })
    }
    return spans.isEmpty ? [defaultClusterCIDR] : spans
  }

  /// 10.96.0.0/12 if it holds all cluster IPs, else the smallest range that does; IPv6 likewise,
  /// where it is used or asked for.
  private static func impliedServiceCIDRs(_ document: LoadedDocument) -> [CIDR] {
    let services = document.services
    let addresses = services.flatMap(\.spec.proxiedClusterIPs).compactMap(IPAddress.init)
    let asksForIPv6 = services.contains { service in
      let spec = service.spec
      return spec.proxiedClusterIPs.isEmpty
        && (spec.ipFamilies.contains(.v6) || spec.ipFamilyPolicy == "RequireDualStack")
    }
    let preferred = [defaultServiceCIDR, defaultServiceCIDRv6]
    let ranges = preferred.compactMap { preferred -> CIDR? in
      let mine = addresses.filter { $0.isIPv6 == preferred.base.isIPv6 }
      if mine.isEmpty { return preferred.base.isIPv6 && !asksForIPv6 ? nil : preferred }
      if mine.allSatisfy(preferred.contains) { return preferred }
      return CIDR.spanning(mine.map { CIDR(holding: $0, prefixLength: $0.isIPv6 ? 128 : 32) })
    }
    // The cluster's primary family is that of its nodes' first addresses.
    let first = document.nodes.first.flatMap {
      $0.status.internalIPs.first ?? $0.spec.podCIDRs.first
    }
    let primary =
      ranges.count > 1 && first != nil
      ? first?.contains(":") == true : addresses.first?.isIPv6 ?? false
    return ranges.filter { $0.base.isIPv6 == primary } + ranges.filter { $0.base.isIPv6 != primary }
  }

  static let defaultClusterCIDR = CIDR(
    holding: IPAddress(isIPv6: false, bits: 0x0af4_0000),
    prefixLength: 16
  )
  private static let defaultServiceCIDR = CIDR(
    holding: IPAddress(isIPv6: false, bits: 0x0a60_0000),
    prefixLength: 12
  )
  private static let defaultServiceCIDRv6 = CIDR(
    holding: IPAddress(isIPv6: true, bits: 0xfd00_0010_0096 << 80),
    prefixLength: 112
  )
}

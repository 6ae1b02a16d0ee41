/// What kube-proxy in IPVS mode must know of its node and its own options.
package struct IPVSNode: Hashable, Sendable {
  package var name: String
  /// `topology.kubernetes.io/zone`; empty without the label.
  package var zone = ""
  /// The addresses of all interfaces but `kube-ipvs0`; the first of each family is the node's own.
  package var addresses: [IPAddress] = []
  /// Families for which a proxier runs: both only in a dual-stack kube-proxy.
  package var families: [IPFamily] = [.v4]
  /// `--nodeport-addresses` with `primary` put as the node's address; empty: all.
  package var nodePortRanges: [CIDR] = []
  /// `--ipvs-scheduler`.
  package var scheduler = IPVSScheduler.roundRobin
  /// Virtual servers in these ranges are somebody else's (`--ipvs-exclude-cidrs`).
  package var excludedRanges: [CIDR] = []

  package init(name: String) {
    self.name = name
  }

  /// The node of a kube-proxy with its options.
  package init(_ node: ProxyNode) {
    name = node.name
    zone = node.zone
    addresses = node.addresses
    families = [IPFamily.v4, .v6].filter { family in
      node.addresses.contains { $0.family == family }
    }
    scheduler = node.options.scheduler
    switch node.options.nodePortAddresses {
    case nil: break
    case .ranges(let ranges): nodePortRanges = ranges
    case .primary:
      nodePortRanges = [false, true].compactMap(node.primaryAddress).map {
        CIDR(holding: $0, prefixLength: $0.isIPv6 ? 128 : 32)
      }
    }
  }

  /// The addresses of a family that answer node ports, in the node's order.
  ///
  /// Ranges of the other family only count as none given (pkg/proxy/util/nodeport_addresses.go);
  /// loopback never answers, and link-local addresses only where a range names them.
  package func nodePortAddresses(isIPv6: Bool) -> [IPAddress] {
    let ranges = nodePortRanges.filter { $0.base.isIPv6 == isIPv6 }
    let takesAll = ranges.isEmpty || ranges.contains { $0.prefixLength == 0 }
    let candidates = addresses.filter { $0.isIPv6 == isIPv6 && !$0.isLoopback }
    var found: [IPAddress] = []
    for address in candidates where !found.contains(address) {
      let isWanted =
        takesAll
        ? !Self.linkLocal.contains(address) : ranges.contains { $0.contains(address) }
      if isWanted { found.append(address) }
    }
    return found
  }

  /// fe80::/10.
  private static let linkLocal = CIDR(
    holding: IPAddress(isIPv6: true, bits: 0xFE80 << 112),
    prefixLength: 10
  )
}

internal import HashTreeCollections

/// Gives pods addresses from their node's podCIDRs, one a family.
///
/// As the usual host-local plugin does, each new pod gets the address after the last one given,
/// wrapping round: a pod that is replaced comes back under another address.
struct PodAddressAllocator: Equatable, Sendable {
  /// The offset last given, by range.
  private var last = TreeDictionary<CIDR, UInt128>()
  /// Offsets 0 and 1 are the network and its gateway.
  private static let firstOffset: UInt128 = 2

  /// Learns of an address that is already in use in `range`.
  mutating func reserve(_ address: IPAddress, in range: CIDR) {
    guard range.contains(address) else { return }
    let offset = address.bits - range.base.bits
    last[range] = max(last[range] ?? 0, offset)
  }

  /// The next free address of every range of the node; fewer when a range is used up.
  mutating func allocate(on node: Node, _ id: NodeID, in cluster: Cluster) -> [String] {
    node.spec.podCIDRs.compactMap(CIDR.init).compactMap { range in
      next(in: range, cluster)?.description
    }
  }

  private mutating func next(in range: CIDR, _ cluster: Cluster) -> IPAddress? {
    // The last address of an IPv4 network is its broadcast address.
    let end = (UInt128(1) << UInt128(min(range.hostBits, 64))) - (range.base.isIPv6 ? 0 : 1)
    guard end > Self.firstOffset else { return nil }
    var offset = last[range] ?? (Self.firstOffset - 1)
    for _ in 0..<min(end, UInt128(cluster.pods.count) + 2) {
      offset = offset + 1 >= end || offset + 1 < Self.firstOffset ? Self.firstOffset : offset + 1
      if let address = range.address(at: offset), cluster.pod(at: address) == nil {
        last[range] = offset
        return address
      }
    }
    return nil
  }
}

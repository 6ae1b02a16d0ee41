/// A node as its kube-proxy knows it: whose endpoints are local, which addresses are its own, and
/// the options it runs with.
///
/// With a ``ServiceTable`` it decides what happens to a packet, and nothing else takes part: this
/// is the part of the model that recorded cases of the real kube-proxy are held against.
package struct ProxyNode: Hashable, Sendable {
  package var name: String
  /// `topology.kubernetes.io/zone`; empty without the label.
  package var zone = ""
  /// Every address of the node but loopback, its main ones first.
  package var addresses: [IPAddress] = []
  /// Ranges of its pods' addresses (`spec.podCIDRs`).
  package var podCIDRs: [CIDR] = []
  package var options = ProxyOptions()
  /// Ranges that cluster IPs come from; only nftables mode looks at them.
  package var serviceCIDRs: [CIDR] = []

  package init(name: String) {
    self.name = name
  }

  /// The address that traffic of this family is masqueraded with, and the only one to answer node
  /// ports under `primary`; `nil` if it has none of the family.
  package func primaryAddress(isIPv6: Bool) -> IPAddress? {
    addresses.first { $0.isIPv6 == isIPv6 }
  }

  /// Whether an address belongs to the node itself, loopback included.
  package func owns(_ address: IPAddress) -> Bool {
    address.isLoopback || addresses.contains(address)
  }

  /// Whether kube-proxy takes a packet for one of a pod; `nil` if it cannot tell any.
  func detectsPod(_ packet: Packet) -> Bool? {
    switch options.detection {
    case .clusterCIDR(let ranges): Self.contains(packet.source, in: ranges)
    case .nodeCIDR: Self.contains(packet.source, in: podCIDRs)
    case .bridgeInterface, .interfaceNamePrefix: packet.comesFromOwnPod
    }
  }

  /// Whether an address lies in the ranges of its family; `nil` if there are none.
  private static func contains(_ address: IPAddress, in ranges: [CIDR]) -> Bool? {
    let mine = ranges.filter { $0.base.isIPv6 == address.isIPv6 }
    return mine.isEmpty ? nil : mine.contains { $0.contains(address) }
  }

  /// Whether node ports answer at an address.
  ///
  /// Per family: ranges of the other one only count as none given
  /// (pkg/proxy/util/nodeport_addresses.go).
  package func answersNodePorts(at address: IPAddress) -> Bool {
    guard owns(address) else { return false }
    if address.isLoopback {
      guard options.mode == .iptables, !address.isIPv6, options.answersOnLocalhost else {
        return false
      }
    }
    switch options.nodePortAddresses {
    case nil:
      return options.mode != .nftables || address == primaryAddress(isIPv6: address.isIPv6)
    case .primary: return address == primaryAddress(isIPv6: address.isIPv6)
    case .ranges(let ranges): return Self.contains(address, in: ranges) ?? true
    }
  }
}

/// The first packet of a connection as it reaches a node.
package struct Packet: Hashable, Sendable {
  package var source: IPAddress
  package var destination: IPAddress
  package var port: UInt16
  package var `protocol`: TransportProtocol
  /// Whether it came over the interface of a pod of this very node.
  package var comesFromOwnPod: Bool

  package init(
    from source: IPAddress,
    to destination: IPAddress,
    _ port: UInt16,
    _ protocol: TransportProtocol = .tcp,
    comesFromOwnPod: Bool = false
  ) {
    self.source = source
    self.destination = destination
    self.port = port
    self.protocol = `protocol`
    self.comesFromOwnPod = comesFromOwnPod
  }
}

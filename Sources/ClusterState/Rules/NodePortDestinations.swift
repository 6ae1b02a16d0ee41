/// Where node ports answer in the rules of a family (pkg/proxy/util/nodeport_addresses.go).
enum NodePortDestinations: Equatable {
  /// At every local address.
  case anyLocal
  /// At these addresses of the node.
  case addresses([IPAddress])
}

extension ProxyNode {
  /// The ranges of `--nodeport-addresses` for a family; empty: all addresses.
  ///
  /// Ranges of the other family only count as none given.
  private func nodePortRanges(isIPv6: Bool) -> [CIDR] {
    let ranges: [CIDR]
    switch options.nodePortAddresses ?? (options.mode == .nftables ? .primary : .ranges([])) {
    case .primary:
      ranges = [false, true].compactMap(primaryAddress).map(CIDR.init(only:))
    case .ranges(let given): ranges = given
    }
    return ranges.filter { $0.base.isIPv6 == isIPv6 }
  }

  /// Where node ports answer; loopback is among the addresses only if a range holds it.
  func nodePortDestinations(isIPv6: Bool) -> NodePortDestinations {
    let ranges = nodePortRanges(isIPv6: isIPv6)
    guard !ranges.isEmpty, !ranges.contains(where: { $0.prefixLength == 0 }) else {
      return .anyLocal
    }
    let loopback = IPAddress(isIPv6: isIPv6, bits: isIPv6 ? 1 : 0x7f00_0001)
    let own = [loopback] + addresses.filter { $0.isIPv6 == isIPv6 }
    return .addresses(own.filter { address in ranges.contains { $0.contains(address) } })
  }

  /// Whether rules let node ports answer on 127.0.0.1.
  var hasLocalhostNodePorts: Bool {
    guard options.mode == .iptables, options.answersOnLocalhost else { return false }
    let ranges = nodePortRanges(isIPv6: false)
    let loopback = IPAddress(isIPv6: false, bits: 0x7f00_0001)
    return ranges.isEmpty || ranges.contains { $0.contains(loopback) }
  }
}

extension CIDR {
  /// The range of one address.
  init(only address: IPAddress) {
    self.init(holding: address, prefixLength: address.isIPv6 ? 128 : 32)
  }

  /// 127.0.0.0/8.
  static let loopback = CIDR(
    holding: IPAddress(isIPv6: false, bits: 0x7f00_0000),
    prefixLength: 8
  )
  /// ::1/128.
  static let loopbackIPv6 = CIDR(only: IPAddress(isIPv6: true, bits: 1))
}

internal import HashTreeCollections

/// Hands out cluster IPs and node ports (pkg/registry/core/service/ipallocator, portallocator).
///
/// Both ranges are split: what clients ask for by number is expected in the static band below,
/// what is given automatically comes from the dynamic band above, and from the static one only
/// when that is used up.
struct ServiceAddressAllocator: Equatable, Sendable {
  private let ranges: [CIDR]
  private let nodePorts: ClosedRange<Int64>
  private var usedAddresses = TreeSet<IPAddress>()
  private var usedPorts = TreeDictionary<Int64, ObjectName>()

  init(_ settings: Settings) {
    ranges = settings.serviceCIDRs
    nodePorts = settings.nodePorts
  }

  /// Families that cluster IPs can be had of, the primary first.
  var families: [IPFamily] { ranges.map(\.base.family) }

  /// Marks what a Service has already as taken.
  mutating func reserve(_ service: Service) {
    for address in service.spec.proxiedClusterIPs.compactMap(IPAddress.init) {
      usedAddresses.insert(address)
    }
    for port in service.spec.ports where port.nodePort != 0 {
      usedPorts[port.nodePort] = service.key
    }
  }

  mutating func release(_ service: Service) {
    for address in service.spec.proxiedClusterIPs.compactMap(IPAddress.init) {
      usedAddresses.remove(address)
    }
    for port in service.spec.ports where usedPorts[port.nodePort] == service.key {
      usedPorts[port.nodePort] = nil
    }
  }

  /// A free cluster IP of a family; `nil` if there is no range or none is left.
  mutating func allocateAddress(
    _ family: IPFamily,
    _ generator: inout SeededGenerator
  ) -> IPAddress? {
    guard let range = ranges.first(where: { $0.base.family == family }) else { return nil }
    // The network itself is never given, nor is the broadcast address of an IPv4 range; of a
    // huge IPv6 range only the first 2^62 addresses are.
    let size = Int64(1) << Int64(min(range.hostBits, 62))
    let last = size - (range.base.isIPv6 ? 1 : 2)
    guard last >= 1 else { return nil }
    let offset = Bands.offset(size: size, least: 16, most: 256, divisor: 16)
    let bands = Bands(first: 1, last: last, dynamicFrom: 1 + offset)
    let chosen = bands.search(&generator) { number in
      range.address(at: UInt128(number)).map { !usedAddresses.contains($0) } ?? false
    }
    guard let address = chosen.flatMap({ range.address(at: UInt128($0)) }) else { return nil }
    usedAddresses.insert(address)
    return address
  }

  /// A free node port for a Service; `nil` if none is left.
  mutating func allocateNodePort(
    for service: ObjectName,
    _ generator: inout SeededGenerator
  ) -> Int64? {
    let size = Int64(nodePorts.count)
    let offset = Bands.offset(size: size, least: 16, most: 128, divisor: 32)
    let bands = Bands(
      first: nodePorts.lowerBound,
      last: nodePorts.upperBound,
      dynamicFrom: nodePorts.lowerBound + offset
    )
    let port = bands.search(&generator) { usedPorts[$0] == nil }
    if let port { usedPorts[port] = service }
    return port
  }
}

/// A range of numbers whose lower part is kept for explicit requests.
private struct Bands {
  let first: Int64
  let last: Int64
  let dynamicFrom: Int64

  /// How many numbers the static band has (`calculateRangeOffset`); 0 for a small range.
  static func offset(size: Int64, least: Int64, most: Int64, divisor: Int64) -> Int64 {
    size <= least ? 0 : min(max(size / divisor, least), most)
  }

  /// The first free number from a random one on, in the dynamic band, then in the static one.
  func search(_ generator: inout SeededGenerator, isFree: (Int64) -> Bool) -> Int64? {
    for band in [min(dynamicFrom, last + 1)..<last + 1, first..<min(dynamicFrom, last + 1)]
    where !band.isEmpty {
      let count = Int64(band.count)
      let start = Int64(generator.next(below: UInt64(count)))
      for step in 0..<count {
        let number = band.lowerBound + (start + step) % count
        if isFree(number) { return number }
      }
    }
    return nil
  }
}

internal import HashTreeCollections

/// Hands out cluster IPs and node ports (pkg/registry/core/service/ipallocator, portallocator).
struct ServiceAddressAllocator: Equatable, Sendable {
  /// Why something cannot be had.
  enum Failure: Error, Equatable {
    /// No range holds the address.
    case mismatchedNetwork
    case addressAllocated
    case portNotInRange(ClosedRange<Int64>)
    case portAllocated
    case rangeFull
  }

  private let ranges: [CIDR]
  private let nodePorts: ClosedRange<Int64>
  private var usedAddresses = TreeSet<IPAddress>()
  private var usedPorts = TreeSet<Int64>()
  /// What someone will ask for: not given automatically.
  private var expectedAddresses = TreeSet<IPAddress>()
  private var expectedPorts = TreeSet<Int64>()

  init(_ settings: Settings) {
    ranges = settings.serviceCIDRs
    nodePorts = settings.nodePorts
  }

  /// Families that cluster IPs can be had of, the primary first.
  var families: [IPFamily] {
    var families: [IPFamily] = []
    for range in ranges where !families.contains(range.base.family) {
      families.append(range.base.family)
    }
    return families
  }

  /// Takes an address that a client asks for.
  mutating func allocate(_ address: IPAddress) throws(Failure) {
    let isOffered = ranges.contains { range in
      guard range.contains(address), let bands = AllocationBands(addressesOf: range) else {
        return false
      }
      let offset = address.bits - range.base.bits
      return offset >= UInt128(bands.first) && offset <= UInt128(bands.last)
    }
    guard isOffered else { throw .mismatchedNetwork }
    guard usedAddresses.insert(address).inserted else { throw .addressAllocated }
  }

  /// Takes a free cluster IP of a family.
  mutating func allocateAddress(
    _ family: IPFamily,
    _ generator: inout SeededGenerator
  ) throws(Failure) -> IPAddress {
    for range in ranges where range.base.family == family {
      let chosen = AllocationBands(addressesOf: range)?.search(&generator) { number in
        range.address(at: UInt128(number)).map {
          !usedAddresses.contains($0) && !expectedAddresses.contains($0)
        } ?? false
      }
      if let address = chosen.flatMap({ range.address(at: UInt128($0)) }) {
        usedAddresses.insert(address)
        return address
      }
    }
    throw .rangeFull
  }

  /// Takes a port that a client asks for.
  mutating func allocate(nodePort: Int64) throws(Failure) {
    guard nodePorts.contains(nodePort) else { throw .portNotInRange(nodePorts) }
    guard usedPorts.insert(nodePort).inserted else { throw .portAllocated }
  }

  /// Takes a free node port.
  mutating func allocateNodePort(_ generator: inout SeededGenerator) throws(Failure) -> Int64 {
    let bands = AllocationBands(ports: nodePorts)
    let chosen = bands.search(&generator) { number in
      !usedPorts.contains(Int64(number)) && !expectedPorts.contains(Int64(number))
    }
    guard let chosen else { throw .rangeFull }
    usedPorts.insert(Int64(chosen))
    return Int64(chosen)
  }

  /// Marks addresses and ports as taken, whether they are of the ranges or not.
  mutating func reserve(addresses: [String], ports: [Int64]) {
    for address in addresses.compactMap(SloppyAddress.init) {
      usedAddresses.insert(address.address)
    }
    for port in ports where port != 0 { usedPorts.insert(port) }
  }

  /// Keeps addresses and ports from being given automatically; whoever asks for them gets them.
  mutating func expect(addresses: [String], ports: [Int64]) {
    for address in addresses.compactMap(SloppyAddress.init) {
      expectedAddresses.insert(address.address)
    }
    for port in ports where port != 0 { expectedPorts.insert(port) }
  }

  /// Marks the first address of the primary range as taken.
  mutating func reserveFirst() {
    guard let address = ranges.first?.address(at: 1) else { return }
    usedAddresses.insert(address)
  }

  /// Gives addresses and ports back.
  mutating func release(addresses: [String], ports: [Int64]) {
    for address in addresses.compactMap(SloppyAddress.init) {
      usedAddresses.remove(address.address)
    }
    for port in ports { usedPorts.remove(port) }
  }
}

extension ServiceAddressAllocator {
  /// Marks what a Service has already as taken.
  mutating func reserve(_ service: Service) {
    reserve(addresses: service.spec.proxiedClusterIPs, ports: service.spec.allocatedPorts)
  }

  /// Gives back what a Service has.
  mutating func release(_ service: Service) {
    release(addresses: service.spec.proxiedClusterIPs, ports: service.spec.allocatedPorts)
  }
}

extension ServiceSpec {
  /// Node ports and the port for health checks.
  fileprivate var allocatedPorts: [Int64] {
    (ports.map(\.nodePort) + [healthCheckNodePort]).filter { $0 != 0 }
  }
}

extension ServiceAddressAllocator.Failure: CustomStringConvertible {
  /// The allocators' own words.
  var description: String {
    switch self {
    case .mismatchedNetwork: "the provided network does not match the current range"
    case .addressAllocated: "provided IP is already allocated"
    case .portNotInRange(let range):
      "provided port is not in the valid range. The range of valid ports is"
        + " \(range.lowerBound)-\(range.upperBound)"
    case .portAllocated: "provided port is already allocated"
    case .rangeFull: "range is full"
    }
  }
}

/// The slots in which hashing schedulers look for a server.
///
/// Built when first needed after a change. It follows from the list alone, so it never tells two
/// virtual servers apart.
struct SchedulerTable: Equatable, Sendable {
  /// Indices into the list; empty until built, and if nobody has a slot.
  private(set) var slots: [UInt32] = []

  init(slots: [UInt32] = []) {
    self.slots = slots
  }

  static func == (left: Self, right: Self) -> Bool { true }

  /// The server in slot `slot(0)`; `nil` if it takes no connections.
  ///
  /// With `fallsBack` the slots at other offsets are tried then.
  func pick(_ servers: [RealServer], fallsBack: Bool, slot: (UInt32) -> Int) -> Int? {
    guard !slots.isEmpty else { return nil }
    let first = slot(0)
    let index = Int(slots[first])
    if servers[index].weight > 0 { return index }
    guard fallsBack else { return nil }
    for step in slots.indices {
      let other = Int(slots[slot(UInt32((first + step) % slots.count))])
      if servers[other].weight > 0 { return other }
    }
    return nil
  }
}

extension SchedulerTable {
  private static let bucketBits: UInt32 = 8

  /// The table of `sh` (net/netfilter/ipvs/ip_vs_sh.c): each server in turn takes as many buckets
  /// as it has weight, at least one.
  static func sourceHashing(_ servers: [RealServer]) -> Self {
    filled(servers) { max($0.weight, 1) }
  }

  /// The table of `dh` (net/netfilter/ipvs/ip_vs_dh.c): the servers in turn.
  static func destinationHashing(_ servers: [RealServer]) -> Self {
    filled(servers) { _ in 1 }
  }

  /// The bucket of a client, or of a virtual address.
  static func bucket(_ address: IPAddress, port: UInt16 = 0, offset: UInt32 = 0) -> Int {
    let key = KernelHash.folded(address) &+ UInt32(port)
    return Int((KernelHash.hash32(key, bits: bucketBits) &+ offset) % (1 << bucketBits))
  }

  private static func filled(_ servers: [RealServer], share: (RealServer) -> Int) -> Self {
    guard !servers.isEmpty else { return Self() }
    var slots: [UInt32] = []
    var (index, taken) = (0, 0)
    for _ in 0..<(1 << bucketBits) {
      slots.append(UInt32(index))
      taken += 1
      if taken >= share(servers[index]) {
        taken = 0
        index = index + 1 == servers.count ? 0 : index + 1
      }
    }
    return Self(slots: slots)
  }
}

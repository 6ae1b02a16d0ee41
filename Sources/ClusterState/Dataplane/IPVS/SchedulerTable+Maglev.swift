extension SchedulerTable {
  /// Slots of the kernel's Maglev table: the prime below 2^12 (`CONFIG_IP_VS_MH_TAB_INDEX=12`).
  private static let maglevSize = 4_093
  /// Turns of a server in one round have at most this many bits.
  private static let turnBits = 6
  private static let offsetKey: UInt64 = 2_654_435_761
  private static let skipKey: UInt64 = 2_654_446_892

  /// The table of `mh` (net/netfilter/ipvs/ip_vs_mh.c), after Eisenbud and others, "Maglev" (2016).
  ///
  /// A server without weight keeps the slots of its last weight. For more servers than slots the
  /// kernel builds no table but stays with the one it has, that of the servers which came first.
  static func maglev(_ servers: [RealServer]) -> Self {
    var claims = claims(servers)
    guard claims.contains(where: { $0.turns > 0 }) else { return Self() }
    let free = UInt32.max
    var slots = [UInt32](repeating: free, count: maglevSize)
    var left = maglevSize
    while left > 0 {
      for index in claims.indices {
        for _ in 0..<min(claims[index].turns, left) {
          while slots[claims[index].next] != free { claims[index].advance() }
          slots[claims[index].next] = UInt32(claims[index].server)
          left -= 1
        }
      }
    }
    return Self(slots: slots)
  }

  /// The slot of a client.
  static func maglevSlot(_ address: IPAddress, port: UInt16, offset: UInt32 = 0) -> Int {
    Int(maglevHash(address, port, offset: offset, key: offsetKey)) % maglevSize
  }

  /// The order in which a server claims slots, and how many in a round.
  private struct Claim {
    var server: Int
    var next: Int
    var skip: Int
    var turns: Int

    mutating func advance() {
      next += skip
      if next >= maglevSize { next -= maglevSize }
    }
  }

  private static func claims(_ servers: [RealServer]) -> [Claim] {
    // The newest are at the head.
    let seated = servers[max(servers.count - maglevSize, 0)...]
    let weights = seated.map(\.lastingWeight).filter { $0 > 0 }
    let divisor = weights.reduce(0, WeightedWalk.greatestCommonDivisor)
    guard divisor > 0 else { return [] }
    let most = (weights.max() ?? 0) / divisor
    let shift = max(Int.bitWidth - most.leadingZeroBitCount - turnBits, 0)
    return seated.indices.map { index in
      let server = servers[index]
      let (address, port) = (server.endpoint.address, server.endpoint.port)
      let turns = (server.lastingWeight / divisor) >> shift
      let skip = maglevHash(address, port, offset: 0, key: skipKey)
      return Claim(
        server: index,
        next: maglevSlot(address, port: port),
        skip: Int(skip) % (maglevSize - 1) + 1,
        turns: turns == 0 && server.lastingWeight != 0 ? 1 : turns
      )
    }
  }

  private static func maglevHash(
    _ address: IPAddress,
    _ port: UInt16,
    offset: UInt32,
    key: UInt64
  ) -> UInt32 {
    KernelHash.sipHash13(KernelHash.folded(address) &+ UInt32(port) &+ offset, key: key)
  }
}

/// The hash functions by which IPVS spreads addresses.
enum KernelHash {
  /// An address as 32 bits: the four words of an IPv6 address are joined by exclusive or.
  static func folded(_ address: IPAddress) -> UInt32 {
    guard address.isIPv6 else { return UInt32(truncatingIfNeeded: address.bits) }
    return [UInt128(0), 32, 64, 96].reduce(0) { folded, shift in
      folded ^ UInt32(truncatingIfNeeded: address.bits >> shift)
    }
  }

  /// The kernel's `hash_32` (include/linux/hash.h): the highest bits of a golden-ratio product.
  static func hash32(_ value: UInt32, bits: UInt32) -> UInt32 {
    (value &* 0x61C8_8647) >> (32 - bits)
  }

  /// The kernel's `hsiphash` of four bytes on a 64-bit machine (lib/siphash.c): SipHash-1-3 with
  /// both halves of the key equal, cut to its low 32 bits.
  static func sipHash13(_ value: UInt32, key: UInt64) -> UInt32 {
    var state = SipState(key: key)
    let block = UInt64(4) << 56 | UInt64(value)
    state.v3 ^= block
    state.round()
    state.v0 ^= block
    state.v2 ^= 0xFF
    for _ in 0..<3 { state.round() }
    return UInt32(truncatingIfNeeded: state.v0 ^ state.v1 ^ state.v2 ^ state.v3)
  }

  /// The four words SipHash works on.
  private struct SipState {
    var v0: UInt64 = 0x736f_6d65_7073_6575
    var v1: UInt64 = 0x646f_7261_6e64_6f6d
    var v2: UInt64 = 0x6c79_6765_6e65_7261
    var v3: UInt64 = 0x7465_6462_7974_6573

    init(key: UInt64) {
      v0 ^= key
      v1 ^= key
      v2 ^= key
      v3 ^= key
    }

    mutating func round() {
      v0 &+= v1
      v1 = v1 << 13 | v1 >> 51
      v1 ^= v0
      v0 = v0 << 32 | v0 >> 32
      v2 &+= v3
      v3 = v3 << 16 | v3 >> 48
      v3 ^= v2
      v0 &+= v3
      v3 = v3 << 21 | v3 >> 43
      v3 ^= v0
      v2 &+= v1
      v1 = v1 << 17 | v1 >> 47
      v1 ^= v2
      v2 = v2 << 32 | v2 >> 32
    }
  }
}

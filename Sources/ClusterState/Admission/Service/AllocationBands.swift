/// A range of numbers whose lower part is kept for those who ask by number (KEP-3070, KEP-3668).
///
/// What clients ask for is expected in the static band; what is given automatically comes from the
/// dynamic band above it, and from the static one only when that is used up.
struct AllocationBands: Equatable, Sendable {
  let first: UInt64
  let last: UInt64
  /// How many numbers the static band has; 0: the range is too small to be split.
  let staticCount: UInt64

  /// Offsets of the addresses of a range that are given; `nil` if it has none.
  ///
  /// The network itself is never given, nor is the broadcast address of an IPv4 range
  /// (pkg/registry/core/service/ipallocator).
  init?(addressesOf range: CIDR) {
    let size = range.hostBits >= 64 ? UInt64.max : UInt64(1) << UInt64(range.hostBits)
    let reserved: UInt64 = range.base.isIPv6 ? 1 : 2
    guard size > reserved else { return nil }
    first = 1
    last = range.hostBits >= 64 ? .max : size - reserved
    staticCount = Self.staticCount(size: size, least: 16, most: 256, divisor: 16)
  }

  /// Node ports (pkg/registry/core/service/portallocator).
  init(ports: ClosedRange<Int64>) {
    first = UInt64(ports.lowerBound)
    last = UInt64(ports.upperBound)
    let size = UInt64(ports.count)
    staticCount = Self.staticCount(size: size, least: 16, most: 128, divisor: 32)
  }

  /// `calculateRangeOffset` of both allocators.
  private static func staticCount(
    size: UInt64,
    least: UInt64,
    most: UInt64,
    divisor: UInt64
  ) -> UInt64 {
    size <= least ? 0 : min(max(size / divisor, least), most)
  }

  /// `nil`: nothing is kept for explicit requests.
  var staticBand: ClosedRange<UInt64>? {
    guard staticCount > 0 else { return nil }
    return first...min(last, first + staticCount - 1)
  }

  /// `nil`: everything is kept for explicit requests.
  var dynamicBand: ClosedRange<UInt64>? {
    last - first < staticCount ? nil : first + staticCount...last
  }

  /// The first free number from a random one on, in the dynamic band, then in the static one.
  func search(_ generator: inout SeededGenerator, isFree: (UInt64) -> Bool) -> UInt64? {
    for band in [dynamicBand, staticBand].compactMap(\.self) {
      let count = band.upperBound - band.lowerBound + 1
      let start = generator.next(below: count)
      for step in 0..<count {
        // Counted down from the end, so that nothing overflows in the largest ranges.
        let left = count - start
        let number = step < left ? band.lowerBound + start + step : band.lowerBound + (step - left)
        if isFree(number) { return number }
      }
    }
    return nil
  }
}

/// The only source of chance in the model: equal seeds give equal numbers on every machine.
///
/// SplitMix64 (Steele, Lea, Flood 2014): one addition and a mix for each number, and any two seeds
/// are far apart. The standard library's `random(in:using:)` and `shuffled(using:)` are not used
/// on top of it, for their algorithms are not promised from one toolchain to the next.
package struct SeededGenerator: Equatable, Sendable {
  private var state: UInt64

  /// A generator whose numbers follow from `seed` alone.
  package init(seed: UInt64) {
    state = seed
  }

  /// A generator of its own for one purpose, such as `traffic/web` or `node-a/shop/web:http`.
  ///
  /// Streams of one seed do not share numbers: drawing more from one shifts no other, which is
  /// what lets two branches of a simulation be compared.
  package init(seed: UInt64, stream: String) {
    state = Self.mixed(Self.mixed(seed &+ Self.increment) ^ Self.hash(stream))
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mixed(state)
  }

  /// A number from 0 to `bound` - 1, each equally likely; `bound` must not be 0.
  ///
  /// The high half of `next() * bound` (Lemire 2019), drawn again in the rare case that would
  /// favour some numbers over others.
  package mutating func next(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "a number below 0 does not exist")
    var product = next().multipliedFullWidth(by: bound)
    guard product.low < bound else { return product.high }
    let threshold = (0 &- bound) % bound
    while product.low < threshold {
      product = next().multipliedFullWidth(by: bound)
    }
    return product.high
  }

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mixed(_ number: UInt64) -> UInt64 {
    var bits = number
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// FNV-1a over the UTF-8 of `text`.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}

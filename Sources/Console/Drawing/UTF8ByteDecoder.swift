/// Decodes UTF-8 that arrives byte by byte and may be wrong: keys from a terminal, raw files.
package struct UTF8ByteDecoder: Sendable {
  /// What came out: a scalar, or a byte that is part of none.
  package enum Piece: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    case invalid(UInt8)
  }

  private var pending: [UInt8] = []

  /// A decoder at the start of a text.
  package init() {}

  /// Whether a scalar has begun and waits for more bytes.
  package var isInside: Bool { !pending.isEmpty }

  /// Takes the next byte and hands every piece that is now complete to `emit`.
  package mutating func take(_ byte: UInt8, _ emit: (Piece) -> Void) {
    pending.append(byte)
    guard let length = Self.length(ofSequenceStarting: pending[0]) else {
      return finish(emit)
    }
    if pending.count > 1, byte & 0xC0 != 0x80 {
      // The sequence broke off; the new byte starts afresh.
      pending.removeLast()
      finish(emit)
      return take(byte, emit)
    }
    guard pending.count == length else { return }
    var codec = UTF8()
    var bytes = pending.makeIterator()
    if case .scalarValue(let scalar) = codec.decode(&bytes) {
      pending.removeAll(keepingCapacity: true)
      return emit(.scalar(scalar))
    }
    finish(emit)
  }

  /// Ends the text: bytes still waiting were not a scalar.
  package mutating func finish(_ emit: (Piece) -> Void) {
    let left = pending
    pending.removeAll(keepingCapacity: true)
    for byte in left { emit(.invalid(byte)) }
  }

  private static func length(ofSequenceStarting byte: UInt8) -> Int? {
    switch byte {
    case 0..<0x80: 1
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: nil
    }
  }
}

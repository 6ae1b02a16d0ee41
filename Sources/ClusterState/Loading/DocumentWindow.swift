import CSimdJSON

/// A stretch of memory that a document is read through.
///
/// The same memory is used again and again: touching fresh memory for every byte that is read
/// would cost as much as decoding it.
final class DocumentWindow {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  /// Room for what the splitter finds.
  var pieces: [svctui_json_piece] = Array(repeating: svctui_json_piece(), count: 512)

  /// Begins with `capacity` bytes.
  init(capacity: Int) {
    self.capacity = capacity
    bytes = Self.allocate(capacity)
  }

  deinit { bytes.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + SVCTUI_JSON_PADDING)
    // What is looked at beyond the end is never used, but it should not be chance.
    (bytes + capacity).initialize(repeating: 0, count: SVCTUI_JSON_PADDING)
    return bytes
  }

  /// Makes room for `wanted` bytes, of which the first `count` are kept.
  func grow(to wanted: Int, keeping count: Int) {
    guard wanted > capacity else { return }
    let larger = Self.allocate(wanted)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    (bytes, capacity) = (larger, wanted)
  }

  /// Doubles the room for pieces.
  func growPieces() {
    pieces += Array(repeating: svctui_json_piece(), count: pieces.count)
  }

  /// The room behind the first `count` bytes.
  func room(after count: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: bytes + count, count: capacity - count)
  }
}

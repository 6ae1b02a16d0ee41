/// Remembers what was made from the same bytes before.
///
/// Names of namespaces and nodes, label sets, owners and tolerations repeat from pod to pod: one
/// value shared by all saves the time to build it and the memory to hold it. Of two that fall on
/// one slot the later one stays, so the size is bounded whatever the document says.
final class ByteMemo<Value> {
  private struct Entry {
    var hash: UInt64 = 0
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    var value: Value?
  }

  private let entries: UnsafeMutablePointer<Entry>
  private let capacity: Int
  /// Longer texts repeat too seldom to be kept.
  private let bytesMax = 4096

  /// `capacity` is a power of two.
  init(capacity: Int) {
    self.capacity = capacity
    entries = .allocate(capacity: capacity)
    entries.initialize(repeating: Entry(), count: capacity)
  }

  deinit {
    for index in 0..<capacity { entries[index].bytes?.deallocate() }
    entries.deinitialize(count: capacity)
    entries.deallocate()
  }

  /// The value made from equal bytes, if it is remembered.
  @inline(__always)
  func find(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt64) -> Value? {
    let entry = entries + Int(truncatingIfNeeded: hash) & (capacity - 1)
    guard entry.pointee.hash == hash, entry.pointee.count == count,
      let known = entry.pointee.bytes, equalBytes(known, bytes, count)
    else { return nil }
    return entry.pointee.value
  }

  /// Remembers `value` for these bytes.
  func store(
    _ value: Value,
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ hash: UInt64
  ) {
    guard count <= bytesMax else { return }
    let entry = entries + Int(truncatingIfNeeded: hash) & (capacity - 1)
    entry.pointee.bytes?.deallocate()
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    copy.initialize(from: bytes, count: count)
    entry.pointee = Entry(hash: hash, bytes: copy, count: count, value: value)
  }
}

/// A hash of bytes that is the same in every run.
@inline(__always)
func stableHash(
  _ bytes: UnsafePointer<UInt8>,
  _ count: Int,
  seed: UInt64 = 0x9E37_79B9_7F4A_7C15
) -> UInt64 {
  var hash = seed ^ UInt64(truncatingIfNeeded: count)
  var index = 0
  // Two at a time, as a multiplication waits for the one before.
  var other = ~seed
  while index + 16 <= count {
    hash = folded(hash ^ word(bytes + index))
    other = folded(other ^ word(bytes + index + 8))
    index += 16
  }
  if index + 8 <= count {
    hash = folded(hash ^ word(bytes + index))
    index += 8
  }
  var rest: UInt64 = 0
  while index < count {
    rest = rest << 8 | UInt64(bytes[index])
    index += 1
  }
  return folded(hash ^ rest ^ 0xA076_1D64_78BD_642F) ^ other
}

@inline(__always)
private func folded(_ value: UInt64) -> UInt64 {
  let product = value.multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
  return product.high ^ product.low
}

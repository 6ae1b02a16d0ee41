/// An array in chunks that shares storage with its copies chunk by chunk.
///
/// A history keeps a copy of the whole cluster for every command. Changing one element after such
/// a copy moves one chunk and the list of chunks, not the 150,000 elements of a large cluster.
package struct ChunkedArray<Element> {
  private static var chunkShift: Int { 6 }
  private static var chunkSize: Int { 1 << chunkShift }
  private var chunks: [[Element]] = []
  package private(set) var count = 0

  package init() {}

  package init(repeating element: Element, count: Int) {
    for _ in 0..<count { append(element) }
  }

  package var indices: Range<Int> { 0..<count }

  package mutating func append(_ element: Element) {
    if count & (Self.chunkSize - 1) == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(count == 0 ? 4 : Self.chunkSize)
    }
    chunks[chunks.count - 1].append(element)
    count += 1
  }

  /// Takes the last `number` elements off.
  package mutating func removeLast(_ number: Int) {
    precondition(number <= count)
    for _ in 0..<number {
      chunks[chunks.count - 1].removeLast()
      if chunks[chunks.count - 1].isEmpty { chunks.removeLast() }
      count -= 1
    }
  }

  package subscript(index: Int) -> Element {
    _read { yield chunks[index >> Self.chunkShift][index & (Self.chunkSize - 1)] }
    _modify { yield &chunks[index >> Self.chunkShift][index & (Self.chunkSize - 1)] }
  }

  /// A copy of an element, for small ones in a hurry: nothing is lent.
  @inline(__always)
  func element(at index: Int) -> Element {
    chunks[index >> Self.chunkShift][index & (Self.chunkSize - 1)]
  }

  /// The same the other way.
  @inline(__always)
  mutating func replace(at index: Int, with element: Element) {
    chunks[index >> Self.chunkShift][index & (Self.chunkSize - 1)] = element
  }
}

extension ChunkedArray: Equatable where Element: Equatable {}
extension ChunkedArray: Sendable where Element: Sendable {}

extension ChunkedArray: Sequence {
  package func makeIterator() -> AnyIterator<Element> {
    var index = 0
    return AnyIterator {
      guard index < count else { return nil }
      defer { index += 1 }
      return self[index]
    }
  }
}

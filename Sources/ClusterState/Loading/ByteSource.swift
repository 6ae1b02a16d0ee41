/// Where the bytes of one document come from: a file, a pipe, an array.
///
/// The model opens nothing itself; whoever may is the one to make these.
package protocol ByteSource: AnyObject {
  /// Writes the next bytes to the start of `buffer`, which is not empty; returns how many, 0 at
  /// the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int
}

/// Bytes that are in memory already.
package final class ArraySource: ByteSource {
  private let bytes: [UInt8]
  private let chunkSize: Int
  private var position = 0

  /// Hands out at most `chunkSize` bytes a time, as a pipe does.
  package init(_ bytes: some Sequence<UInt8>, chunkSize: Int = .max) {
    self.bytes = Array(bytes)
    self.chunkSize = chunkSize
  }

  /// Copies the next bytes.
  package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, chunkSize, bytes.count - position)
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
    }
    position += count
    return count
  }
}

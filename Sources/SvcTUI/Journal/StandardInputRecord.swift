import ClusterState

/// Keeps what comes from standard input, as long as it is not much: it cannot be read again.
final class StandardInputRecord: ByteSource {
  /// Longer documents are not kept.
  static let bytesMax = 16 << 20

  private let source: FileSource
  /// The bytes so far; `nil` once there were too many.
  private(set) var bytes: [UInt8]? = []

  init(_ source: FileSource) { self.source = source }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    let count = try source.read(into: buffer)
    guard let kept = bytes?.count else { return count }
    if kept + count > Self.bytesMax {
      bytes = nil
    } else {
      bytes?.append(contentsOf: buffer.prefix(count))
    }
    return count
  }

  var digest: String? {
    guard let bytes else { return nil }
    var digest = SHA256()
    bytes.withUnsafeBytes { digest.add($0) }
    return digest.hexadecimal
  }
}

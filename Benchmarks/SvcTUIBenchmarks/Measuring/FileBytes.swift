import ClusterState
import Glibc

/// A file as a source of bytes.
final class FileBytes: ByteSource {
  private let descriptor: Int32
  private let path: String

  init(_ path: String) throws(LoadError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    guard descriptor >= 0 else { throw .noSuchFile(path: path) }
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw .unreadable(path: path, reason: "\(errno)") }
    return count
  }
}

extension LoadedDocument {
  /// Loads one file.
  static func load(_ path: String, threads: Int = 2) throws(LoadError) -> LoadedDocument {
    var loader = DocumentLoader(
      DocumentLoader.Options(threads: threads, admission: SessionOptions())
    )
    try loader.load(try FileBytes(path), name: path)
    return loader.finish()
  }
}

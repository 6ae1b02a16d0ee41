import ClusterState
import Glibc
import Synchronization

/// SHA-256 of a document: of its file's bytes, or of all its files' bytes one after the other.
///
/// A large document is read once more on a thread of its own, so that nobody waits for it.
final class DocumentDigest: Sendable {
  /// Up to here it is found at once.
  private static let immediateBytes: Int64 = 1 << 20

  private let found = Mutex<String?>(nil)
  private let isOver = Atomic<Bool>(false)

  /// Known already.
  init(known: String?) {
    found.withLock { $0 = known }
    isOver.store(true, ordering: .releasing)
  }

  /// Of a demo.
  convenience init(of bytes: UnsafeRawBufferPointer) {
    var digest = SHA256()
    digest.add(bytes)
    self.init(known: digest.hexadecimal)
  }

  /// Of files, in this order.
  init(ofFiles paths: [String]) {
    if Self.size(paths) <= Self.immediateBytes {
      finish(Self.digest(paths))
      return
    }
    let job = BackgroundJob { self.finish(Self.digest(paths)) }
    if !job.start() { finish(nil) }
  }

  /// 64 hexadecimal digits; `nil` if they are not known (yet).
  var text: String? { found.withLock { $0 } }

  /// Whether more will never be known.
  var isSettled: Bool { isOver.load(ordering: .acquiring) }

  /// Waits a while for the digest.
  func wait(milliseconds: Int) -> String? {
    var left = milliseconds
    while !isSettled, left > 0 {
      usleep(5_000)
      left -= 5
    }
    return text
  }

  private func finish(_ text: String?) {
    found.withLock { $0 = text }
    isOver.store(true, ordering: .releasing)
  }

  private static func size(_ paths: [String]) -> Int64 {
    paths.reduce(0) { total, path in
      var status = stat()
      // What is no plain file may be of any size.
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .max / 2 }
      return total + min(Int64(status.st_size), .max / 4)
    }
  }

  /// `nil` if a file cannot be read again, or is none that could.
  private static func digest(_ paths: [String]) -> String? {
    var digest = SHA256()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { buffer.deallocate() }
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        let file = try? FileSource(path: path)
      else { return nil }
      while true {
        guard let count = try? file.read(into: buffer) else { return nil }
        if count == 0 { break }
        digest.add(UnsafeRawBufferPointer(rebasing: buffer.prefix(count)))
      }
    }
    return digest.hexadecimal
  }
}

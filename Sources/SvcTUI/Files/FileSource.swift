import ClusterState
import Glibc

/// A file, or whatever else has a descriptor, as a source of bytes.
final class FileSource: ByteSource {
  private let descriptor: Int32
  private let path: String
  private let closes: Bool

  /// Opens a file for reading.
  init(path: String) throws(LoadError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    closes = true
    guard descriptor >= 0 else { throw LoadError(errno, path: path) }
    // Only a hint: files are read from front to back once.
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Reads from a descriptor that somebody else closes, called `name` in messages.
  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    path = name
    closes = false
  }

  deinit {
    if closes, descriptor >= 0 { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw LoadError(errno, path: path) }
      guard !Interruption.isRequested else { throw .cancelled }
    }
  }

  /// No more than the first so many bytes.
  func start(_ bytesMax: Int) throws(LoadError) -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { buffer.deallocate() }
    while bytes.count < bytesMax {
      let count = try read(into: buffer)
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer.prefix(min(count, bytesMax - bytes.count)))
    }
    return bytes
  }

  /// Everything up to the end; throws if that is more than `bytesMax`.
  func readAll(atMost bytesMax: Int = .max) throws(LoadError) -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: buffer.prefix(count))
      guard bytes.count <= bytesMax else {
        throw .unreadable(path: path, reason: "it is larger than \(bytesMax >> 20) MiB")
      }
    }
  }
}

/// Standard input as a source of bytes.
enum StandardInput {
  /// What it is called on the command line and in messages.
  static let name = "-"

  static func source() -> FileSource { FileSource(descriptor: STDIN_FILENO, name: name) }
}

extension LoadError {
  /// What the operating system said about `path`.
  init(_ code: Int32, path: String) {
    switch code {
    case ENOENT, ENOTDIR: self = .noSuchFile(path: path)
    default: self = .unreadable(path: path, reason: String(cString: strerror(code)))
    }
  }
}

import ClusterState
import Glibc

/// A file, or whatever else has a descriptor, as a source of bytes.
final class FileSource: ByteSource {
  /// The file as it was when it was opened; `nil` for what is no plain file.
  let stamp: FileStamp?
  private let descriptor: Int32
  private let path: String
  private let closes: Bool
  private let mustStay: Bool
  private var position: UInt64 = 0

  /// Opens a file for reading; with `mustStay`, a change of it while it is read is an error.
  init(path: String, mustStay: Bool = false) throws(LoadError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    self.mustStay = mustStay
    closes = true
    guard descriptor >= 0 else {
      stamp = nil
      throw LoadError(errno, path: path)
    }
    stamp = FileStamp(descriptor: descriptor)
    // Only a hint: files are read from front to back once.
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Reads from a descriptor that somebody else closes, called `name` in messages.
  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    path = name
    closes = false
    mustStay = false
    stamp = nil
  }

  deinit {
    if closes, descriptor >= 0 { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 {
        position += UInt64(count)
        if mustStay, let stamp, count == 0 || position > stamp.bytes { try checkChange() }
        return count
      }
      guard errno == EINTR else { throw LoadError(errno, path: path) }
      guard !Interruption.isRequested else { throw .cancelled }
    }
  }

  /// Throws if the file is not as it was any more, or ended elsewhere.
  func checkChange() throws(LoadError) {
    guard let stamp else { return }
    let now = FileStamp(descriptor: descriptor)
    let end = max(position, now?.bytes ?? 0)
    if end > stamp.bytes {
      throw .changed(path: path, .grew(from: stamp.bytes, to: end))
    }
    if (now?.bytes ?? 0) < stamp.bytes {
      throw .changed(path: path, .shrank(from: stamp.bytes, to: now?.bytes ?? 0))
    }
    if now != stamp { throw .changed(path: path, .rewritten(bytesRead: position)) }
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

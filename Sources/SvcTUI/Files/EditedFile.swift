import Glibc

/// A file of its own folder, for the person alone, that an editor changes.
struct EditedFile {
  let path: String
  private let folder: String

  /// Larger files are not read back.
  static let bytesMax = 16 << 20

  /// Writes a text into a new file whose name says what it is.
  init(_ text: String, name: String) throws(EditorCommand.Failure) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/svctui-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Self.failure(base) }
    folder = String(cString: made)
    path = "\(folder)/\(name)"
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.failure(path) }
    defer { close(file) }
    if let code = DescriptorWriting.write(text, to: file) {
      errno = code
      throw Self.failure(path)
    }
  }

  /// What the file holds now.
  func text() throws(EditorCommand.Failure) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.failure(path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path) }
      if count == 0 { break }
      bytes += buffer.prefix(count)
      guard bytes.count <= Self.bytesMax else { throw .unreadable("\(path) is too large") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Takes the file and its folder away.
  func remove() {
    unlink(path)
    // An editor may have left a copy there, which is the person's.
    rmdir(folder)
  }

  private static func failure(_ path: String) -> EditorCommand.Failure {
    .unreadable("\(path): \(String(cString: strerror(errno)))")
  }
}

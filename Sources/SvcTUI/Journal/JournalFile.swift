import Glibc

/// A journal that this program writes, or holds so that no other one does.
///
/// The lock belongs to the open file and goes with the program, however that ends.
final class JournalFile: Sendable {
  struct Failure: Error {
    var code: Int32
    var text: String { String(cString: strerror(code)) }
    /// Whether a file of the name was there.
    var isTaken: Bool { code == EEXIST }

    static let taken = Failure(code: EEXIST)
  }

  let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { Glibc.close(descriptor) }

  /// Makes a journal that was not there.
  static func create(_ path: String) throws(Failure) -> JournalFile {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    let file = JournalFile(path: path, descriptor: descriptor)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw Failure(code: errno) }
    return file
  }

  /// Takes a journal that is there, unless a program has it; `nil` then.
  static func claim(_ path: String) -> JournalFile? {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    let file = JournalFile(path: path, descriptor: descriptor)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    // Another program may have had it and put it away in between.
    var (mine, there) = (stat(), stat())
    guard fstat(descriptor, &mine) == 0, stat(path, &there) == 0, mine.st_ino == there.st_ino,
      mine.st_dev == there.st_dev
    else { return nil }
    return file
  }

  /// Writes all of a text at the end.
  func append(_ text: String) throws(Failure) { try append(Array(text.utf8)) }

  /// Writes all bytes at the end; what was written of them in vain is taken away again.
  func append(_ bytes: [UInt8]) throws(Failure) {
    let end = lseek(descriptor, 0, SEEK_END)
    let code = bytes.withUnsafeBytes { DescriptorWriting.write($0, to: descriptor) }
    guard let code else { return }
    ftruncate(descriptor, end)
    throw Failure(code: code)
  }

  /// Writes over what stands at a place.
  func overwrite(_ text: String, at offset: Int) throws(Failure) {
    let bytes = Array(text.utf8)
    guard pwrite(descriptor, bytes, bytes.count, offset) == bytes.count else {
      throw Failure(code: errno)
    }
  }

  /// Waits until all is on the disk.
  func sync() throws(Failure) {
    while fdatasync(descriptor) != 0 {
      // A file system that cannot keeps what it can.
      if errno == EINVAL || errno == EROFS { return }
      guard errno == EINTR else { throw Failure(code: errno) }
    }
  }

  /// Gives it another name in its folder.
  func rename(to path: String) { Glibc.rename(self.path, path) }

  /// Throws it away.
  func remove() { unlink(path) }
}

import Glibc

/// A file that is kept only if all of it could be written; until then a former one stays.
///
/// A file that replaces another is written beside it as `NAME.part` and renamed in the end. What
/// is no plain file, such as a pipe or a terminal, is written to directly.
final class WholeFile {
  /// What a file that replaces another is called until it has its name.
  static let suffix = ".part"

  let path: String
  /// Links followed: the file is replaced, not the link to it.
  private let target: String
  /// What goes away unless the file is finished; `nil` for what is no plain file.
  private let unfinished: String?
  private var descriptor: Int32

  /// Begins a file in the place of one that may be there.
  init(replacing path: String) throws(WriteFailure) {
    self.path = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    guard !isThere || status.st_mode & S_IFMT == S_IFREG else {
      (target, unfinished) = (path, nil)
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw WriteFailure(path: path, code: errno) }
      return
    }
    target = isThere ? Self.resolved(path) : path
    unfinished = target + Self.suffix
    descriptor = try Self.claim(target + Self.suffix)
    // A file that others may not read stays so.
    if isThere { fchmod(descriptor, status.st_mode & 0o777) }
  }

  /// Begins a file where none is; for its owner only if `isPrivate`.
  init(new path: String, isPrivate: Bool) throws(WriteFailure) {
    self.path = path
    (target, unfinished) = (path, path)
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0o600 : 0o644)
    guard descriptor >= 0 else { throw WriteFailure(path: path, code: errno) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    if let unfinished { unlink(unfinished) }
    close(descriptor)
  }

  /// Adds bytes; `isGoingOn` is asked when a signal comes.
  func write(
    _ bytes: UnsafeRawBufferPointer,
    isGoingOn: () -> Bool = { true }
  ) throws(WriteFailure) {
    let code = DescriptorWriting.write(bytes, to: descriptor, isGoingOn: isGoingOn)
    if let code { throw WriteFailure(path: path, code: code) }
  }

  /// Adds a text.
  func write(_ text: String) throws(WriteFailure) {
    let code = DescriptorWriting.write(text, to: descriptor)
    if let code { throw WriteFailure(path: path, code: code) }
  }

  /// Keeps the file, under its name.
  func finish() throws(WriteFailure) {
    let file = descriptor
    descriptor = -1
    // Some file systems tell only now that there is no room.
    var code = close(file) == 0 ? nil : errno
    if code == nil, let unfinished, unfinished != target, rename(unfinished, target) != 0 {
      code = errno
    }
    guard let code else { return }
    if let unfinished { unlink(unfinished) }
    throw WriteFailure(path: path, code: code)
  }

  /// Opens an unfinished file, new or left behind, for this program alone.
  private static func claim(_ part: String) throws(WriteFailure) -> Int32 {
    let descriptor = open(part, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw WriteFailure(path: part, code: errno) }
    // The lock goes with the program, however that ends: what it left behind is not locked.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isStill(part, descriptor) else {
      close(descriptor)
      throw WriteFailure(path: part, code: EBUSY)
    }
    ftruncate(descriptor, 0)
    return descriptor
  }

  /// Whether another program has not renamed or removed the file in between.
  private static func isStill(_ part: String, _ descriptor: Int32) -> Bool {
    var (mine, there) = (stat(), stat())
    return fstat(descriptor, &mine) == 0 && stat(part, &there) == 0
      && mine.st_ino == there.st_ino && mine.st_dev == there.st_dev
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

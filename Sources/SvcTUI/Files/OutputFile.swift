import ArgumentParser
import Glibc

/// A file that results are written to.
enum OutputFile {
  /// Writes a whole file, in the place of one that is there; tells what is wrong and throws the
  /// exit code.
  static func write(_ text: String, to path: String) throws {
    try write(text, to: path, flags: O_TRUNC)
  }

  /// As ``write(_:to:)``, but leaves a file alone that is there already.
  static func writeNew(_ text: String, to path: String) throws {
    try write(text, to: path, flags: O_EXCL)
  }

  private static func write(_ text: String, to path: String, flags: Int32) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o644)
    guard descriptor >= 0 else { throw failed(path, errno) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failed(path, errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Says why a path cannot be written.
  static func failed(_ path: String, _ code: Int32) -> ExitCode {
    Diagnostics.say("output: \(path) cannot be written: \(String(cString: strerror(code)))")
    return ExitCode(code == EEXIST ? 1 : 70)
  }
}

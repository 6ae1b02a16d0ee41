import ArgumentParser
import Glibc

/// A file that results are written to.
enum OutputFile {
  /// Writes a whole file, in the place of one that is there; tells what is wrong and throws the
  /// exit code.
  static func write(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failed(path) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failed(path) }
      rest = rest.dropFirst(count)
    }
  }

  private static func failed(_ path: String) -> ExitCode {
    Diagnostics.say("output: \(path) cannot be written: \(String(cString: strerror(errno)))")
    return ExitCode(70)
  }
}

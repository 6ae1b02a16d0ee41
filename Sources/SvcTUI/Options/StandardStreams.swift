import Glibc

/// Standard output and standard error, unbuffered.
enum StandardStreams {
  static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }
  static func write(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }
  static func writeError(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  /// Whether standard error is a terminal, where progress can be shown.
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal that standard output is; `nil` if it is none.
  static var outputColumns: Int? { columns(of: STDOUT_FILENO) }
  /// Columns of the terminal that standard error is; `nil` if it is none.
  static var errorColumns: Int? { columns(of: STDERR_FILENO) }

  private static func columns(of descriptor: Int32) -> Int? {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return nil }
    return Int(window.ws_col)
  }

  /// Writes all bytes; whoever stopped reading does not want the rest.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    let code = bytes.withUnsafeBytes { DescriptorWriting.write($0, to: descriptor) }
    if let code { complain(code, about: descriptor) }
  }

  /// Ends the program if results cannot be written, unless the reader went away.
  private static func complain(_ code: Int32, about descriptor: Int32) {
    guard descriptor == STDOUT_FILENO, code != EPIPE else { return }
    writeError("output: cannot be written: \(String(cString: strerror(code)))\n")
    exit(70)
  }
}

import Glibc

/// What is said when the program crashes: which visit it was, and how far.
enum CrashNote {
  /// The input that is being answered, counted from 1.
  nonisolated(unsafe) static var step = 0
  /// How to do it again, for a handler that may not ask for memory.
  nonisolated(unsafe) private static var line = UnsafeMutableBufferPointer<UInt8>
    .allocate(capacity: 1_000)
  nonisolated(unsafe) private static var length = 0

  /// Begins a visit that `command` would do again.
  static func begin(_ command: String) {
    (_, length) = line.update(from: "\nCRASHED; again: \(command) --trace; step ".utf8)
    step = 0
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGFPE] { Glibc.signal(signal, tell) }
  }

  private static let tell: @convention(c) (Int32) -> Void = { number in
    write(STDERR_FILENO, line.baseAddress, length)
    var digit = 1
    while digit <= step / 10 { digit *= 10 }
    while digit > 0 {
      var letter = UInt8(ascii: "0") + UInt8(step / digit % 10)
      write(STDERR_FILENO, &letter, 1)
      digit /= 10
    }
    var end = UInt8(ascii: "\n")
    write(STDERR_FILENO, &end, 1)
    signal(number, SIG_DFL)
    raise(number)
  }
}

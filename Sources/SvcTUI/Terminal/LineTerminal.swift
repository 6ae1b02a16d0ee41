import Console
import Glibc

/// A terminal that only gets lines, one after another: for screen readers and `TERM=dumb`.
struct LineTerminal: ~Copyable {
  private let input: Int32
  private let output: Int32
  private let before: termios
  private let signalPipe: Int32
  private var decoder = UTF8ByteDecoder()
  private var waiting: [Key] = []

  /// Opens the terminal the program was started from; after a crash it gets `restoring`.
  static func open(restoring: [UInt8] = []) throws(TerminalError) -> LineTerminal {
    var input = STDIN_FILENO
    var output = STDOUT_FILENO
    if isatty(input) == 0 { input = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC) }
    if isatty(output) == 0 { output = isatty(input) == 1 ? input : -1 }
    var mode = termios()
    guard input >= 0, output >= 0, tcgetattr(input, &mode) == 0 else { throw .noTerminal }
    return LineTerminal(input: input, output: output, mode: mode, restoring)
  }

  private init(input: Int32, output: Int32, mode: termios, _ restoring: [UInt8]) {
    (self.input, self.output, before) = (input, output, mode)
    signalPipe = TerminalSignals.install()
    var raw = mode
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
    tcsetattr(input, TCSANOW, &raw)
    CrashGuard.arm(descriptor: input, mode: mode, bytes: restoring)
  }

  deinit {
    var mode = before
    tcsetattr(input, TCSANOW, &mode)
    CrashGuard.disarm()
    TerminalSignals.uninstall(pipeOutput: signalPipe)
  }

  /// Gives the terminal back as it was.
  consuming func close() {}

  /// Columns and rows; what a terminal does not say is 80 by 24.
  var size: Size {
    var window = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else {
      return Size(columns: 80, rows: 24)
    }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  /// Writes text as it is.
  func say(_ text: String) { say(Array(text.utf8)) }

  /// Writes bytes as they are.
  func say(_ bytes: [UInt8]) { write(bytes, to: output) }

  /// The next key, or nil after the time; without a time it waits as long as it takes.
  mutating func nextKey(timeoutMilliseconds: Int?) throws(TerminalEnd) -> Key? {
    if !waiting.isEmpty { return waiting.removeFirst() }
    for number in TerminalSignals.ending where TerminalSignals.take(number) {
      throw .signal(number)
    }
    guard try isReady(Int32(clamping: timeoutMilliseconds ?? -1)) else { return nil }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = read(input, &buffer, buffer.count)
    if count < 0, errno == EINTR { return nil }
    guard count > 0 else { throw .closed }
    decode(buffer[..<count])
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  private func isReady(_ milliseconds: Int32) throws(TerminalEnd) -> Bool {
    var files = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signalPipe, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&files, 2, milliseconds) > 0 else { return false }
    if files[1].revents != 0 { TerminalSignals.drain(signalPipe) }
    if Int32(files[0].revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { throw .closed }
    return files[0].revents != 0
  }

  /// Keys come whole: a terminal sends the bytes of one at once.
  private mutating func decode(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == 0x1B {
        decodeEscape(&rest)
      } else if !decoder.isInside, let key = KeyCodes.key(byte: byte) {
        waiting.append(key)
      } else {
        decoder.take(byte) { piece in
          if case .scalar(let scalar) = piece { waiting.append(.character(Character(scalar))) }
        }
      }
    }
  }

  private mutating func decodeEscape(_ rest: inout ArraySlice<UInt8>) {
    guard let next = rest.first else { return waiting.append(.escape) }
    guard next == 0x5B || next == 0x4F else {
      waiting.append(.escape)
      return
    }
    rest.removeFirst()
    var sequence = EscapeSequence(afterBracket: next == 0x5B)
    while let byte = rest.popFirst() {
      if sequence.take(byte) { break }
    }
    if case .key(let key) = sequence.meaning { waiting.append(key) }
  }
}

import Glibc

/// Gives the terminal back when the program ends in a way that passes by `Terminal.close`.
///
/// A trap, a failed precondition and `fatalError` end in a signal, `exit` in the functions left
/// with `atexit`. The handler uses nothing but `write` and `tcsetattr` with bytes laid out
/// beforehand, since memory and ncurses may be broken, then lets the signal's former action run:
/// a plain death, or Swift's own report. On a terminal that report asks a question unless
/// `SWIFT_BACKTRACE=interactive=no` is in the environment.
enum CrashGuard {
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]
  private static let signalsMax = 65
  private static let stackBytes = 64 << 10

  /// What the handler needs, in memory that never moves.
  private struct Record {
    var descriptor: Int32 = -1
    var mode = termios()
    var bytes: UnsafeMutableBufferPointer<UInt8>
    var former: UnsafeMutablePointer<sigaction>
  }

  // Written only while no handler can run on it: before arming and after disarming.
  nonisolated(unsafe) private static var record: UnsafeMutablePointer<Record>?
  nonisolated(unsafe) private static var isArmed: sig_atomic_t = 0
  nonisolated(unsafe) private static var isPrepared = false

  /// From now on an abnormal end sets `mode` and writes `bytes` to the terminal.
  static func arm(descriptor: Int32, mode: termios, bytes: [UInt8]) {
    prepare()
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = buffer.initialize(from: bytes)
    record?.pointee.bytes.deallocate()
    record?.pointee.bytes = buffer
    record?.pointee.descriptor = descriptor
    record?.pointee.mode = mode
    isArmed = 1
  }

  /// The terminal is in order; nothing is to be done any more.
  static func disarm() { isArmed = 0 }

  /// Gives the terminal back once; safe in a signal handler.
  static func restore() {
    guard isArmed == 1, let record else { return }
    isArmed = 0
    write(record.pointee.descriptor, record.pointee.bytes.baseAddress, record.pointee.bytes.count)
    tcsetattr(record.pointee.descriptor, TCSANOW, &record.pointee.mode)
  }
}

extension CrashGuard {
  private static func prepare() {
    guard !isPrepared else { return }
    isPrepared = true
    let memory = UnsafeMutablePointer<Record>.allocate(capacity: 1)
    memory.initialize(
      to: Record(
        bytes: .allocate(capacity: 1),
        former: .allocate(capacity: signalsMax)
      )
    )
    memory.pointee.former.initialize(repeating: sigaction(), count: signalsMax)
    record = memory
    prepareStack()
    atexit { CrashGuard.restore() }
    var action = sigaction()
    action.__sigaction_handler.sa_sigaction = { number, information, _ in
      CrashGuard.died(of: number, information)
    }
    action.sa_flags = SA_SIGINFO | SA_ONSTACK
    sigemptyset(&action.sa_mask)
    for number in signals { sigaction(number, &action, memory.pointee.former + Int(number)) }
  }

  /// A stack of its own for the handler, so that an overflown stack is survived too.
  private static func prepareStack() {
    var current = stack_t()
    sigaltstack(nil, &current)
    guard current.ss_sp == nil || current.ss_flags & Int32(SS_DISABLE) != 0 else { return }
    var stack = stack_t()
    stack.ss_sp = .allocate(byteCount: stackBytes, alignment: 16)
    stack.ss_size = stackBytes
    sigaltstack(&stack, nil)
  }

  private static func died(of number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?) {
    restore()
    guard let record else { return }
    sigaction(number, record.pointee.former + Int(number), nil)
    // A fault of the processor happens again on return, for the former action to see it where
    // it was; a signal that was sent has to be sent again.
    let isFault = (information?.pointee.si_code ?? 0) > 0
    if !isFault { raise(number) }
  }
}

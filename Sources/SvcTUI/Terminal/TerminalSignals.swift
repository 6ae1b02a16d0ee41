import Glibc
import Synchronization

/// Signals as something to look at between keys.
///
/// A handler only notes the signal and writes a byte into a pipe that the wait for keys watches,
/// so that no signal is lost between looking and waiting, whichever thread it came to.
enum TerminalSignals {
  /// These end the program through its normal way out.
  static let ending = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]
  /// These change the screen.
  static let others = [SIGWINCH, SIGTSTP, SIGCONT]

  private static let noted = Atomic<UInt64>(0)
  private static let pipeInput = Atomic<Int32>(-1)

  /// Starts noting, and returns the end of the pipe to watch.
  ///
  /// Must come before ncurses starts: it leaves alone the signals that are handled already.
  static func install() -> Int32 {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    noted.store(0, ordering: .sequentiallyConsistent)
    pipeInput.store(ends[1], ordering: .sequentiallyConsistent)
    for number in ending + others { handle(number) }
    return ends[0]
  }

  /// Gives the signals back to the system.
  static func uninstall(pipeOutput: Int32) {
    for number in ending + others { signal(number, SIG_DFL) }
    close(pipeInput.exchange(-1, ordering: .sequentiallyConsistent))
    close(pipeOutput)
  }

  /// Installs the handler for one signal.
  static func handle(_ number: Int32) {
    // A hang-up that was ignored from outside (nohup) stays ignored.
    var old = sigaction()
    sigaction(number, nil, &old)
    if number == SIGHUP, unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1 {
      return
    }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { TerminalSignals.note($0) }
    sigemptyset(&action.sa_mask)
    sigaction(number, &action, nil)
  }

  /// Whether `number` came since it was last asked for.
  static func take(_ number: Int32) -> Bool {
    let bit = UInt64(1) << UInt64(number)
    return noted.bitwiseAnd(~bit, ordering: .sequentiallyConsistent).oldValue & bit != 0
  }

  /// Empties the pipe.
  static func drain(_ pipeOutput: Int32) {
    var bytes: [UInt8] = Array(repeating: 0, count: 64)
    while read(pipeOutput, &bytes, bytes.count) > 0 {}
  }

  /// Runs in the handler: only what is allowed there.
  private static func note(_ number: Int32) {
    let saved = errno
    noted.bitwiseOr(UInt64(1) << UInt64(number), ordering: .sequentiallyConsistent)
    var byte: UInt8 = 1
    write(pipeInput.load(ordering: .sequentiallyConsistent), &byte, 1)
    errno = saved
  }
}

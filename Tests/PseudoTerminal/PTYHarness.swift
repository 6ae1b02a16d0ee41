package import Console
package import Glibc

/// Runs a program on a terminal of its own and plays the person in front of it.
package final class PTYHarness {
  package enum HarnessError: Error {
    case noTerminal
    case notStarted(Int32)
  }

  /// How the program ended.
  package enum Ending: Equatable {
    case exited(Int32)
    case killed(Int32)
    case stillRunning
  }

  package let process: pid_t
  package private(set) var output: [UInt8] = []
  /// Runs from the program's start.
  let sinceStart: Stopwatch
  /// How the terminal was before the program started.
  package let modeBefore: termios
  private(set) var master: Int32
  private let state = TestState()

  package init(
    _ arguments: [String],
    size: Size = Size(columns: 80, rows: 24),
    environment: [String: String] = [:]
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var locked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, Self.unlock, &locked) == 0,
      ioctl(master, Self.terminalNumber, &number) == 0
    else { throw HarnessError.noTerminal }
    let slave = "/dev/pts/\(number)"
    modeBefore = Self.mode(master)
    var window = winsize()
    window.ws_col = UInt16(size.columns)
    window.ws_row = UInt16(size.rows)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    var all = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "SWIFT_BACKTRACE": "enable=no", "XDG_STATE_HOME": state.path,
      "XDG_CONFIG_HOME": "\(state.path)/none",
    ]
    all.merge(environment) { $1 }
    sinceStart = Stopwatch()
    process = try Self.spawn(arguments, on: slave, all)
  }

  deinit {
    if ending(milliseconds: 0) == .stillRunning {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
  }

  /// Types `text` (escape sequences included).
  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    write(master, bytes, bytes.count)
  }

  /// Collects output until nothing has come for a while, and returns what is new.
  @discardableResult
  package func settle(quietMilliseconds: Int32 = 150) -> String {
    var new: [UInt8] = []
    var buffer: [UInt8] = Array(repeating: 0, count: 1 << 16)
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while master >= 0, poll(&waiting, 1, quietMilliseconds) > 0 {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      new += buffer[..<count]
    }
    output += new
    return String(decoding: new, as: UTF8.self)
  }

  /// Collects output until `text` has come or the time is over; whether it came.
  ///
  /// What comes right after it belongs to it, but a screen that never rests is left then.
  package func wait(for text: String, milliseconds: Int = 10_000) -> Bool {
    let watch = Stopwatch()
    let wanted = Array(text.utf8)
    var seen: [UInt8] = []
    var end = Int64(milliseconds) * 1_000_000
    var hasCome = false
    while watch.nanoseconds < end {
      let new = readSome(waitingMilliseconds: 50)
      if new.isEmpty, hasCome || master < 0 { break }
      seen += new
      if !hasCome, seen.contains(wanted) {
        hasCome = true
        end = min(end, watch.nanoseconds + Self.restNanoseconds)
      }
    }
    return hasCome
  }

  private static let restNanoseconds: Int64 = 300_000_000

  /// What has come, or comes within a time; empty if nothing does.
  private func readSome(waitingMilliseconds: Int32) -> [UInt8] {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard master >= 0, poll(&waiting, 1, waitingMilliseconds) > 0 else { return [] }
    var buffer: [UInt8] = Array(repeating: 0, count: 1 << 16)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else {
      // The program is gone; there is no hurry to ask again.
      usleep(10_000)
      return []
    }
    output += buffer[..<count]
    return Array(buffer[..<count])
  }

  /// Changes the size of the window.
  package func resize(_ size: Size) {
    var window = winsize()
    window.ws_col = UInt16(size.columns)
    window.ws_row = UInt16(size.rows)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
  }

  /// Closes the terminal's window.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Whether the terminal is as it was before the program started.
  package var isRestored: Bool {
    var (before, now) = (modeBefore, Self.mode(master))
    return withUnsafeBytes(of: &before) { first in
      withUnsafeBytes(of: &now) { first.elementsEqual($0) }
    }
  }

  /// Waits for the program's end.
  package func ending(milliseconds: Int = 10_000) -> Ending {
    var status: Int32 = 0
    for _ in 0...milliseconds / 10 {
      if waitpid(process, &status, WNOHANG) == process {
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
      }
      usleep(10_000)
    }
    return .stillRunning
  }
}

extension PTYHarness {
  // TIOCSPTLCK, TIOCGPTN and POSIX_SPAWN_SETSID, which the Glibc module leaves out.
  private static let unlock: UInt = 0x4004_5431
  private static let terminalNumber: UInt = 0x8004_5430
  private static let newSession: Int32 = 0x80

  private static func mode(_ descriptor: Int32) -> termios {
    var mode = termios()
    tcgetattr(descriptor, &mode)
    return mode
  }

  /// Starts the program as the leader of a session whose terminal is `terminal`.
  private static func spawn(
    _ arguments: [String],
    on terminal: String,
    _ environment: [String: String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(Self.newSession | POSIX_SPAWN_SETSIGMASK))
    // The threads of the test runner block signals, which the program would inherit.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, arguments[0], &actions, &attributes, &words, &variables)
    guard error == 0 else { throw HarnessError.notStarted(error) }
    return process
  }
}

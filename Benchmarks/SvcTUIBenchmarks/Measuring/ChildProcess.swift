import Glibc
import PseudoTerminal

/// A program that ran to its end: how long it took, what memory it needed, what it printed.
struct ChildProcess {
  enum Failure: Error, CustomStringConvertible {
    case notStarted(String, Int32)
    case failed(String, status: Int32)

    var description: String {
      switch self {
      case .notStarted(let program, let code):
        "\(program) cannot be started: \(String(cString: strerror(code)))"
      case .failed(let command, let status): "failed with status \(status): \(command)"
      }
    }
  }

  let milliseconds: Double
  /// The most memory it had at a time.
  ///
  /// Linux counts what the starting process had before it became the program, too: measure
  /// memory only while this process is small.
  let peakMegabytes: Double
  let output: String

  /// Runs `arguments[0]` by its path and collects what it prints.
  static func run(_ arguments: [String]) throws -> ChildProcess {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure.notStarted(arguments[0], errno) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    var words = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    let watch = Stopwatch()
    let error = posix_spawn(&process, arguments[0], &actions, nil, &words, environ)
    close(ends[1])
    guard error == 0 else { throw Failure.notStarted(arguments[0], error) }
    let output = readAll(ends[0])
    var (status, usage) = (Int32(0), rusage())
    wait4(process, &status, 0, &usage)
    let nanoseconds = watch.nanoseconds
    guard status == 0 else {
      throw Failure.failed(arguments.joined(separator: " "), status: status)
    }
    return ChildProcess(
      milliseconds: Double(nanoseconds) / 1_000_000,
      peakMegabytes: Double(usage.ru_maxrss) / 1_024,
      output: output
    )
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      // What is of interest is short; the rest need not be kept.
      if bytes.count < 1 << 20 { bytes += buffer[..<count] }
    }
  }
}

/// Where programs are.
enum Programs {
  /// This program.
  static let own = resolved("/proc/self/exe") ?? CommandLine.arguments[0]
  /// The `svctui` that was built beside this program.
  static let svctui =
    own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/svctui"

  /// The path of a program, if it is installed.
  static func find(_ name: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  private static func resolved(_ link: String) -> String? {
    guard let path = realpath(link, nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}

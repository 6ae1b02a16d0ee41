import Glibc

/// Programs of the system that load, list and count rules.
struct Program {
  struct Ending {
    /// The exit status; -1 if it was not started or was killed.
    var status: Int32
    var output: String
    var errors: String
  }

  private static let folders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"]
  private static let ownEnvironment = ["PATH=/usr/sbin:/sbin:/usr/bin:/bin", "LC_ALL=C"]

  /// Where a program is; `nil` if it is not installed.
  static func path(of name: String) -> String? {
    folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs a program in the network namespace of the calling thread.
  static func run(_ arguments: String..., input: String = "") -> Ending {
    run(arguments, input: input)
  }

  static func run(_ arguments: [String], input: String = "") -> Ending {
    guard let path = path(of: arguments[0]), let stdin = tmpfile(), let stdout = tmpfile(),
      let stderr = tmpfile()
    else { return Ending(status: -1, output: "", errors: "\(arguments[0]) is not installed") }
    // Files rather than pipes: nobody has to read while somebody else writes.
    defer { for file in [stdin, stdout, stderr] { fclose(file) } }
    var input = input
    input.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, stdin) }
    fflush(stdin)
    rewind(stdin)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, file) in [stdin, stdout, stderr].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, fileno(file), Int32(target))
    }
    var words = arguments.map { strdup($0) } + [nil]
    var environment = ownEnvironment.map { strdup($0) } + [nil]
    defer { for word in words + environment { free(word) } }
    var child = pid_t()
    guard posix_spawn(&child, path, &actions, nil, &words, &environment) == 0 else {
      return Ending(status: -1, output: "", errors: "\(path) did not start")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    return Ending(
      status: status & 0x7f == 0 ? status >> 8 & 0xff : -1,
      output: text(of: stdout),
      errors: text(of: stderr)
    )
  }

  private static func text(of file: UnsafeMutablePointer<FILE>) -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    lseek(fileno(file), 0, SEEK_SET)
    while true {
      let count = read(fileno(file), &piece, piece.count)
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

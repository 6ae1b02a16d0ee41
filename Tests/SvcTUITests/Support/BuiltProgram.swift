import Foundation
import Glibc
import PseudoTerminal

/// The built program: the one beside the test bundle, or the one `SVCTUI_BINARY` names.
enum BuiltProgram {
  static let path: String = {
    if let given = getenv("SVCTUI_BINARY") { return String(cString: given) }
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    let own = String(decoding: path[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // The bundle's runner may be the toolchain's; its first argument then names the bundle.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? own
    return bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/svctui"
  }()

  /// What standard input is.
  enum Input {
    case none
    /// Not even open.
    case closed
    case bytes([UInt8])
  }

  /// What a run left behind.
  struct Result {
    var status: Int32
    var output: String
    var errors: String

    /// The output as JSON; `nil` if it is none.
    var json: [String: Any]? {
      (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
    }
  }

  /// Runs a command without a terminal to its end.
  static func run(
    _ arguments: [String],
    input: Input = .none,
    program: String = path,
    environment: [String: String] = [:]
  ) throws -> Result {
    try TemporaryFolder.use { folder in
      let files = ["input", "output", "errors"].map { folder.path("\($0)-of-run") }
      if case .bytes(let bytes) = input { try folder.write(bytes, to: "input-of-run") }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      switch input {
      case .none: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      case .closed: posix_spawn_file_actions_addclose(&actions, 0)
      case .bytes: posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
      }
      let isNew = O_WRONLY | O_CREAT | O_TRUNC
      posix_spawn_file_actions_addopen(&actions, 1, files[1], isNew, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, files[2], isNew, 0o600)
      let status = try wait(spawn([program] + arguments, &actions, environment))
      return Result(
        status: status,
        output: text(files[1]),
        errors: text(files[2])
      )
    }
  }

  /// As ``run(_:input:program:environment:)``; its files hold at most so many blocks of 512 bytes,
  /// as if the disk were full then.
  static func run(_ arguments: [String], fileBlocksMax: Int) throws -> Result {
    try run(limited(arguments, fileBlocksMax), program: "/bin/sh")
  }

  /// What a shell is told to run the program with such a limit.
  static func limited(_ arguments: [String], _ fileBlocksMax: Int) -> [String] {
    ["-c", "ulimit -f \(fileBlocksMax) && exec \"$0\" \"$@\"", path] + arguments
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// Starts a program in a session of its own, so that it has no terminal.
  private static func spawn(
    _ words: [String],
    _ actions: inout posix_spawn_file_actions_t,
    _ environment: [String: String]
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID, which the Glibc module leaves out.
    posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGMASK))
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    all.merge(environment) { $1 }
    var arguments = words.map { strdup($0) } + [nil]
    var variables = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables)
    guard error == 0 else { throw PTYHarness.HarnessError.notStarted(error) }
    return process
  }

  /// The exit code; 128 and more for a signal.
  private static func wait(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    for _ in 0..<6_000 {
      if waitpid(process, &status, WNOHANG) == process {
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
      }
      usleep(5_000)
    }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    return -1
  }
}

/// A folder that goes away with the test that made it.
struct TemporaryFolder {
  let root: URL

  static func use<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "svctui-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    return try body(TemporaryFolder(root: root))
  }

  func path(_ name: String) -> String {
    root.appending(path: name).path(percentEncoded: false)
  }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = root.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: url)
    return url.path(percentEncoded: false)
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }
}

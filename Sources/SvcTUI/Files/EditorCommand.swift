import Glibc

/// The person's editor: `$VISUAL`, else `$EDITOR`, else `vi`, else `nano`.
struct EditorCommand: Equatable {
  /// The program and its arguments, as the variable has them.
  let words: [String]

  /// Why no editor can be run.
  enum Failure: Error, Equatable {
    case none
    case unreadable(String)
    case ended(String, status: Int32)

    var text: String {
      switch self {
      case .none: "no editor: set VISUAL or EDITOR (vi and nano are not there either)"
      case .unreadable(let reason): "the text cannot be edited: \(reason)"
      case .ended(let name, let status):
        "\(name) ended with status \(status); nothing is changed"
      }
    }
  }

  /// Finds the editor; `isThere` tells whether a program of this name can be run.
  init(
    environment: (String) -> String?,
    isThere: (String) -> Bool = EditorCommand.isOnPath
  ) throws(Failure) {
    for name in ["VISUAL", "EDITOR"] {
      let words = (environment(name) ?? "").split(separator: " ").map(String.init)
      guard !words.isEmpty else { continue }
      self.words = words
      return
    }
    guard let name = ["vi", "nano"].first(where: isThere) else { throw .none }
    words = [name]
  }

  /// Whether a program of this name stands in one of the folders of `PATH`.
  static func isOnPath(_ name: String) -> Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }

  /// Runs the editor on a file, with the terminal as its own, and waits for its end.
  func run(on path: String, input: Int32, output: Int32) throws(Failure) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What this program leaves alone meanwhile, the editor is to hear.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] = (words + [path]).map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let refusal = posix_spawnp(&process, words[0], &actions, &attributes, arguments, environ)
    guard refusal == 0 else {
      throw .unreadable("\(words[0]): \(String(cString: strerror(refusal)))")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw .ended(words[0], status: (status >> 8) & 0xFF) }
  }
}

import Console
import Glibc
import PseudoTerminal

/// The program in a shell in tmux: a terminal that other people wrote.
final class TmuxHarness {
  static let isThere = access("/usr/bin/tmux", X_OK) == 0

  private let socket = "svctui-tests-\(getpid())-\(UInt32.random(in: 0 ... .max))"
  /// What the shell says when it waits.
  static let prompt = "shell-waits>"

  private let state = TestState()

  init(size: Size) throws {
    let environment = "XDG_STATE_HOME=\(state.path) SWIFT_BACKTRACE=enable=no"
    try tmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)",
      "env PS1='\(Self.prompt)' \(environment) sh",
    ])
    try tmux(["set", "-g", "status", "off"])
    // Without clients a window keeps the size it is told.
    try tmux(["set", "-g", "window-size", "manual"])
    try resize(size)
  }

  deinit { _ = try? tmux(["kill-server"]) }

  /// Types text and Enter into the shell.
  func run(_ line: String) throws {
    try tmux(["send-keys", "-l", line])
    try press("Enter")
  }

  /// Presses keys under tmux's names.
  func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

  func resize(_ size: Size) throws {
    try tmux(["resize-window", "-x", "\(size.columns)", "-y", "\(size.rows)"])
  }

  /// What the terminal shows.
  var screen: String { (try? tmux(["capture-pane", "-p"])) ?? "" }

  /// Whether the screen comes to be as asked within ten seconds.
  func comes(_ isThere: (String) -> Bool) -> Bool {
    for _ in 0..<200 {
      if isThere(screen) { return true }
      usleep(50_000)
    }
    return false
  }

  func shows(_ text: String) -> Bool { comes { $0.contains(text) } }

  @discardableResult
  private func tmux(_ words: [String]) throws -> String {
    try BuiltProgram.run(["-L", socket] + words, program: "/usr/bin/tmux").output
  }
}

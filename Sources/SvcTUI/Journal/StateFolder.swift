import Glibc

/// Where journals lie: `$XDG_STATE_HOME/svctui`, by default `~/.local/state/svctui`.
enum StateFolder {
  /// `nil` if neither variable says where.
  static var path: String? {
    // The XDG base directory specification: relative paths are to be ignored.
    if let state = variable("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/svctui" }
    return variable("HOME").map { $0 + "/.local/state/svctui" }
  }

  /// Whether nothing was ever kept: the program is started for the first time.
  static var isNew: Bool {
    guard let path else { return false }
    return access(path, F_OK) != 0
  }

  /// Makes a folder and those above it, readable by its owner only; the error code if it cannot.
  static func make(_ path: String) -> Int32? {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/\(part)"
      if mkdir(made, 0o700) != 0, errno != EEXIST { return errno }
    }
    return nil
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

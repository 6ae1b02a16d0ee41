/// Why there is no screen to draw on; the program then ends with exit code 64.
enum TerminalError: Error, Hashable {
  /// Neither the standard streams nor `/dev/tty` are a terminal.
  case noTerminal
  /// `TERM` is not set.
  case typeMissing
  /// terminfo does not know what `TERM` names.
  case typeUnknown(String)
  /// The terminal cannot move its cursor.
  case typeNotCapable(String)

  static let exitCode: Int32 = 64
}

/// Why no further key will come.
enum TerminalEnd: Error, Hashable {
  /// Someone asked the program to end.
  case signal(Int32)
  /// The terminal itself is gone.
  case closed

  /// What a shell reports for it; a closed terminal is a hang-up.
  var exitCode: Int32 {
    switch self {
    case .signal(let number): 128 + number
    case .closed: 129
    }
  }
}

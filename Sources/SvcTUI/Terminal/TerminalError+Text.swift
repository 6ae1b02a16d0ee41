extension TerminalError {
  /// The error with its stable id, as standard error shows it.
  var text: String {
    switch self {
    case .noTerminal:
      "no-terminal: the interface needs a terminal, and neither the standard streams nor"
        + " /dev/tty are one; the headless commands need none, see svctui --help"
    case .typeMissing:
      "terminal-type: TERM is not set; set it to the kind of your terminal, for example"
        + " TERM=xterm-256color"
    case .typeUnknown(let name):
      "terminal-type: terminfo does not know the terminal type \"\(name)\"; install its"
        + " description or try TERM=xterm-256color"
    case .typeNotCapable(let name):
      "terminal-type: a terminal of type \"\(name)\" cannot move its cursor, so no screen can be"
        + " drawn; try TERM=xterm-256color"
    }
  }
}

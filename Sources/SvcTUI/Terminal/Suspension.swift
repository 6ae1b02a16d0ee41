import CNcurses
import Console
import Glibc

extension Terminal {
  /// Stops the program as a shell job, with the terminal given back until it goes on.
  mutating func suspend() {
    leave()
    signal(SIGTSTP, SIG_DFL)
    // The whole job stops, a `kubectl get ... | svctui -` too.
    kill(0, SIGTSTP)
    TerminalSignals.handle(SIGTSTP)
    _ = TerminalSignals.take(SIGCONT)
    resume()
  }

  /// Takes the terminal back and repaints; something else may have used it.
  mutating func resume() {
    reset_prog_mode()
    CrashGuard.arm(descriptor: device.output, mode: device.mode, bytes: modes.restoring)
    write(modes.on, to: device.output)
    if measure() { input.waiting.append(.resize(size)) }
    repaint()
  }

  mutating func leave() {
    write(modes.off, to: device.output)
    endwin()
    CrashGuard.disarm()
  }
}

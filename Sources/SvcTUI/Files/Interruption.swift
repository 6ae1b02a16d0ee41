import Glibc
import Synchronization

/// Whether Ctrl-C was pressed while something long was going on.
enum Interruption {
  private static let requested = Atomic<Bool>(false)

  static var isRequested: Bool { requested.load(ordering: .relaxed) }
  static func note() { requested.store(true, ordering: .relaxed) }
  static func reset() { requested.store(false, ordering: .relaxed) }

  /// Lets Ctrl-C only be noted from now on; gives back what it meant before.
  static func listen() -> sigaction {
    reset()
    // Without SA_RESTART, so that waiting for a pipe that sends nothing ends too.
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interruption.note() }
    sigemptyset(&action.sa_mask)
    var former = sigaction()
    sigaction(SIGINT, &action, &former)
    return former
  }

  /// Gives Ctrl-C the meaning back that it had.
  static func stopListening(_ former: sigaction) {
    var former = former
    sigaction(SIGINT, &former, nil)
  }
}

/// One line of the command language: what a person types, a scenario says, a journal keeps.
///
/// A ``Command`` is asked of the cluster; all else moves in its history.
package enum Instruction: Hashable, Sendable {
  case command(Command)
  /// `wait 5s`: lets time pass.
  case wait(Delay)
  /// `wait until settled`: lets time pass until nothing is planned but traffic.
  case waitUntilSettled
  case undo
  case redo
  /// `rewind 12.5s`: goes to that moment of the branch, counted from the opened document.
  case rewind(to: Instant)
  /// `rewind to NAME`: goes to a moment that was given a name.
  case rewindToBookmark(String)
  /// `rewind after 3`: goes to just after the third command of the branch.
  case rewindAfter(Int)
  /// `fork NAME`: a new branch begins here and is gone on with.
  case fork(String)
  /// `branch NAME`: goes on in another branch, where it was left.
  case branch(String)
  /// `bookmark NAME`: gives this moment a name.
  case bookmark(String)
}

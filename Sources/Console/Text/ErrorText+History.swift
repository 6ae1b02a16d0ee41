package import ClusterState

extension ErrorText {
  /// Refused movements in history in words.
  package static func text(_ error: HistoryError) -> Sentence {
    switch error {
    case .command(let error): text(error)
    case .noSuchMoment(let instant, let end):
      "\(moment(instant)) is not in this branch, which goes from 0s to \(moment(end))"
    case .noSuchCommand(let number, let count):
      "there is no command \(number) in this branch, which has \(count)"
    case .tooLate(let last): "time ends at \(moment(last))"
    case .unknownBranch(let name, let known):
      "there is no branch \(name), only \(known.joined(separator: ", "))"
    case .unknownBookmark(let name, let known):
      known.isEmpty
        ? "there is no bookmark \(name), and no other in this branch"
        : "there is no bookmark \(name) in this branch, only \(known.joined(separator: ", "))"
    case .nameTaken(let name): "\(name) is there already"
    case .invalidName(let name):
      "\"\(name)\" is no name: up to \(Timeline.nameMax) letters, digits, -, _ and ."
    case .tooManyBranches(let most): "there are \(most) branches, which is the most there can be"
    case .tooManyBookmarks(let most):
      "there are \(most) bookmarks in this branch, which is the most there can be"
    case .nothingToUndo: "nothing to undo: this is the document"
    case .nothingToRedo: "nothing to redo"
    case .neverSettles(let waited): "something is still planned after \(waited)"
    }
  }

  private static func moment(_ instant: Instant) -> Sentence { "\(instant - .zero)" }
}

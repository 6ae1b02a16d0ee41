internal import ClusterState

extension AppState {
  /// Moves in the history and says where one is then.
  mutating func perform(_ instruction: Instruction) {
    if case .command(let command) = instruction { return perform(command) }
    perform([instruction])
  }

  /// Moves in the history, by all of these or not at all; whether it could be done.
  @discardableResult
  mutating func perform(_ movements: [Instruction]) -> Bool {
    var moved = timeline
    var done: [Instruction] = []
    do throws(HistoryError) {
      for movement in movements {
        let before = moved.present.now
        try moved.perform(movement)
        // Until nothing is planned is as long as it took.
        let isSettling = movement == .waitUntilSettled
        done.append(isSettling ? .wait(moved.present.now - before) : movement)
      }
    } catch {
      message = .error(ErrorText.text(error))
      return false
    }
    timeline = moved
    for movement in done { record(movement) }
    rows.forgetRevisions()
    message = .note(HistoryText.place(timeline))
    return true
  }
}

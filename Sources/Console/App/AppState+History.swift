internal import ClusterState

extension AppState {
  /// Moves in the history and says where one is then.
  mutating func perform(_ instruction: Instruction) {
    if case .command(let command) = instruction { return perform(command) }
    do throws(HistoryError) {
      let before = simulation.now
      try timeline.perform(instruction)
      // Until nothing is planned is as long as it took.
      let isSettling = instruction == .waitUntilSettled
      record(isSettling ? .wait(simulation.now - before) : instruction)
      rows.forgetRevisions()
      message = .note(HistoryText.place(timeline))
    } catch {
      message = .error(ErrorText.text(error))
    }
  }
}

/// How far the entries of a journal could be done again.
package struct Replay: Sendable {
  /// An entry that could not be done, and why.
  package struct Stop: Sendable {
    package var entry: Int
    package var error: HistoryError
  }

  package var timeline: Timeline
  /// The entries that were done, waits in a row as one.
  package var done: [Instruction] = []
  /// `nil` if all were done.
  package var stop: Stop?

  /// Does all entries over an opened document, up to the first that cannot be done.
  package init(_ entries: [Instruction], on opened: Simulation) {
    timeline = Timeline(opened)
    var waited = Delay.zero
    for (index, entry) in entries.enumerated() {
      if case .wait(let delay) = entry { waited = min(waited + delay, Self.waitedMax) }
      // However time is cut, the same happens; in one piece it takes less.
      if case .wait = entry, index + 1 < entries.count, case .wait = entries[index + 1] {
        continue
      }
      let instruction: Instruction = if case .wait = entry { .wait(waited) } else { entry }
      waited = .zero
      do throws(HistoryError) {
        try timeline.perform(instruction)
        done.append(instruction)
      } catch {
        stop = Stop(entry: index, error: error)
        return
      }
    }
  }

  /// More than any simulation lasts, and far from the end of the numbers.
  private static let waitedMax = Delay.longest + .longest
}

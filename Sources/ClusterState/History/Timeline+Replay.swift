/// How far the entries of a journal could be done again.
///
/// A long journal is done piece by piece, so that whoever waits for it can be shown how far it is.
package struct Replay: Sendable {
  /// An entry that could not be done, and why.
  package struct Stop: Sendable {
    package var entry: Int
    package var error: HistoryError
  }

  package private(set) var timeline: Timeline
  /// The entries that were done, waits in a row as one.
  package private(set) var done: [Instruction] = []
  /// `nil` as long as all could be done.
  package private(set) var stop: Stop?
  private let entries: [Instruction]
  /// How many entries are done or begun.
  private var position = 0
  /// What is left of the wait that is begun, of how much.
  private var wait: (left: Delay, whole: Delay)?

  /// Does all entries over an opened document, up to the first that cannot be done.
  package init(_ entries: [Instruction], on opened: Simulation) {
    self.init(beginning: entries, on: opened)
    while !isFinished { playPiece() }
  }

  /// Does nothing yet.
  package init(beginning entries: [Instruction], on opened: Simulation) {
    self.entries = entries
    timeline = Timeline(opened)
    total = entries.reduce(0) { $0 + Self.weight($1) }
  }

  private static func weight(_ entry: Instruction) -> Double {
    if case .wait(let delay) = entry {
      entryWeight + Double(delay.microseconds)
    } else {
      entryWeight
    }
  }

  /// Whether there is nothing left that could be done.
  package var isFinished: Bool { stop != nil || wait == nil && position == entries.count }

  /// How much is done, between 0 and 1: time that passes counts, and a little every entry.
  package var progress: Double {
    guard !isFinished else { return 1 }
    let left = Double(wait?.left.microseconds ?? 0)
    let done = waitedBefore + Double(position) * Self.entryWeight - left
    return min(1, max(0, done / max(1, total)))
  }

  private var waitedBefore = 0.0
  private let total: Double
  /// What an entry counts beside a microsecond that passes.
  private static let entryWeight = 10_000.0

  /// Does the next entry, or a piece of a long wait.
  package mutating func playPiece() {
    guard !isFinished else { return }
    if wait != nil { return playWait() }
    // However time is cut, the same happens; together it takes less.
    var waited = Delay.zero
    while position < entries.count, case .wait(let delay) = entries[position] {
      waited = min(waited + delay, Self.waitedMax)
      position += 1
    }
    if waited > .zero {
      wait = (waited, waited)
      waitedBefore += Double(waited.microseconds)
      return playWait()
    }
    guard position < entries.count else { return }
    position += 1
    do throws(HistoryError) {
      try timeline.perform(entries[position - 1])
      done.append(entries[position - 1])
    } catch {
      stop = Stop(entry: position - 1, error: error)
    }
  }

  private mutating func playWait() {
    guard let (left, whole) = wait else { return }
    // Where nothing happens any time is one piece.
    let world = timeline.present
    let next = world.nextInstant.map { max(Self.pieceMax, $0 - world.now) } ?? left
    let piece = min(left, next)
    do throws(HistoryError) {
      try timeline.perform(.wait(piece))
      wait =
        left > piece ? (Delay(microseconds: left.microseconds - piece.microseconds), whole) : nil
      if wait == nil { done.append(.wait(whole)) }
    } catch {
      stop = Stop(entry: position - 1, error: error)
      wait = nil
      if left < whole {
        done.append(.wait(Delay(microseconds: whole.microseconds - left.microseconds)))
      }
    }
  }

  /// More than any simulation lasts, and far from the end of the numbers.
  private static let waitedMax = Delay.longest + .longest
  /// Time that passes in one piece: under heavy load some milliseconds of work.
  private static let pieceMax = Delay.seconds(1)
}

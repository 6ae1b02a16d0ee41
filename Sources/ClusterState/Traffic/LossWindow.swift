/// What was lost since the last change.
package struct LossWindow: Equatable, Sendable {
  /// Ways to be lost that are told apart; all further ones count as the last of them.
  package static let lossesMax = 256

  /// When the change was made.
  package let startedAt: Instant
  /// The change, as a command of this history from 1; 0: the opened document.
  package let command: Int
  /// All counters as they were then; they share what has not changed since.
  let ledgerBefore: TrafficLedger
  private(set) var losses: [Loss] = []

  init(
    startingAt instant: Instant = .zero,
    command: Int = 0,
    _ ledgerBefore: TrafficLedger = TrafficLedger()
  ) {
    startedAt = instant
    self.command = command
    self.ledgerBefore = ledgerBefore
  }

  mutating func add(_ loss: Loss, _ count: UInt64, sentAt instant: Instant) {
    var index = losses.firstIndex { $0.isSame(as: loss) } ?? losses.endIndex
    if index == losses.endIndex {
      if losses.count < Self.lossesMax {
        var fresh = loss
        (fresh.first, fresh.last) = (instant, instant)
        losses.append(fresh)
      } else {
        index -= 1
      }
    }
    losses[index].count += count
    losses[index].first = min(losses[index].first, instant)
    losses[index].last = max(losses[index].last, instant)
  }
}

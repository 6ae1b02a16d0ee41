internal import ClusterState

/// Waits until the losses of a change have come to their end, to say then what it cost.
struct LossWatch: Sendable {
  /// Losses that do not grow for so long are over.
  static let calm = Delay.seconds(2)

  /// What was seen last: of which change, and how many.
  private struct Sight: Equatable {
    var command: Int
    var startedAt: Instant
    var lost: UInt64

    init(_ summary: LossSummary) {
      (command, startedAt, lost) = (summary.command, summary.startedAt, summary.lost)
    }
  }

  private var sight: Sight?
  /// When more was seen to be lost; `nil` once that was said.
  private var grewAt: Instant?

  /// Looks before time passes: what is new was brought by commands or by going about in history,
  /// which say themselves what they did.
  mutating func meet(_ summary: LossSummary?) {
    let seen = summary.map(Sight.init)
    guard seen != sight else { return }
    sight = seen
    grewAt = nil
  }

  /// Looks after time has passed.
  ///
  /// Returns the losses once, when they have stopped growing.
  mutating func look(_ summary: LossSummary?, at now: Instant) -> LossSummary? {
    let seen = summary.map(Sight.init)
    if seen != sight {
      sight = seen
      grewAt = now
    }
    guard let summary, let since = grewAt, now - since >= Self.calm else { return nil }
    grewAt = nil
    return summary
  }
}

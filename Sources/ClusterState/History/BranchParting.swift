/// Where two histories parted, and what was done in either since.
package struct BranchParting: Equatable, Sendable {
  /// A command and when it was given.
  package struct Given: Hashable, Sendable {
    package var command: Command
    package var instant: Instant
  }

  /// Commands that both have in common.
  package var common: Int
  package var first: [Given]
  package var second: [Given]

  /// Compares the commands before the presents of two histories.
  package init(_ first: Timeline, _ second: Timeline) {
    let (one, other) = (first.given, second.given)
    var common = 0
    while common < min(one.count, other.count), one[common] == other[common] { common += 1 }
    self.common = common
    self.first = Array(one.dropFirst(common))
    self.second = Array(other.dropFirst(common))
  }
}

extension Timeline {
  fileprivate var given: [BranchParting.Given] {
    (0..<branch.inForce).map { index in
      BranchParting.Given(
        command: branch.steps[index].command,
        instant: branch.steps[index].before.now
      )
    }
  }

  /// The last moment that is known of a branch, for the one that is gone on with the present;
  /// `nil` if there is no such branch.
  package func lastInstant(of name: String) -> Instant? {
    if name == branch.name { return present.now }
    return others.first { $0.branch.name == name }.map { ($0.branch.end ?? $0.present).now }
  }

  /// The history as it would be after going to a moment of a branch; `nil` if there is none.
  package func looking(at name: String, _ instant: Instant) -> Timeline? {
    if name == branch.name, present.now == instant { return self }
    var look = self
    do throws(HistoryError) {
      try look.switch(to: name)
      try look.rewind(to: instant)
    } catch {
      return nil
    }
    return look
  }
}

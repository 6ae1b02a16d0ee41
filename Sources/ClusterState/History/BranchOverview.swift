/// Where a branch left another one.
package struct BranchOrigin: Hashable, Sendable {
  package var branch: String
  package var instant: Instant
  /// How many commands both have in common.
  package var commands: Int
}

/// A moment with a name.
package struct Bookmark: Hashable, Sendable {
  package var name: String
  package var instant: Instant
  /// How many commands of the branch were given before it: several may be of one instant.
  package var commands: Int
  /// Requests sent by then, and what had become of those that had ended.
  package var requests: UInt64
  package var outcomes: Outcomes
}

/// What a screen or a report shows of a branch.
package struct BranchOverview: Equatable, Sendable {
  /// A command and when it was given.
  package struct Given: Hashable, Sendable {
    package var command: Command
    package var instant: Instant
    /// Whether it lies before the moment that is looked at.
    package var isInForce: Bool
  }

  package var name: String
  package var origin: BranchOrigin?
  /// The commands of the branch since it began, oldest first.
  package var commands: [Given]
  /// From where it began to its end.
  package var extent: ClosedRange<Instant>
  /// The moment that is looked at, or was when the branch was left.
  package var place: Instant
  package var isCurrent: Bool
  package var isLookingBack: Bool
  /// How many commands can be redone.
  package var undoneCount: Int
  /// By time.
  package var bookmarks: [Bookmark]
}

extension Timeline {
  /// All branches, in the order they were made.
  package var overview: [BranchOverview] {
    let all = others + [ParkedBranch(branch: branch, present: present)]
    return all.sorted { $0.branch.number < $1.branch.number }.map { parked in
      overview(parked.branch, parked.present)
    }
  }

  /// The name of the branch that is gone on with.
  package var branchName: String { branch.name }

  /// Bookmarks of the branch that is gone on with, in the order they were made.
  package var bookmarks: [Bookmark] { branch.bookmarks }

  private func overview(_ branch: Branch, _ place: Simulation) -> BranchOverview {
    let begun = min(branch.origin?.commands ?? 0, branch.steps.count)
    let end = max((branch.end ?? place).now, place.now)
    return BranchOverview(
      name: branch.name,
      origin: branch.origin,
      commands: (begun..<branch.steps.count).map { index in
        let step = branch.steps[index]
        return BranchOverview.Given(
          command: step.command,
          instant: step.instant,
          isInForce: index < branch.inForce
        )
      },
      extent: min(branch.origin?.instant ?? opened.now, end)...end,
      place: place.now,
      isCurrent: branch.number == self.branch.number,
      isLookingBack: branch.end != nil,
      undoneCount: branch.undone.count,
      bookmarks: branch.bookmarks.enumerated().sorted {
        ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset)
      }.map(\.element)
    )
  }
}

extension Timeline {
  /// Copies of the world that are kept of time without commands, in the branch gone on with.
  package var checkpointCount: Int { branch.checkpoints.kept.count }
}

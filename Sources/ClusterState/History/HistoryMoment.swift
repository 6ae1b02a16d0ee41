/// A place in the branch that is gone on with, at which somebody may want to be.
package enum HistoryMoment: Hashable, Sendable {
  case opened
  /// Just after the n-th command, from 1.
  case command(Int)
  case bookmark(String)
  /// The last moment that is known.
  case end
}

/// What a timeline shows of a moment.
package struct MomentFacts: Equatable, Sendable {
  package var instant: Instant
  /// `nil` unless the moment is that of a command.
  package var command: Command?
  /// Requests sent just before the command, or up to the moment, and what had become of those
  /// that had ended.
  package var requests: UInt64
  package var outcomes: Outcomes
  /// Whether it lies before or at the moment that is looked at.
  package var isPast: Bool
  /// Whether the branch shares it with the one that it left.
  package var isShared: Bool
}

extension Timeline {
  /// How many commands the branch has, up to its end.
  package var commandCount: Int { branch.steps.count }

  /// All moments of the branch that is gone on with, in the order of history.
  package var moments: [HistoryMoment] {
    // Bookmarks of what was undone lie beyond the end.
    var marks = branch.bookmarks.indices.filter { branch.bookmarks[$0].instant <= end }
      .map { (commands: branch.commands(before: branch.bookmarks[$0]), index: $0) }
    marks.sort { first, second in
      let (one, other) = (branch.bookmarks[first.index], branch.bookmarks[second.index])
      return (first.commands, one.instant, first.index)
        < (second.commands, other.instant, second.index)
    }
    var moments: [HistoryMoment] = []
    moments.reserveCapacity(commandCount + marks.count + 2)
    var next = 0
    for number in 0...commandCount {
      moments.append(number == 0 ? .opened : .command(number))
      while next < marks.count, marks[next].commands == number {
        moments.append(.bookmark(branch.bookmarks[marks[next].index].name))
        next += 1
      }
    }
    return moments + [.end]
  }

  /// What there is to say of a moment; `nil` if the branch has no such moment.
  package func facts(of moment: HistoryMoment) -> MomentFacts? {
    switch moment {
    case .opened: return facts(opened, commands: 0)
    case .command(let number):
      guard (1...max(1, commandCount)).contains(number), commandCount > 0 else { return nil }
      return commandFacts(number)
    case .bookmark(let name):
      guard let bookmark = branch.bookmarks.first(where: { $0.name == name }) else { return nil }
      return facts(
        bookmark.instant,
        bookmark.requests,
        bookmark.outcomes,
        commands: branch.commands(before: bookmark)
      )
    case .end:
      let last = branch.end ?? present
      var facts = facts(last, commands: commandCount)
      facts.isPast = !isLookingBack
      return facts
    }
  }

  /// The line that leads to a moment.
  package func instruction(to moment: HistoryMoment) -> Instruction {
    switch moment {
    case .opened: .rewindAfter(0)
    case .command(let number): .rewindAfter(number)
    case .bookmark(let name): .rewindToBookmark(name)
    case .end: .rewind(to: end)
    }
  }

  /// The moment that is looked at, or the last one before it.
  package var nearestMoment: HistoryMoment {
    guard isLookingBack else { return .end }
    return branch.inForce == 0 ? .opened : .command(branch.inForce)
  }

  /// How many commands were given before the present.
  package var commandsInForce: Int { branch.inForce }

  private func commandFacts(_ number: Int) -> MomentFacts {
    let step = branch.steps[number - 1]
    var facts = facts(step.before, commands: number)
    facts.command = step.command
    return facts
  }

  private func facts(_ world: Simulation, commands: Int) -> MomentFacts {
    facts(world.now, world.ledger.requests, world.ledger.outcomes, commands: commands)
  }

  private func facts(
    _ instant: Instant,
    _ requests: UInt64,
    _ outcomes: Outcomes,
    commands: Int
  ) -> MomentFacts {
    MomentFacts(
      instant: instant,
      command: nil,
      requests: requests,
      outcomes: outcomes,
      isPast: commands <= branch.inForce && instant <= present.now,
      isShared: commands <= branch.origin?.commands ?? -1
    )
  }
}

extension Outcomes {
  /// Requests that were not delivered.
  package var lost: UInt64 { total - self[.delivered] }
}

// Being at any moment of a branch: from the nearest copy of the world by doing again what was done.

extension Timeline {
  /// Goes to a moment of this branch; all before and after it stays as it is.
  ///
  /// The world there has every command whose effects were there by then. At the end of the branch
  /// history goes on. Throws if the branch has no such moment.
  package mutating func rewind(to instant: Instant) throws(HistoryError) {
    guard opened.now <= instant, instant <= end else {
      throw .noSuchMoment(instant, end: end)
    }
    guard instant != present.now || isLookingBack else { return }
    if !isLookingBack { branch.end = present }
    branch.glances = []
    let nearest = branch.nearest(to: instant, opened: opened)
    let isAhead = (present.now, branch.inForce) >= (nearest.world.now, nearest.inForce)
    if present.now > instant || !isAhead {
      (present, branch.inForce) = nearest
    }
    goForward(to: instant)
  }

  /// Goes to the moment of a bookmark of this branch: with the commands that were given before
  /// it, and without those of the same instant that came after.
  package mutating func rewind(toBookmark name: String) throws(HistoryError) {
    guard let bookmark = branch.bookmarks.first(where: { $0.name == name }) else {
      throw .unknownBookmark(name, known: branch.bookmarks.map(\.name))
    }
    guard bookmark.commands <= branch.steps.count, bookmark.instant <= end else {
      throw .noSuchMoment(bookmark.instant, end: end)
    }
    go(to: bookmark.instant, commands: branch.commands(before: bookmark))
  }

  /// Goes to just after the n-th command of this branch, from 1; with 0 to the opened document.
  package mutating func rewind(afterCommand number: Int) throws(HistoryError) {
    guard (0...branch.steps.count).contains(number) else {
      throw .noSuchCommand(number, count: branch.steps.count)
    }
    go(to: number == 0 ? opened.now : branch.steps[number - 1].endsAt, commands: number)
  }

  /// Goes to the moment of `instant` at which so many commands had been given.
  private mutating func go(to instant: Instant, commands: Int) {
    if !isLookingBack { branch.end = present }
    branch.glances = []
    (present, branch.inForce) = branch.nearest(to: instant, commands: commands, opened: opened)
    while branch.inForce < commands { replayNext() }
    guard commands == branch.steps.count, instant >= end else {
      return present.advance(to: instant)
    }
    goForward(to: instant)
  }

  /// Does again what was done up to `instant`, which is not after the end of the branch.
  ///
  /// Whoever comes to the end looks at the past no more.
  mutating func goForward(to instant: Instant) {
    guard let end = branch.end else { return }
    if instant >= end.now {
      present = end
      branch.inForce = branch.steps.count
      branch.end = nil
      branch.glances = []
      return
    }
    while branch.inForce < branch.steps.count, branch.steps[branch.inForce].endsAt <= instant {
      replayNext()
    }
    present.advance(to: instant)
  }

  /// Goes to just after the next command of the branch.
  mutating func replayNext() {
    let step = branch.steps[branch.inForce]
    present.advance(to: step.instant)
    do throws(CommandError) {
      _ = try present.apply(step.command)
    } catch {
      preconditionFailure("what was done once can be done again: \(step.command): \(error)")
    }
    branch.inForce += 1
  }
}

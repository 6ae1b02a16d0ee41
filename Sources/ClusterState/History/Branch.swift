/// One line of history: commands, and what is needed to be at any of its moments soon.
///
/// The world of the present is the ``Timeline``'s.
struct Branch: Sendable {
  let name: String
  /// The n-th branch that was made, from 0.
  let number: Int
  /// Where it left another branch; `nil` for the first.
  var origin: BranchOrigin?
  /// All commands since the document was opened, those before the fork included.
  var steps = ChunkedArray<Timeline.Step>()
  /// How many of them were given before the present: fewer than all while the past is looked at.
  var inForce = 0
  /// What can be redone, the next one last.
  var undone: [Undone] = []
  /// Places that undo left while the past was looked at, the last one last.
  var glances: [Glance] = []
  var checkpoints = Checkpoints()
  /// In the order they were made.
  var bookmarks: [Bookmark] = []
  /// The world at the end of the branch, while an earlier moment is looked at.
  var end: Simulation?

  init(name: String, number: Int) {
    self.name = name
    self.number = number
  }

  mutating func append(_ step: Timeline.Step) {
    steps.append(step)
    inForce = steps.count
  }

  /// Takes the last command away; `nil` without any.
  mutating func removeLast() -> Timeline.Step? {
    guard steps.count > 0 else { return nil }
    let last = steps[steps.count - 1]
    steps.removeLast(1)
    inForce = steps.count
    return last
  }

  /// Gives up what could be redone, as something else happens from `now` on.
  mutating func forgetUndone(at now: Instant) {
    guard !undone.isEmpty else { return }
    undone = []
    bookmarks.removeAll { $0.instant > now || $0.commands > steps.count }
    // Undone beyond the place where the branch began: that is where it begins now.
    guard let begun = origin, begun.commands > steps.count || begun.instant > now else { return }
    origin?.commands = min(begun.commands, steps.count)
    origin?.instant = min(begun.instant, now)
  }

  /// Keeps a copy of the world if the last one is long enough ago.
  mutating func keepCheckpoint(_ world: Simulation) {
    let before = steps.count > 0 ? steps[steps.count - 1].endsAt : .zero
    checkpoints.offer(world, inForce: inForce, commandAt: before)
  }

  /// The newest kept world of a moment not after `instant`, with the number of its commands.
  func nearest(to instant: Instant, opened: Simulation) -> (world: Simulation, inForce: Int) {
    var best = (world: opened, inForce: 0)
    // Steps are sorted by their instants: the last one not after the moment.
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].instant <= instant { low = middle + 1 } else { high = middle }
    }
    if low > 0 { best = (steps[low - 1].before, low - 1) }
    guard let kept = checkpoints.last(notAfter: instant),
      (kept.world.now, kept.inForce) > (best.world.now, best.inForce)
    else { return best }
    return (kept.world, kept.inForce)
  }

  /// The nearest kept world before the moment of `instant` at which so many commands had been
  /// given.
  func nearest(
    to instant: Instant,
    commands: Int,
    opened: Simulation
  ) -> (world: Simulation, inForce: Int) {
    if commands < steps.count, steps[commands].instant == instant {
      return (steps[commands].before, commands)
    }
    if let kept = checkpoints.last(notAfter: instant), kept.inForce == commands {
      return (kept.world, commands)
    }
    return commands == 0 ? (opened, 0) : (steps[commands - 1].before, commands - 1)
  }

  /// How many commands of the branch as it is now lie before a bookmark.
  ///
  /// Time that passed after an undo may have been bookmarked, and what was undone done again: the
  /// bookmark means its instant then.
  func commands(before bookmark: Bookmark) -> Int {
    var count = bookmark.commands
    while count < steps.count, steps[count].instant < bookmark.instant,
      steps[count].endsAt <= bookmark.instant
    {
      count += 1
    }
    return count
  }

  /// A branch with the history up to the present, where `now` it is.
  func forked(_ name: String, number: Int, at now: Instant) -> Branch {
    var fork = Branch(name: name, number: number)
    fork.origin = BranchOrigin(branch: self.name, instant: now, commands: inForce)
    fork.steps = steps
    fork.steps.removeLast(steps.count - inForce)
    fork.inForce = inForce
    fork.checkpoints = checkpoints
    fork.checkpoints.cut(inForce: inForce, at: now)
    return fork
  }
}

/// A branch that another one was taken up instead of.
struct ParkedBranch: Sendable {
  var branch: Branch
  /// The world as it was left.
  var present: Simulation
}

/// A command that was taken back, or time.
struct Undone: Sendable {
  let step: Timeline.Step?
  let before: Simulation
  let after: Simulation

  var undoable: Undoable { step.map { .command($0.command) } ?? .time }
}

/// A moment of the past that undo went back from.
struct Glance: Sendable {
  let undoable: Undoable
  let world: Simulation
  let inForce: Int

  init(_ undoable: Undoable, _ world: Simulation, _ inForce: Int) {
    self.undoable = undoable
    self.world = world
    self.inForce = inForce
  }
}

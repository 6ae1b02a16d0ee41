/// A simulation with its whole past, in branches: every moment can be gone back to, exactly.
///
/// A step keeps the simulation as it was before its command. Copies share what did not change, so
/// a step weighs what its command changed. Looking at the past of a branch forgets nothing: moving
/// forward again gives the very same world, and a new command given there begins a branch of its
/// own. Undo is different: it takes the command away, and a new command forgets what was undone.
package struct Timeline: Sendable {
  /// A command, when it was given, and the world before it.
  package struct Step: Equatable, Sendable {
    package let command: Command
    package let before: Simulation
    /// When its effects were there: later than ``instant`` only for `step`, which lets time pass.
    package let endsAt: Instant

    package var instant: Instant { before.now }
  }

  /// What a command did to the history besides its events.
  package struct Applied: Sendable {
    package var events: [Event]
    /// The branch that began by itself, as the command was given in the past of another.
    package var forkedInto: String?
  }

  /// More branches than anybody can tell apart.
  package static let branchesMax = 256
  /// Bookmarks in one branch.
  package static let bookmarksMax = 1_000
  package static let mainBranch = "main"

  package internal(set) var present: Simulation
  /// The simulation as the document was opened.
  package let opened: Simulation
  /// The branch that is gone on with.
  var branch = Branch(name: mainBranch, number: 0)
  /// The other branches, each as it was left.
  var others: [ParkedBranch] = []
  var branchesMade = 1

  package init(_ opened: Simulation) {
    self.opened = opened
    present = opened
  }

  /// Commands that can be undone, oldest first.
  package var past: [Step] { (0..<branch.inForce).map { branch.steps[$0] } }

  /// Whether a moment before the end of the branch is looked at.
  package var isLookingBack: Bool { branch.end != nil }

  /// The last moment of the branch that is known.
  package var end: Instant { (branch.end ?? present).now }

  /// What ``undo()`` takes back.
  package var undoable: Undoable? {
    if branch.inForce > 0 { return .command(branch.steps[branch.inForce - 1].command) }
    return present.now > opened.now ? .time : nil
  }

  /// What ``redo()`` brings back.
  package var redoable: Undoable? {
    if isLookingBack {
      if let glance = branch.glances.last { return glance.undoable }
      guard branch.inForce < branch.steps.count else { return nil }
      return .command(branch.steps[branch.inForce].command)
    }
    return branch.undone.last?.undoable
  }

  /// Performs a command now and returns what happened.
  @discardableResult
  package mutating func apply(_ command: Command) throws(CommandError) -> [Event] {
    try perform(command).events
  }

  /// Performs a command now, in a new branch if this moment has a future already.
  ///
  /// What was undone before is forgotten. Throws why the command is refused; nothing has changed
  /// then.
  package mutating func perform(_ command: Command) throws(CommandError) -> Applied {
    guard !isLookingBack || others.count + 1 < Self.branchesMax else {
      throw .tooManyBranches(Self.branchesMax)
    }
    let before = present
    let events = try present.apply(command)
    var forked: String?
    if isLookingBack {
      let name = freeName(after: branch.name)
      let after = present
      present = before
      beginBranch(name)
      present = after
      forked = name
    }
    branch.forgetUndone(at: before.now)
    branch.append(Step(command: command, before: before, endsAt: present.now))
    return Applied(events: events, forkedInto: forked)
  }

  /// Lets time pass.
  ///
  /// While the past is looked at it passes as it did, commands included, up to the end of the
  /// branch, and only then into the unknown. What was undone can still be redone: that goes to the
  /// very world it left.
  package mutating func advance(to instant: Instant) {
    if isLookingBack {
      guard instant > present.now else { return }
      branch.glances = []
      goForward(to: min(instant, end))
    }
    while present.now < instant {
      let slice = branch.checkpoints.slice(from: present.now, to: instant)
      present.advance(to: slice)
      branch.keepCheckpoint(present)
    }
  }

  /// Goes back to just before the last command, time included; without commands to the opened
  /// document, from which only time has passed.
  @discardableResult
  package mutating func undo() -> Undoable? {
    guard let undone = undoable else { return nil }
    if isLookingBack {
      branch.glances.append(Glance(undone, present, branch.inForce))
      branch.inForce = max(0, branch.inForce - 1)
      present = undone == .time ? opened : branch.steps[branch.inForce].before
      return undone
    }
    let step = branch.removeLast()
    branch.undone.append(Undone(step: step, before: step?.before ?? opened, after: present))
    present = step?.before ?? opened
    branch.checkpoints.cut(inForce: branch.inForce, at: present.now)
    return undone
  }

  /// Goes forward again to the very world that the last undo left.
  @discardableResult
  package mutating func redo() -> Undoable? {
    guard let redone = redoable else { return nil }
    if isLookingBack {
      if let glance = branch.glances.popLast() {
        (present, branch.inForce) = (glance.world, glance.inForce)
      } else {
        replayNext()
      }
      return redone
    }
    guard let next = branch.undone.popLast() else { return nil }
    branch.checkpoints.cut(inForce: branch.inForce, at: next.before.now)
    if let step = next.step { branch.append(step) }
    present = next.after
    return redone
  }
}

/// Something that can be taken back.
package enum Undoable: Hashable, Sendable, CustomStringConvertible {
  case command(Command)
  /// Nothing but the passing of time.
  case time

  package var description: String {
    switch self {
    case .command(let command): "\(command)"
    case .time: "the time that has passed"
    }
  }
}

/// A simulation with its whole past: every command can be undone and redone, exactly.
///
/// A step keeps the simulation as it was before its command. Copies share what did not change, so
/// a step weighs what its command changed.
package struct Timeline: Equatable, Sendable {
  /// A command, when it was given, and the world before it.
  package struct Step: Equatable, Sendable {
    package let command: Command
    package let before: Simulation

    package var instant: Instant { before.now }
  }

  package private(set) var present: Simulation
  /// The simulation as the document was opened.
  package let opened: Simulation
  /// Commands that can be undone, oldest first.
  package private(set) var past: [Step] = []
  /// Commands that can be redone with the world after each, the next one last.
  private var future: [(command: Command?, after: Simulation, before: Simulation)] = []

  package init(_ opened: Simulation) {
    self.opened = opened
    present = opened
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.present == right.present && left.past == right.past
      && left.future.count == right.future.count
  }

  /// What ``undo()`` takes back.
  package var undoable: Undoable? {
    if let command = past.last?.command { return .command(command) }
    return present.now > opened.now ? .time : nil
  }

  /// What ``redo()`` brings back.
  package var redoable: Undoable? {
    future.last.map { $0.command.map(Undoable.command) ?? .time }
  }

  /// Performs a command now.
  ///
  /// What was undone before is forgotten.
  @discardableResult
  package mutating func apply(_ command: Command) throws(CommandError) -> [Event] {
    let before = present
    let events = try present.apply(command)
    past.append(Step(command: command, before: before))
    future = []
    return events
  }

  /// Lets time pass.
  ///
  /// What was undone can still be redone: that goes to the very world it left.
  package mutating func advance(to instant: Instant) {
    present.advance(to: instant)
  }

  /// Goes back to just before the last command, time included; without commands to the opened
  /// document, from which only time has passed.
  @discardableResult
  package mutating func undo() -> Undoable? {
    let undone = undoable
    switch undone {
    case .command(let command):
      guard let step = past.popLast() else { return nil }
      future.append((command, present, step.before))
      present = step.before
    case .time:
      future.append((nil, present, opened))
      present = opened
    case nil: break
    }
    return undone
  }

  /// Goes forward again to the very world that the last undo left.
  @discardableResult
  package mutating func redo() -> Undoable? {
    let redone = redoable
    guard let step = future.popLast() else { return nil }
    if let command = step.command { past.append(Step(command: command, before: step.before)) }
    present = step.after
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

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
  /// Commands that can be undone, oldest first.
  package private(set) var past: [Step] = []
  /// Commands that can be redone with the world after each, the next one last.
  private var future: [(command: Command, after: Simulation, before: Simulation)] = []

  package init(_ opened: Simulation) {
    present = opened
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.present == right.present && left.past == right.past
      && left.future.count == right.future.count
  }

  /// The simulation as the document was opened.
  package var opened: Simulation { past.first?.before ?? present }
  /// The command that ``undo()`` takes back.
  package var undoable: Command? { past.last?.command }
  /// The command that ``redo()`` brings back.
  package var redoable: Command? { future.last?.command }

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

  /// Goes back to just before the last command, time included.
  ///
  /// Returns the command.
  @discardableResult
  package mutating func undo() -> Command? {
    guard let step = past.popLast() else { return nil }
    future.append((step.command, present, step.before))
    present = step.before
    return step.command
  }

  /// Goes forward again to where the last undo came from.
  ///
  /// Returns the command.
  @discardableResult
  package mutating func redo() -> Command? {
    guard let step = future.popLast() else { return nil }
    past.append(Step(command: step.command, before: step.before))
    present = step.after
    return step.command
  }
}

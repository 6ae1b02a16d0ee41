extension Timeline {
  /// How long ``Instruction/waitUntilSettled`` waits at most: a container that crashes again and
  /// again always has something planned.
  package static let settlingMax = Delay.seconds(3_600)

  /// Does what a line of the command language says.
  ///
  /// Returns what a command did, and nothing for a movement.
  @discardableResult
  package mutating func perform(_ instruction: Instruction) throws(HistoryError) -> Applied {
    switch instruction {
    case .command(let command):
      do throws(CommandError) {
        return try perform(command)
      } catch {
        throw .command(error)
      }
    case .wait(let delay): try wait(delay)
    case .waitUntilSettled: try settle()
    case .undo: if undo() == nil { throw .nothingToUndo }
    case .redo: if redo() == nil { throw .nothingToRedo }
    case .rewind(let instant): try rewind(to: instant)
    case .rewindAfter(let number): try rewind(afterCommand: number)
    case .rewindToBookmark(let name): try rewind(toBookmark: name)
    case .fork(let name): try fork(name)
    case .branch(let name): try self.switch(to: name)
    case .bookmark(let name): try bookmark(name)
    }
    return Applied(events: [])
  }

  private mutating func wait(_ delay: Delay) throws(HistoryError) {
    let last = Instant(microseconds: Delay.longest.microseconds)
    guard delay <= last - present.now else { throw .tooLate(last) }
    advance(to: present.now + delay)
  }

  private mutating func settle() throws(HistoryError) {
    let last = present.now + Self.settlingMax
    while let next = present.agenda.nextInstant {
      guard next <= last else { throw .neverSettles(Self.settlingMax) }
      advance(to: next)
    }
  }
}

extension Instruction: CustomStringConvertible {
  /// The line that ``InstructionParser`` reads back as this instruction.
  package var description: String {
    switch self {
    case .command(let command): "\(command)"
    case .wait(let delay): "wait \(delay)"
    case .waitUntilSettled: "wait until settled"
    case .undo: "undo"
    case .redo: "redo"
    case .rewind(let instant): "rewind \(instant - .zero)"
    case .fork(let name): "fork \(LineWord.quoted(name))"
    case .branch(let name): "branch \(LineWord.quoted(name))"
    case .bookmark(let name): "bookmark \(LineWord.quoted(name))"
    }
  }
}

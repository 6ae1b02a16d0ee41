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
    case .rewindToBookmark(let name): "rewind to \(name)"
    case .rewindAfter(let number): "rewind after \(number)"
    case .fork(let name): "fork \(name)"
    case .branch(let name): "branch \(name)"
    case .bookmark(let name): "bookmark \(name)"
    }
  }
}

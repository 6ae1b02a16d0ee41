/// Reads a line of the command language: a command, or a movement in history.
package enum InstructionParser {
  /// Throws what cannot be understood.
  package static func parse(_ line: String) throws(CommandParser.Failure) -> Instruction {
    let words = line.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("undo", 1): return .undo
    case ("redo", 1): return .redo
    case ("wait", 3) where words[1...] == ["until", "settled"]: return .waitUntilSettled
    case ("wait", 2): return .wait(try span(words[1]))
    case ("rewind", 2): return .rewind(to: .zero + (try span(words[1])))
    case ("fork", 2): return .fork(words[1])
    case ("branch", 2): return .branch(words[1])
    case ("bookmark", 2): return .bookmark(words[1])
    default: return .command(try CommandParser.parse(line))
    }
  }

  private static func span(_ text: String) throws(CommandParser.Failure) -> Delay {
    guard let delay = Delay(text), delay >= .zero else {
      throw .invalid(what: "time", text: text)
    }
    return delay
  }
}

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
    case .fork(let name): "fork \(name)"
    case .branch(let name): "branch \(name)"
    case .bookmark(let name): "bookmark \(name)"
    }
  }
}

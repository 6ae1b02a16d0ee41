/// Reads one line of the command language, whatever it asks for.
package enum InstructionParser {
  /// Commands in one line.
  private static let commandsMax = 1_000

  /// Reads a line; names without a namespace are looked for in `namespace`.
  ///
  /// Commands between `;` are one instruction: they are performed at one moment, and taken back
  /// together.
  package static func parse(
    _ line: String,
    namespace: String = "default"
  ) throws(SyntaxFailure) -> Instruction {
    try parse(LineWord.words(of: line), namespace: namespace, endColumn: line.count + 1)
  }

  /// Reads words of a line that ends before `endColumn`.
  static func parse(
    _ words: [LineWord],
    namespace: String,
    endColumn: Int
  ) throws(SyntaxFailure) -> Instruction {
    let separators = words.indices.filter { words[$0].text == ";" && !words[$0].isQuoted }
    guard !separators.isEmpty else { return try parseOne(words, namespace, endColumn) }
    var commands: [Command] = []
    var start = words.startIndex
    for end in separators + [words.endIndex] {
      let part = Array(words[start..<end])
      let column = end < words.endIndex ? words[end].column : endColumn
      start = end + 1
      guard commands.count < commandsMax else {
        throw SyntaxFailure(column, .tooMany(what: "commands in one line", most: commandsMax))
      }
      guard case .command(let command) = try parseOne(part, namespace, column) else {
        throw SyntaxFailure(part[0].column, .notACommand(verb: part[0].text))
      }
      commands.append(command)
    }
    return .command(.all(of: commands))
  }

  private static func parseOne(
    _ words: [LineWord],
    _ namespace: String,
    _ endColumn: Int
  ) throws(SyntaxFailure) -> Instruction {
    guard let place = verbIndex(words) else { throw SyntaxFailure(endColumn, .empty) }
    guard let verb = Verb.named(words[place].text) else {
      throw .unknown("command", words[place], Verb.all.map(\.name))
    }
    do throws(SyntaxFailure) {
      var reader = try CommandReader(
        words[..<place] + words[(place + 1)...],
        options: verb.allOptions,
        namespace: namespace,
        endColumn: endColumn
      )
      let instruction = try verb.read(&reader)
      try reader.finish()
      return instruction
    } catch {
      var failure = error
      failure.example = verb.example
      throw failure
    }
  }

  /// The first word that is no option: `-n shop` may stand before the verb.
  private static func verbIndex(_ words: [LineWord]) -> Int? {
    var index = 0
    while index < words.count {
      let word = words[index].text
      if word == "-n" || word == "--namespace" {
        index += 2
      } else if word.hasPrefix("-n") || word.hasPrefix("--namespace=") {
        index += 1
      } else {
        return index
      }
    }
    return nil
  }
}

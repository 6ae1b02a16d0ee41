// Verbs that move in history and let time pass.

extension Verb {
  /// A year: time that a line can let pass, so that no file reaches the end of the numbers.
  package static let waitMax = Delay.seconds(365 * 24 * 3_600)
  static let history: [Verb] = [
    Verb(
      "wait",
      ["wait SPAN", "wait until settled"],
      "Lets time pass: so much, or until nothing is planned but traffic.",
      example: "wait 5s",
      read: wait
    ),
    Verb("undo", ["undo"], "Takes the last command back.", example: "undo") { _ in .undo },
    Verb("redo", ["redo"], "Brings back what was undone.", example: "redo") { _ in .redo },
    Verb(
      "rewind",
      ["rewind INSTANT", "rewind to BOOKMARK", "rewind after N"],
      "Goes to a moment of the branch, counted from the opened document, to a bookmark, or to just "
        + "after the N-th command.",
      example: "rewind 12.5s"
    ) { reader throws(SyntaxFailure) in
      if reader.takes("after") { return .rewindAfter(try commandNumber(&reader)) }
      if reader.takes("to") { return .rewindToBookmark(try name(&reader)) }
      let word = try reader.word("INSTANT")
      return .rewind(to: .zero + (try reader.delay(word, "instant", in: .zero...Delay.longest)))
    },
    Verb(
      "fork",
      ["fork NAME"],
      "Begins a branch here and goes on with it.",
      example: "fork with-prestop"
    ) { reader throws(SyntaxFailure) in .fork(try name(&reader)) },
    Verb(
      "branch",
      ["branch NAME"],
      "Goes on in another branch, where it was left.",
      example: "branch with-prestop"
    ) { reader throws(SyntaxFailure) in .branch(try name(&reader)) },
    Verb(
      "bookmark",
      ["bookmark NAME"],
      "Gives this moment a name.",
      example: "bookmark before-the-kill"
    ) { reader throws(SyntaxFailure) in .bookmark(try name(&reader)) },
  ]

  private static func wait(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    if reader.takes("until") {
      try reader.keyword("settled")
      return .waitUntilSettled
    }
    return .wait(try reader.delay(try reader.word("SPAN"), "wait", in: .zero...waitMax))
  }

  /// More commands than any history holds.
  private static let commandsMax = 1_000_000_000

  private static func commandNumber(_ reader: inout CommandReader) throws(SyntaxFailure) -> Int {
    let word = try reader.word("N")
    guard let number = CommandParser.number(word.text), number <= commandsMax else {
      throw SyntaxFailure(
        word.column,
        .invalid(
          what: "number of a command",
          text: word.text,
          expected: "a whole number from 0 to \(commandsMax)"
        )
      )
    }
    return number
  }

  /// A name of a branch or bookmark.
  private static func name(_ reader: inout CommandReader) throws(SyntaxFailure) -> String {
    let word = try reader.word("NAME")
    guard Timeline.isName(word.text) else {
      throw SyntaxFailure(
        word.column,
        .invalid(
          what: "name",
          text: word.text,
          expected: "up to \(Timeline.nameMax) letters, digits, -, _ and ."
        )
      )
    }
    return word.text
  }
}

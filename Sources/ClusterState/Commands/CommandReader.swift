/// Reads the words after a verb, in their order, and its options, which may stand anywhere.
package struct CommandReader {
  /// A value of an option, at its place.
  private struct Option {
    let word: LineWord
    var value: LineWord
  }

  /// The namespace of names that say none.
  package let namespace: String
  private let words: [LineWord]
  private let endColumn: Int
  private var position = 0
  private var given: [String: Option] = [:]

  /// Sorts words into those that stand in order and the options that a verb knows.
  init(
    _ line: some Sequence<LineWord>,
    options: [VerbOption],
    namespace: String,
    endColumn: Int
  ) throws(SyntaxFailure) {
    self.endColumn = endColumn
    var plain: [LineWord] = []
    var pending: (option: VerbOption, word: LineWord)?
    for word in line {
      if let (option, place) = pending {
        try Self.take(option, place, word, &given)
        pending = nil
      } else if !Self.isOption(word) {
        plain.append(word)
      } else {
        let (option, value) = try Self.option(word, options)
        if option.value != nil, value == nil {
          pending = (option, word)
        } else {
          try Self.take(option, word, value, &given)
        }
      }
    }
    if let (option, _) = pending {
      throw SyntaxFailure(endColumn, .missing("\(option.value ?? "") after --\(option.name)"))
    }
    words = plain
    self.namespace = given["namespace"]?.value.text ?? namespace
  }

  /// `-5s` is a number that is wrong, not an option.
  private static func isOption(_ word: LineWord) -> Bool {
    let second = word.text.dropFirst().first
    return word.text.hasPrefix("-") && !word.isQuoted && second != nil
      && second?.isNumber == false
  }

  private static func option(
    _ word: LineWord,
    _ known: [VerbOption]
  ) throws(SyntaxFailure) -> (VerbOption, value: LineWord?) {
    let isLong = word.text.hasPrefix("--")
    let name = word.text.dropFirst(isLong ? 2 : 1).prefix { $0 != "=" }
    let valueStart = name.count + (isLong ? 3 : 2)
    if let option = known.first(where: {
      isLong ? $0.name == name : name.count == 1 && $0.short == name.first
    }) {
      let hasValue = word.text.count >= valueStart
      return (option, hasValue ? word.dropFirst(valueStart) : nil)
    }
    // kubectl takes `-nshop` for `-n shop`.
    if !isLong, let option = known.first(where: { $0.short == name.first && $0.value != nil }) {
      return (option, word.dropFirst(2))
    }
    var wrong = word
    wrong.text = String(word.text.prefix { $0 != "=" })
    throw .unknown("option", wrong, known.map { "--\($0.name)" })
  }

  private static func take(
    _ option: VerbOption,
    _ word: LineWord,
    _ value: LineWord?,
    _ given: inout [String: Option]
  ) throws(SyntaxFailure) {
    guard given[option.name] == nil else {
      throw SyntaxFailure(word.column, .repeated(option: "--\(option.name)"))
    }
    guard option.value == nil, let value else {
      given[option.name] = Option(word: word, value: value ?? word)
      return
    }
    switch value.text {
    case "true": given[option.name] = Option(word: word, value: value)
    case "false": break
    default:
      throw .unknown("value of --\(option.name)", value, ["true", "false"])
    }
  }
}

extension CommandReader {
  /// The value of an option that was given.
  func option(_ name: String) -> LineWord? { given[name]?.value }

  /// Where an option or, for want of it, the end of the line stands.
  func column(of option: String) -> Int { given[option]?.word.column ?? endColumn }

  /// Whether a switch is on.
  func isOn(_ name: String) -> Bool { given[name] != nil }

  /// The next word, which stays.
  var peek: LineWord? { position < words.count ? words[position] : nil }

  /// The next word.
  mutating func next() -> LineWord? {
    guard let word = peek else { return nil }
    position += 1
    return word
  }

  /// The next word, which must be there; `what` says what is missing else.
  mutating func word(_ what: String) throws(SyntaxFailure) -> LineWord {
    guard let word = next() else { throw missing(what) }
    return word
  }

  /// A failure at the end of the line.
  func missing(_ what: String) -> SyntaxFailure { SyntaxFailure(endColumn, .missing(what)) }

  /// The next word, which must be this one.
  mutating func keyword(_ word: String) throws(SyntaxFailure) {
    let found = try self.word(word)
    guard found.text == word else { throw .unknown("word", found, [word]) }
  }

  /// Takes the next word if it is this one.
  mutating func takes(_ word: String) -> Bool {
    guard let next = peek, next.text == word, !next.isQuoted else { return false }
    position += 1
    return true
  }

  /// The next word, which must be one of a few.
  mutating func choice(_ what: String, _ known: [String]) throws(SyntaxFailure) -> String {
    let word = try word(what)
    guard known.contains(word.text) else { throw .unknown(what, word, known) }
    return word.text
  }

  /// Throws unless all words were read.
  func finish() throws(SyntaxFailure) {
    guard let rest = peek else { return }
    throw SyntaxFailure(rest.column, .unexpected(rest.text))
  }
}

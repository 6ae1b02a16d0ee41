/// One word of a line of the command language, and where it stands.
package struct LineWord: Hashable, Sendable {
  package var text: String
  /// Of its first character, counted from 1 as editors do.
  package var column: Int
  /// Whether any part of it stood in quotes: then it is no option, separator or comment.
  package var isQuoted = false

  /// A part of the word as a word of its own.
  func dropFirst(_ count: Int) -> LineWord {
    LineWord(text: String(text.dropFirst(count)), column: column + count, isQuoted: isQuoted)
  }
}

extension LineWord {
  /// The words of a line, as a shell has them: blanks separate, quotes keep blanks and are taken
  /// away, `#` at the start of a word begins a comment, `;` at the end of one is a word of its own.
  package static func words(of line: some StringProtocol) throws(SyntaxFailure) -> [LineWord] {
    var splitter = Splitter()
    for character in line {
      splitter.take(character)
      if splitter.isInComment { break }
    }
    return try splitter.finish()
  }

  /// A line that can be cut into words, without its comment and the blanks around it.
  static func withoutComment(_ line: some StringProtocol) -> String {
    var splitter = Splitter()
    var text = ""
    for character in line {
      splitter.take(character)
      if splitter.isInComment { break }
      text.append(character)
    }
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    while text.last.map(isBlank) == true { text.removeLast() }
    return String(text.drop(while: isBlank))
  }

  /// A text as a word that reads back as itself, in quotes where it must be.
  package static func quoted(_ text: String) -> String {
    let isPlain = text.allSatisfy { !" \t'\"\\;#".contains($0) } && !text.hasPrefix("-")
    guard !isPlain || text.isEmpty else { return text }
    var quoted = "\""
    for character in text {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted + "\""
  }
}

/// Cuts a line into words, character by character.
private struct Splitter {
  private var words: [LineWord] = []
  private var word: LineWord?
  private var quote: (character: Character, column: Int)?
  private var isEscaped = false
  private var column = 0
  private(set) var isInComment = false

  mutating func take(_ character: Character) {
    column += 1
    if let quote {
      takeQuoted(character, quote.character)
    } else if character == "'" || character == "\"" {
      quote = (character, column)
      begin()
      word?.isQuoted = true
    } else if character == " " || character == "\t" {
      end()
    } else if character == "#", word == nil {
      isInComment = true
    } else {
      begin()
      word?.text.append(character)
    }
  }

  private mutating func takeQuoted(_ character: Character, _ open: Character) {
    if isEscaped {
      if character != "\"", character != "\\" { word?.text.append("\\") }
      word?.text.append(character)
      isEscaped = false
    } else if character == open {
      quote = nil
    } else if character == "\\", open == "\"" {
      isEscaped = true
    } else {
      word?.text.append(character)
    }
  }

  private mutating func begin() {
    if word == nil { word = LineWord(text: "", column: column) }
  }

  private mutating func end() {
    guard var ended = word else { return }
    word = nil
    let isSeparated = ended.text.hasSuffix(";") && !ended.isQuoted
    if isSeparated { ended.text.removeLast() }
    if !ended.text.isEmpty || ended.isQuoted { words.append(ended) }
    if isSeparated {
      words.append(LineWord(text: ";", column: ended.column + ended.text.count))
    }
  }

  mutating func finish() throws(SyntaxFailure) -> [LineWord] {
    if let quote { throw SyntaxFailure(quote.column, .openQuote(quote.character)) }
    end()
    return words
  }
}

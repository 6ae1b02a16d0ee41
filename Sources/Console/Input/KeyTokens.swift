/// Splits the text form of keys at blanks, minding quotation marks.
struct KeyTokens {
  enum Token: Hashable {
    case word(String)
    case quoted(String)
    case pasted(String)
  }

  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  /// The next token, or nil at the end.
  mutating func next() throws(KeyTextError) -> Token? {
    while let character = peek(), character.isWhitespace { position += 1 }
    guard let first = peek() else { return nil }
    if Self.isQuotation(first) { return .quoted(try quotation()) }
    let start = position
    while let character = peek(), !character.isWhitespace {
      position += 1
      if String(characters[start..<position]) == Self.paste, let next = peek(),
        Self.isQuotation(next)
      {
        return .pasted(try quotation())
      }
    }
    return .word(String(characters[start..<position]))
  }

  /// `text` in quotation marks, so that it comes back as it was.
  static func quoted(_ text: String) -> String {
    var made = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'", "\\": made += "\\\(scalar)"
      case "\n": made += "\\n"
      case "\t": made += "\\t"
      default:
        // Marks would join the sign before them, and controls are not for reading.
        let isPlain = (0x20..<0x7F).contains(scalar.value) || scalar.properties.isAlphabetic
        made += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return made + "'"
  }
}

extension KeyTokens {
  private static let paste = "Paste"

  private static func isQuotation(_ character: Character) -> Bool {
    character == "'" || character == "\""
  }

  private func peek() -> Character? { position < characters.count ? characters[position] : nil }

  private mutating func quotation() throws(KeyTextError) -> String {
    let start = position
    let mark = characters[start]
    position += 1
    var scalars = String.UnicodeScalarView()
    while let character = peek() {
      position += 1
      if character == mark { return String(scalars) }
      if character == "\\" {
        scalars.append(contentsOf: escape().unicodeScalars)
      } else {
        scalars.append(contentsOf: character.unicodeScalars)
      }
    }
    throw .unterminatedQuotation(at: start)
  }

  /// What stands after a backslash; an unknown escape stands for itself.
  private mutating func escape() -> String {
    guard let character = peek() else { return "\\" }
    position += 1
    switch character {
    case "n": return "\n"
    case "t": return "\t"
    case "u": return scalar() ?? "u"
    default: return String(character)
    }
  }

  /// The scalar of `{1F600}`.
  private mutating func scalar() -> String? {
    guard peek() == "{", let end = characters[position...].firstIndex(of: "}"),
      let value = UInt32(String(characters[position + 1..<end]), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    position = end + 1
    return String(scalar)
  }
}

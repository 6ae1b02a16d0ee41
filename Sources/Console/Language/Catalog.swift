/// What a language says for English sentences, by their templates.
///
/// Written as a gettext file of pairs (`msgid`, `msgstr`), so that translators and their tools can
/// work on it.
package struct Catalog: Sendable {
  /// The words by template, in the order of the file.
  package private(set) var entries: [(template: String, words: String)] = []
  private var wordsByTemplate: [String: String] = [:]

  /// The words for a template; `nil` where there are none.
  package subscript(template: String) -> String? { wordsByTemplate[template] }

  /// What the program says in Korean.
  package static let korean = Catalog(embedded: "ko")

  /// Reads a catalog that is part of the program, so that a mistake in it is one of the program.
  private init(embedded name: String) {
    guard let file = EmbeddedFile.all(in: "languages").first(where: { $0.stem == name }) else {
      preconditionFailure("there is no catalog \(name)")
    }
    do throws(CatalogError) {
      try self.init(String(decoding: file.bytes, as: UTF8.self))
    } catch {
      preconditionFailure("\(file.path):\(error.line): \(error.reason)")
    }
  }

  /// Reads a gettext file: pairs of `msgid` and `msgstr`, strings over several lines, comments.
  ///
  /// Entries with empty words count as missing.
  package init(_ text: String) throws(CatalogError) {
    var template: String?
    var words: String?
    var lineNumber = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lineNumber += 1
      if line.isEmpty || line.hasPrefix("#") { continue }
      let (keyword, string) = try Self.parts(of: line, lineNumber)
      switch keyword {
      case "msgid":
        if let template, let words { add(template, words) }
        (template, words) = (string, nil)
      case "msgstr": words = string
      case "" where words != nil: words? += string
      case "" where template != nil: template? += string
      default: throw CatalogError(line: lineNumber, reason: "msgid or msgstr is expected")
      }
    }
    if let template, let words { add(template, words) }
  }

  private mutating func add(_ template: String, _ words: String) {
    guard !template.isEmpty else { return }
    entries.append((template, words))
    if !words.isEmpty { wordsByTemplate[template] = words }
  }

  private static func parts(
    of line: Substring,
    _ number: Int
  ) throws(CatalogError) -> (keyword: Substring, string: String) {
    guard let quote = line.firstIndex(of: "\""), line.last == "\"",
      line.index(after: quote) < line.endIndex
    else { throw CatalogError(line: number, reason: "a string in quotes is expected") }
    let keyword = line[..<quote]
    let content = line[line.index(after: quote)..<line.index(before: line.endIndex)]
    return (keyword.prefix { $0 != " " }, unescaped(content))
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.contains("\\") else { return String(text) }
    var result = ""
    var isEscaped = false
    for character in text {
      switch (isEscaped, character) {
      case (false, "\\"):
        isEscaped = true
        continue
      case (true, "n"): result.append("\n")
      default: result.append(character)
      }
      isEscaped = false
    }
    return result
  }
}

/// Why a text is no catalog.
package struct CatalogError: Error, Equatable {
  /// Counted from 1.
  package var line: Int
  package var reason: String
}

/// A name that the head of a scenario gives a value (`let preStop = 5`) and its lines use as
/// `$preStop`.
package struct ScenarioParameter: Hashable, Sendable {
  package var name: String
  /// What stands in the place of the name.
  package var value: String
  /// Where it is given its value, from 1.
  package var line: Int

  /// Characters of a name or a value.
  package static let lengthMax = 100

  /// Whether a text can be a name: a letter, then letters and digits.
  package static func isName(_ text: String) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter else { return false }
    return text.count <= lengthMax && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// Whether a text can be a value: nothing in it can end a word or a text in quotes.
  package static func isValue(_ text: String) -> Bool {
    !text.isEmpty && text.count <= lengthMax
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._:/%+=-".contains($0)) }
  }
}

/// A line with the values of its parameters, and where its characters come from.
struct ExpandedLine {
  private(set) var text = ""
  /// Names that the line uses.
  private(set) var used: [String] = []
  /// Where in ``text`` a value ends, and how many columns the source is ahead from there on.
  private var shifts: [(column: Int, end: Int, source: Int)] = []

  /// Replaces `$NAME`, `${NAME}` and, by a dollar, `$$`; throws at a name that has no value.
  init(
    _ line: Substring,
    _ parameters: [ScenarioParameter]
  ) throws(SyntaxFailure) {
    // A comment may say anything.
    let margin = line.prefix { $0 == " " || $0 == "\t" }.count
    let content = Array(line.prefix(margin + LineWord.withoutComment(line).count))
    var column = 0
    while column < content.count {
      guard content[column] == "$" else {
        text.append(content[column])
        column += 1
        continue
      }
      let start = column
      let value: String
      (value, column) = try self.value(content, at: column, parameters)
      shifts.append((text.count, text.count + value.count, start))
      text += value
      shifts.append((text.count, .max, column))
    }
  }

  /// The column of the source that a column of the text comes from, both from 1.
  func sourceColumn(of column: Int) -> Int {
    guard let shift = shifts.last(where: { $0.column <= column - 1 }) else { return column }
    return shift.end == .max ? shift.source + column - shift.column : shift.source + 1
  }

  private mutating func value(
    _ content: [Character],
    at start: Int,
    _ parameters: [ScenarioParameter]
  ) throws(SyntaxFailure) -> (String, end: Int) {
    let next = start + 1 < content.count ? content[start + 1] : " "
    if next == "$" { return ("$", start + 2) }
    let isBraced = next == "{"
    let first = start + (isBraced ? 2 : 1)
    let name = String(content[first...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber) })
    let end = first + name.count + (isBraced ? 1 : 0)
    guard ScenarioParameter.isName(name),
      !isBraced || end <= content.count && content[end - 1] == "}"
    else {
      let expected: Sentence = "$NAME or ${NAME}; a dollar is $$"
      throw SyntaxFailure(
        start + 1,
        .invalid(what: "parameter", text: String(content[start...].prefix(20)), expected: expected)
      )
    }
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      let word = LineWord(text: name, column: start + 1)
      throw .unknown("parameter", word, parameters.map(\.name))
    }
    used.append(name)
    return (parameter.value, end)
  }
}

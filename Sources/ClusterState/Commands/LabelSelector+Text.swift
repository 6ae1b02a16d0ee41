// Selectors as kubectl takes them with -l (apimachinery, pkg/labels/selector.go).

extension LabelSelector {
  /// Reads `app=web,tier!=back,zone in (a,b),!legacy`; throws at the requirement that is none.
  init(reading word: LineWord) throws(SyntaxFailure) {
    var requirements: [Requirement] = []
    for (text, offset) in Self.parts(of: word.text) {
      guard let requirement = Requirement(text) else {
        throw SyntaxFailure(
          word.column + offset,
          .invalid(
            what: "selector",
            text: text,
            expected:
              "KEY=VALUE, KEY!=VALUE, KEY in (VALUE,...), KEY notin (VALUE,...), KEY or !KEY"
          )
        )
      }
      requirements.append(requirement)
    }
    self.init(matchExpressions: requirements)
  }

  /// The parts between commas that stand in no brackets, with where each begins.
  private static func parts(of text: String) -> [(text: String, offset: Int)] {
    var parts = [(text: "", offset: 0)]
    var isInBrackets = false
    for (offset, character) in text.enumerated() {
      if character == "(" { isInBrackets = true }
      if character == ")" { isInBrackets = false }
      if character == ",", !isInBrackets {
        parts.append(("", offset + 1))
      } else {
        parts[parts.count - 1].text.append(character)
      }
    }
    return parts
  }

  /// What `init(reading:)` reads back, for a selector that it read.
  package var text: String { matchExpressions.map(\.text).joined(separator: ",") }
}

extension LabelSelector.Requirement {
  fileprivate init?(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    if words.count == 2, ["in", "notin"].contains(words[1].prefix { $0 != " " && $0 != "(" }) {
      self.init(key: words[0], in: words[1])
      return
    }
    let text = text.filter { $0 != " " }
    if text.hasPrefix("!") {
      self.init(key: String(text.dropFirst()), comparison: "DoesNotExist", values: [])
    } else if let sign = text.firstIndex(of: "=") {
      let isNot = text[..<sign].hasSuffix("!")
      let value = text[sign...].dropFirst(text[sign...].hasPrefix("==") ? 2 : 1)
      self.init(
        key: String(text[..<sign].dropLast(isNot ? 1 : 0)),
        comparison: isNot ? "NotIn" : "In",
        values: [String(value)]
      )
    } else {
      self.init(key: text, comparison: "Exists", values: [])
    }
    let isPlain = ([key] + values).allSatisfy { part in
      part.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    }
    guard !key.isEmpty, isPlain else { return nil }
  }

  /// `in (a,b)` and `notin (a,b)`.
  private init?(key: String, in list: String) {
    let isNot = list.hasPrefix("notin")
    let rest = list.dropFirst(isNot ? 5 : 2).filter { $0 != " " }
    guard rest.hasPrefix("("), rest.hasSuffix(")"), rest.count > 2 else { return nil }
    let values = rest.dropFirst().dropLast()
      .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    self.init(key: key, comparison: isNot ? "NotIn" : "In", values: values)
  }

  fileprivate var text: String {
    switch comparison {
    case "Exists": key
    case "DoesNotExist": "!\(key)"
    case "NotIn" where values.count == 1: "\(key)!=\(values[0])"
    case "In" where values.count == 1: "\(key)=\(values[0])"
    case "NotIn": "\(key) notin (\(values.joined(separator: ",")))"
    default: "\(key) in (\(values.joined(separator: ",")))"
    }
  }
}

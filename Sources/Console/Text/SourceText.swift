/// The text of an object as a person wants to read it: from the margin, a field a line.
enum SourceText {
  /// Longer lines are taken for JSON that was printed without line breaks.
  private static let lineBytesMax = 400

  static func lines(of text: String) -> [String] {
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    if text.first == "{", lines.contains(where: { $0.utf8.count > lineBytesMax }) {
      return indented(text)
    }
    // An item of a List begins where the text does, its further lines further in.
    let margin =
      lines.dropFirst().filter { !$0.isEmpty }
      .map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return [String(lines.first ?? "")] + lines.dropFirst().map { String($0.dropFirst(margin)) }
  }

  /// JSON with a member or an element a line.
  private static func indented(_ json: String) -> [String] {
    var lines = [""]
    var depth = 0
    var isInString = false
    var isEscaped = false
    for character in json {
      if isInString {
        lines[lines.count - 1].append(character)
        isInString = isEscaped || character != "\""
        isEscaped = !isEscaped && character == "\\"
        continue
      }
      switch character {
      case "{", "[":
        depth += 1
        lines[lines.count - 1].append(character)
        lines.append(indentation(depth))
      case "}", "]":
        depth -= 1
        lines.append(indentation(depth) + String(character))
      case ",":
        lines[lines.count - 1].append(character)
        lines.append(indentation(depth))
      case " ", "\n", "\t", "\r", "\r\n": break
      case ":": lines[lines.count - 1] += ": "
      default:
        isInString = character == "\""
        lines[lines.count - 1].append(character)
      }
    }
    return lines
  }

  private static func indentation(_ depth: Int) -> String {
    String(repeating: "  ", count: max(0, depth))
  }
}

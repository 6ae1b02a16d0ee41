/// A function, initialiser or computed property and the lines it takes.
struct FunctionPlace {
  var name: String
  /// Line of the declaration, from 1.
  var line: Int
  var length: Int
}

extension SourceFile {
  /// All functions with a body, also those within others.
  var functions: [FunctionPlace] {
    code.indices.compactMap { index in
      guard let name = Self.declaredName(code[index]), let end = endOfBody(from: index) else {
        return nil
      }
      return FunctionPlace(name: name, line: index + 1, length: end - index + 1)
    }
  }

  private static let openers = ["func", "init", "deinit", "subscript", "var"]

  private static func declaredName(_ line: String) -> String? {
    let words = line.split { " (<?:".contains($0) }.map(String.init)
    guard let index = words.firstIndex(where: openers.contains) else { return nil }
    guard words[..<index].allSatisfy(isModifier) else { return nil }
    return index + 1 < words.count ? words[index + 1] : words[index]
  }

  private static func isModifier(_ word: String) -> Bool {
    word.hasPrefix("@") || word.hasSuffix(")")
      || [
        "package", "public", "private", "fileprivate", "internal", "static", "final", "mutating",
        "nonmutating", "borrowing", "consuming", "nonisolated", "override", "convenience",
        "required", "lazy", "indirect", "class",
      ].contains(word)
  }

  /// Index of the line with the brace that closes the body; `nil` for declarations without one.
  private func endOfBody(from start: Int) -> Int? {
    var (parentheses, braces) = (0, 0)
    for index in start..<code.count {
      for character in code[index].utf8 {
        switch character {
        case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
        case UInt8(ascii: "{"): braces += 1
        case UInt8(ascii: "}"):
          braces -= 1
          if braces <= 0 { return braces == 0 ? index : nil }
        default: break
        }
      }
      if braces == 0, parentheses == 0, !continues(after: index) { return nil }
    }
    return nil
  }

  private func continues(after index: Int) -> Bool {
    guard index + 1 < code.count else { return false }
    let next = code[index + 1].drop { $0 == " " }
    return ["{", "->", "where", "async", "throws", "rethrows"].contains { next.hasPrefix($0) }
  }
}

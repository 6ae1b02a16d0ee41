/// The texts between quotes in a Swift file, as templates of sentences: `{1}`, `{2}` stand for what
/// is interpolated, and texts that are joined by `+` are one.
struct LiteralScanner {
  struct Literal: Hashable {
    var template: String
    var line: Int
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var found: [Literal] = []
  /// Where the last literal ended, if nothing but `+` has come since.
  private var joinable: (index: Int, places: Int)?
  private var hasPlus = false

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  static func literals(of text: String) -> [Literal] {
    var scanner = LiteralScanner(text)
    scanner.scanCode { _ in false }
    return scanner.found
  }

  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private func isNext(_ text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= scalars.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy {
      scalars[position + $0].value == UInt32(text.utf8Start[$0])
    }
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where position < scalars.count {
      if scalars[position] == "\n" { line += 1 }
      position += 1
    }
  }

  /// Goes over code until `isEnd` says so of the depth of parentheses.
  private mutating func scanCode(until isEnd: (Int) -> Bool) {
    var depth = 0
    while let character = current {
      if isNext("//") {
        while let next = current, next != "\n" { advance() }
      } else if isNext("/*") {
        while current != nil, !isNext("*/") { advance() }
        advance(2)
      } else if character == "\"" {
        scanLiteral()
      } else {
        if character == "(" { depth += 1 }
        if character == ")" {
          depth -= 1
          if isEnd(depth) { return }
        }
        note(character)
        advance()
      }
    }
  }

  /// Whether the next literal goes on with the last one depends on what stands between them.
  private mutating func note(_ character: Unicode.Scalar) {
    if character.properties.isWhitespace { return }
    hasPlus = character == "+" && joinable != nil && !hasPlus
    if character != "+" { joinable = nil }
  }

  private mutating func scanLiteral() {
    let isLong = isNext("\"\"\"")
    let start = line
    let before = hasPlus ? joinable : nil
    (joinable, hasPlus) = (nil, false)
    var places = before?.places ?? 0
    advance(isLong ? 3 : 1)
    var text = ""
    while let character = current {
      if isLong ? isNext("\"\"\"") : character == "\"" { break }
      if isNext("\\(") {
        places += 1
        text += "{\(places)}"
        advance(2)
        let outer = (joinable, hasPlus)
        scanCode { $0 < 0 }
        (joinable, hasPlus) = outer
        advance()
      } else if character == "\\" {
        advance()
        text += escaped()
      } else {
        text.unicodeScalars.append(character)
        advance()
      }
    }
    advance(isLong ? 3 : 1)
    if isLong { text = Self.dedented(text) }
    if let before {
      found[before.index].template += text
      joinable = (before.index, places)
    } else {
      found.append(Literal(template: text, line: start))
      joinable = (found.count - 1, places)
    }
  }

  private mutating func escaped() -> String {
    defer { advance() }
    switch current {
    case "n": return "\n"
    case "t": return "\t"
    case "u":
      var digits = ""
      advance(2)
      while let digit = current, digit != "}" {
        digits.unicodeScalars.append(digit)
        advance()
      }
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { "\($0)" } ?? ""
    // A line that goes on below.
    case "\n": return "\u{0}"
    case let next?: return String(next)
    case nil: return ""
    }
  }

  /// The lines of a long literal without the indentation of its last one.
  private static func dedented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count > 1 else { return text }
    let indent = lines.removeLast().count
    lines.removeFirst()
    // What goes on below has its line break taken out, and the break's indentation with it.
    let whole = lines.joined(separator: "\n")
    let pieces = whole.split(separator: "\u{0}", omittingEmptySubsequences: false)
    return pieces.map { piece in
      piece.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.prefix(indent).allSatisfy(\.isWhitespace) ? $0.dropFirst(indent) : $0 }
        .joined(separator: "\n")
    }.joined()
  }
}

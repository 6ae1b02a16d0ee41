internal import ClusterState

/// A filter as it was understood.
indirect enum RowTest: Hashable, Sendable {
  case all, nothing
  /// Bytes, letters of ASCII small.
  case contains([UInt8])
  case pattern(TextPattern)
  /// Bytes that follow each other, with others in between.
  case fuzzy([UInt8])
  case labels([LabelTest])
  /// What is asked of a column, and what instead of rows that have no such column.
  case column(String, RowTest, otherwise: RowTest)
  case not(RowTest)

  init(_ text: Substring) throws(PatternError) {
    if text.hasPrefix("!") {
      self = text.count == 1 ? .all : .not(try RowTest(text.dropFirst()))
    } else if text.hasPrefix("-l") {
      self = .labels(try LabelTest.read(text.dropFirst(2)))
    } else if text == "-f" || text.hasPrefix("-f ") {
      self = .fuzzy(text.dropFirst(2).utf8.filter { $0 != 32 }.map(Self.folded))
    } else if let colon = text.firstIndex(of: ":"), colon != text.startIndex,
      text[..<colon].utf8.allSatisfy(Self.standsInHeadings)
    {
      self = .column(
        String(text[..<colon]),
        try Self.plain(text[text.index(after: colon)...]),
        otherwise: try Self.plain(text)
      )
    } else {
      self = try Self.plain(text)
    }
  }

  func keeps(_ words: String, _ labels: Labels, _ cell: (String) -> String?) -> Bool {
    switch self {
    case .all: true
    case .nothing: false
    case .contains(let wanted): Self.contains(words, wanted)
    case .pattern(let pattern): pattern.matches(words)
    case .fuzzy(let wanted): Self.isFuzzy(words, wanted)
    case .labels(let tests): tests.allSatisfy { $0.keeps(labels) }
    case .column(let name, let test, let otherwise):
      if let text = cell(name) {
        test.keeps(text, labels, cell)
      } else {
        otherwise.keeps(words, labels, cell)
      }
    case .not(let test): !test.keeps(words, labels, cell)
    }
  }

  /// Whether it surely keeps no row that the other leaves out.
  func narrows(_ other: RowTest) -> Bool {
    guard case .contains(let wanted) = self else { return false }
    switch other {
    case .all: return true
    case .contains(let before): return wanted.starts(with: before)
    default: return false
    }
  }

  var looksAtColumn: Bool {
    switch self {
    case .column: true
    case .not(let test): test.looksAtColumn
    case .all, .nothing, .contains, .pattern, .fuzzy, .labels: false
    }
  }

  private static func plain(_ text: Substring) throws(PatternError) -> RowTest {
    guard !text.isEmpty else { return .all }
    // A dot alone stands for itself: addresses are typed more often than patterns.
    guard text.contains(where: { "^$*+?()[]{}|\\".contains($0) }) else {
      return .contains(text.utf8.map(folded))
    }
    return .pattern(try TextPattern(text))
  }

  private static func standsInHeadings(_ byte: UInt8) -> Bool {
    (65...90).contains(folded(byte) & 0xDF) || [32, 37, 40, 41, 45, 47].contains(byte)
  }

  /// Whether the text occurs, letters of ASCII in either case.
  static func contains(_ words: String, _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    var words = words
    return words.withUTF8 { bytes in
      var start = 0
      while start + wanted.count <= bytes.count {
        if folded(bytes[start]) == first {
          var length = 1
          while length < wanted.count, folded(bytes[start + length]) == wanted[length] {
            length += 1
          }
          if length == wanted.count { return true }
        }
        start += 1
      }
      return false
    }
  }

  private static func isFuzzy(_ words: String, _ wanted: [UInt8]) -> Bool {
    var rest = wanted[...]
    for byte in words.utf8 where folded(byte) == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }
}

/// `key=value`, `key!=value`, `key` or `!key`.
struct LabelTest: Hashable, Sendable {
  private var key: String
  /// `nil`: any.
  private var value: String?
  private var isNegated: Bool

  func keeps(_ labels: Labels) -> Bool {
    let isEqual = value.map { labels[key] == $0 } ?? (labels[key] != nil)
    return isEqual != isNegated
  }

  static func read(_ text: Substring) throws(PatternError) -> [LabelTest] {
    var tests: [LabelTest] = []
    for part in text.filter({ $0 != " " }).split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      var key = sides[0]
      var isNegated = false
      if sides.count == 2, key.hasSuffix("!") {
        (key, isNegated) = (key.dropLast(), true)
      } else if sides.count == 1, key.hasPrefix("!") {
        (key, isNegated) = (key.dropFirst(), true)
      }
      guard !key.isEmpty else {
        throw PatternError(
          message: "-l takes key=value, key!=value, key and !key with commas between them",
          column: 1
        )
      }
      let value = sides.count == 2 ? String(sides[1].drop { $0 == "=" }) : nil
      tests.append(LabelTest(key: String(key), value: value, isNegated: isNegated))
    }
    return tests
  }
}

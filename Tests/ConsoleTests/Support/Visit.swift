import ClusterState
import Console
import Testing
import VisitSupport

/// A visit told as a script: what somebody presses, and what is to be read on the screen then.
///
///     Tab Ctrl-K      => delete pod shop/web-
///     wait:500ms      => Terminating | 28s      (both)
///     u               =/> Terminating           (not any more)
///
/// What stands alone is pressed without looking.
struct Visit {
  /// The shop with an Ingress in front; time passes only where the script waits.
  ///
  /// In a perfect control plane all is done at once.
  static func shop(
    _ script: String,
    size: Size = Size(columns: 120, rows: 40),
    isPerfect: Bool = true,
    at place: SourceLocation = #_sourceLocation
  ) throws {
    try of(ShopDocument.withIngress(), script, size: size, isPerfect: isPerfect, at: place)
  }

  /// The same of another document.
  static func of(
    _ document: LoadedDocument,
    _ script: String,
    size: Size = Size(columns: 120, rows: 40),
    isPerfect: Bool = true,
    at place: SourceLocation = #_sourceLocation
  ) throws {
    var visit = Visit(document, size: size, isPerfect: isPerfect)
    try visit.play(script, at: place)
  }

  var person: Person

  init(
    _ document: LoadedDocument = ShopDocument.withIngress(),
    size: Size = Size(columns: 120, rows: 40),
    isPerfect: Bool = true
  ) {
    person = Person(document, size: size, isPerfect: isPerfect)
  }

  /// Plays more lines.
  mutating func play(_ script: String, at place: SourceLocation = #_sourceLocation) throws {
    for line in script.split(separator: "\n") { try play(line: line, at: place) }
  }

  private mutating func play(line: Substring, at place: SourceLocation) throws {
    let isAbsent = line.contains("=/>")
    let halves = line.split(separator: isAbsent ? "=/>" : "=>", omittingEmptySubsequences: false)
    try person.press(String(halves[0]))
    guard halves.count == 2 else { return }
    for part in halves[1].split(separator: "|") {
      let text = part.drop { $0 == " " }
      let wanted = String(text.reversed().drop { $0 == " " }.reversed())
      try expect(wanted, isThere: !isAbsent, after: String(line), at: place)
    }
  }

  private func expect(
    _ text: String,
    isThere: Bool,
    after line: String,
    at place: SourceLocation
  ) throws {
    let frame = person.frame
    #expect(frame.brokenRows == [], "\(line)", sourceLocation: place)
    guard person.sees(text) != isThere else { return }
    throw Lost(line: line, text: text, isThere: isThere, screen: frame.text)
  }
}

/// A script that went another way.
private struct Lost: Error, CustomStringConvertible {
  var line: String
  var text: String
  var isThere: Bool
  var screen: String

  var description: String {
    "\(line): '\(text)' is \(isThere ? "not" : "still") there:\n\(screen)"
  }
}

extension Visit {
  /// Opens the menu, goes down to a line that has the text, and does it.
  mutating func choose(_ text: String, at place: SourceLocation = #_sourceLocation) throws {
    try play("m", at: place)
    for _ in 0..<120 where !isSelected(text) { person.press(.down) }
    #expect(isSelected(text), "the menu has no line with '\(text)'", sourceLocation: place)
    person.press(.enter)
  }

  private func isSelected(_ text: String) -> Bool {
    person.frame.rows.contains { row in
      row.split(separator: "│").contains { $0.hasPrefix("▶") && $0.contains(text) }
    }
  }

  /// Reads in the help which key does it, closes the help and presses that key.
  mutating func look(up text: String, at place: SourceLocation = #_sourceLocation) throws {
    try play("?", at: place)
    for _ in 0..<12 where !person.sees(text) { person.press(.pageDown) }
    let row = try #require(
      person.frame.rows.first { $0.contains(text) },
      "the help does not tell of '\(text)'",
      sourceLocation: place
    )
    let before = row[..<(row.firstRange(of: text)?.lowerBound ?? row.endIndex)]
    let words = before.split(separator: "│").last?.split(separator: " ") ?? []
    let key = try #require(words.first, "'\(text)' has a key", sourceLocation: place)
    try play("Esc \(key)", at: place)
  }
}

package import ClusterState

/// What `/` keeps of a list.
///
/// Rows that contain the text, whatever the case, or match it if it has signs of a regular
/// expression; with `-l` those whose labels match (`-l app=web,tier!=front`); with `-f` those that
/// have its letters in this order; `COLUMN:text` looks into one column; `!` in front keeps the
/// others.
package struct RowFilter: Hashable, Sendable {
  package let text: String
  /// Why it cannot be understood; such a filter keeps nothing.
  package let problem: Sentence?
  private let test: RowTest

  package init(_ text: String = "") {
    self.text = text
    do throws(PatternError) {
      test = try RowTest(text[...])
      problem = nil
    } catch {
      test = .nothing
      problem = "\(error.message) (at \(error.column))"
    }
  }

  /// What belongs to one thing only: `node:NAME`, `zone:NAME`, `workload:NAMESPACE/NAME`,
  /// `service:NAMESPACE/NAME` or `slice:NAMESPACE/NAME`.
  package enum Scope: Equatable, Sendable {
    case node(String)
    case zone(String)
    case workload(ObjectName)
    case service(ObjectName)
    case slice(ObjectName)
  }

  package var scope: Scope? {
    let sides = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard sides.count == 2 else { return nil }
    if sides[0] == "node" { return .node(sides[1]) }
    if sides[0] == "zone" { return .zone(sides[1]) }
    let parts = sides[1].split(separator: "/").map(String.init)
    guard parts.count == 2 else { return nil }
    let key = ObjectName(namespace: parts[0], name: parts[1])
    switch sides[0] {
    case "workload": return .workload(key)
    case "service": return .service(key)
    case "slice": return .slice(key)
    default: return nil
    }
  }

  /// Whether it looks at what a cell shows, which time may change.
  var looksAtColumn: Bool { test.looksAtColumn }

  /// What it looks for if that is a word, which cannot begin in one text of a row and end in the
  /// next; `nil` for all other filters.
  var word: FilterWord? {
    guard case .contains(let bytes) = test, !bytes.contains(where: { $0 == 32 || $0 == 47 }) else {
      return nil
    }
    return FilterWord(bytes: bytes)
  }

  /// Whether it keeps no row that the other leaves out, as when one more letter was typed.
  func narrows(_ other: RowFilter) -> Bool { test.narrows(other.test) }

  package var isEmpty: Bool { text.isEmpty }

  /// Whether a row with these words and labels stays; `cell` tells the text of a column by its
  /// name, `nil` for one that is not there.
  package func keeps(
    _ words: String,
    _ labels: Labels,
    cell: (String) -> String? = { _ in nil }
  ) -> Bool {
    test.keeps(words, labels, cell)
  }
}

/// A word that a filter looks for in the texts of a row, one by one.
struct FilterWord {
  fileprivate let bytes: [UInt8]

  /// Whether a text has it, letters of ASCII in either case.
  func isIn(_ text: String) -> Bool { RowTest.contains(text, bytes) }
}

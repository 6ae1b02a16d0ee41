package import ClusterState

/// What `/` keeps of a list: rows that contain the text, whatever the case; with `!` in front those
/// that do not; with `-l` those whose labels match (`-l app=web,tier=front`).
package struct RowFilter: Hashable, Sendable {
  package var text: String

  package init(_ text: String = "") {
    self.text = text
  }

  /// Pods of one thing only: `node:NAME` or `workload:NAMESPACE/NAME`.
  package enum Scope: Equatable, Sendable {
    case node(String)
    case workload(ObjectName)
  }

  package var scope: Scope? {
    if text.hasPrefix("node:") { return .node(String(text.dropFirst(5))) }
    let parts = text.dropFirst(9).split(separator: "/").map(String.init)
    guard text.hasPrefix("workload:"), parts.count == 2 else { return nil }
    return .workload(ObjectName(namespace: parts[0], name: parts[1]))
  }

  package var isEmpty: Bool { text.isEmpty }

  /// Whether a row with these words and labels stays.
  package func keeps(_ words: String, _ labels: Labels) -> Bool {
    if text.hasPrefix("-l") {
      let pairs = text.dropFirst(2).filter { $0 != " " }.split(separator: ",")
      return pairs.allSatisfy { Self.matches($0, labels) }
    }
    if text.hasPrefix("!") { return text.count == 1 || !contains(words, text.dropFirst()) }
    return contains(words, text[...])
  }

  /// Whether the text occurs, letters of ASCII in either case.
  private func contains(_ words: String, _ part: Substring) -> Bool {
    let wanted = part.utf8.map(Self.folded)
    guard let first = wanted.first else { return true }
    var words = words
    return words.withUTF8 { bytes in
      guard bytes.count >= wanted.count else { return false }
      return (0...bytes.count - wanted.count).contains { start in
        Self.folded(bytes[start]) == first
          && wanted.indices.allSatisfy { Self.folded(bytes[start + $0]) == wanted[$0] }
      }
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }

  /// `key=value`, `key!=value` or `key`.
  private static func matches(_ requirement: Substring, _ labels: Labels) -> Bool {
    let parts = requirement.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return labels[String(requirement)] != nil }
    let value = String(parts[1])
    if parts[0].hasSuffix("!") { return labels[String(parts[0].dropLast())] != value }
    return labels[String(parts[0])] == value
  }
}

package import ClusterState

/// What `/` keeps of a list: rows that contain the text, whatever the case; with `!` in front those
/// that do not; with `-l` those whose labels match (`-l app=web,tier=front`).
package struct RowFilter: Hashable, Sendable {
  package var text: String

  package init(_ text: String = "") {
    self.text = text
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

  private func contains(_ words: String, _ part: Substring) -> Bool {
    part.isEmpty || words.lowercased().contains(part.lowercased())
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

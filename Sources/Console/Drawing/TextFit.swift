/// Where text stands in a place wider than itself.
package enum Alignment: Hashable, Sendable { case left, right, center }

extension TextWidth {
  /// Exactly `width` cells: `text` padded, or cut with `…`.
  ///
  /// Wide characters are never halved; the cell left over is a blank.
  package static func fit(
    _ text: String,
    _ width: Int,
    _ alignment: Alignment = .left,
    symbols: Symbols = .unicode
  ) -> String {
    let cut = truncate(text, to: width, symbols: symbols)
    let missing = width - cells(of: cut)
    guard missing > 0 else { return cut }
    let before =
      switch alignment {
      case .left: 0
      case .right: missing
      case .center: missing / 2
      }
    return String(repeating: " ", count: before) + cut
      + String(repeating: " ", count: missing - before)
  }

  /// At most `width` cells of `text`, with `…` at the end when something is missing.
  package static func truncate(
    _ text: String,
    to width: Int,
    symbols: Symbols = .unicode
  ) -> String {
    guard width > 0 else { return "" }
    guard cells(of: text) > width else { return text }
    var kept = prefix(of: text, cells: width - 1)
    kept.unicodeScalars.append(symbols.ellipsis)
    return kept
  }

  /// The longest beginning that takes at most `cells`, marks included.
  package static func prefix(of text: String, cells limit: Int) -> String {
    var used = 0
    let scalars = text.unicodeScalars
    let end = scalars.indices.first { index in
      used += cells(of: scalars[index])
      return used > limit
    }
    return String(scalars[..<(end ?? scalars.endIndex)])
  }

  /// What is left after the first cells, for scrolling sideways.
  ///
  /// Half a wide character becomes a blank.
  package static func dropping(_ count: Int, from text: String) -> String {
    guard count > 0 else { return text }
    var used = 0
    let scalars = text.unicodeScalars
    guard
      let start = scalars.indices.first(where: { index in
        let width = cells(of: scalars[index])
        guard used < count || width == 0 else { return true }
        used += width
        return false
      })
    else { return String(repeating: " ", count: max(0, used - count)) }
    return String(repeating: " ", count: max(0, used - count)) + String(scalars[start...])
  }

  /// Lines of at most `width` cells, broken at blanks where there are any.
  package static func wrap(_ text: String, _ width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let joined = line.isEmpty ? String(word) : line + " " + word
      if cells(of: joined) <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = String(word)
      while cells(of: line) > width {
        let head = prefix(of: line, cells: max(width, 2))
        lines.append(head)
        line = String(line.unicodeScalars.dropFirst(head.unicodeScalars.count))
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}

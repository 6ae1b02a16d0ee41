package import ClusterState

/// A text to read: an object, an explanation, an event.
package struct TextScreen: Equatable, Sendable {
  package var title: Sentence
  package var lines: [TextLine]
  /// Rows above the first one shown.
  package var offset = 0
  /// Cells that have gone out to the left.
  package var column = 0
  /// What is looked for in it, and the row it was found in last.
  package var search = ""
  package var found: Int?

  package init(title: Sentence, lines: [TextLine]) {
    self.title = title
    self.lines = lines
  }

  /// The lines as they fit into a width.
  package func rows(width: Int, _ language: Language) -> [TextRow] {
    lines.flatMap { $0.rows(width: width, language) }
  }
}

/// A line of a text, or a paragraph that is wrapped.
package struct TextLine: Hashable, Sendable {
  package var text: Sentence
  package var style: Style
  /// Columns before it.
  package var indent: Int
  /// Whether it goes on below where it does not fit; otherwise it is cut.
  package var wraps: Bool

  package init(
    _ text: Sentence,
    _ style: Style = Style(.text),
    indent: Int = 0,
    wraps: Bool = false
  ) {
    self.text = text
    self.style = style
    self.indent = indent
    self.wraps = wraps
  }

  static let empty = TextLine("")

  fileprivate func rows(width: Int, _ language: Language) -> [TextRow] {
    let said = language.text(text)
    guard wraps, TextWidth.cells(of: said) + indent > width else {
      return [TextRow(text: said, style: style, indent: indent)]
    }
    let room = max(1, width - indent)
    return TextWidth.wrap(said, room).map { TextRow(text: $0, style: style, indent: indent) }
  }
}

/// A row of a text as it is shown.
package struct TextRow: Hashable, Sendable {
  package var text: String
  package var style: Style
  /// Columns before it.
  package var indent: Int

  /// The row without its first cells.
  func scrolled(by cells: Int) -> TextRow {
    guard cells > 0 else { return self }
    let text = TextWidth.dropping(max(0, cells - indent), from: text)
    return TextRow(text: text, style: style, indent: max(0, indent - cells))
  }
}

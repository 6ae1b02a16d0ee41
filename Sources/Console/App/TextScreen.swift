/// A text to read: an object, an explanation, an event.
package struct TextScreen: Equatable, Sendable {
  package var title: String
  package var lines: [TextLine]
  /// Rows above the first one shown.
  package var offset = 0

  package init(title: String, lines: [TextLine]) {
    self.title = title
    self.lines = lines
  }

  /// The lines as they fit into a width.
  package func rows(width: Int) -> [TextLine] { lines.flatMap { $0.rows(width: width) } }
}

/// A line of a text, or a paragraph that is wrapped.
package struct TextLine: Hashable, Sendable {
  package var text: String
  package var style: Style
  /// Columns before it.
  package var indent: Int
  /// Whether it goes on below where it does not fit; otherwise it is cut.
  package var wraps: Bool

  package init(
    _ text: String,
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

  fileprivate func rows(width: Int) -> [TextLine] {
    guard wraps, TextWidth.cells(of: text) + indent > width else { return [self] }
    let room = max(1, width - indent)
    return TextWidth.wrap(text, room).map { TextLine($0, style, indent: indent) }
  }
}

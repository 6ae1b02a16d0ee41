extension Canvas {
  /// Marks each place of the words in a row of a text.
  mutating func emphasizeMatches(of words: String, in line: TextRow, row: Int) {
    let text = line.text.lowercased()
    var rest = text[...]
    while let range = rest.firstRange(of: words.lowercased()) {
      let start = TextWidth.cells(of: text[..<range.lowerBound])
      let place = Rectangle(
        column: 1 + line.indent + start,
        row: row,
        columns: TextWidth.cells(of: text[range]),
        rows: 1
      )
      restyle(place) { Style(.match, $0.emphasis) }
      rest = rest[range.upperBound...]
    }
  }
}

internal import ClusterState

extension Canvas {
  /// The policies of a Service: letter, field, values to choose from, and what they mean.
  mutating func draw(_ panel: PolicyPanel) {
    let width = min(size.columns, 86)
    let foot = panel.foot(width: width - 4, language)
    let rows = panel.lines.count + foot.count + 5
    popup(BoxTitle("Policies of \(panel.service)"), columns: width, rows: rows) { canvas in
      canvas.drawLines(panel, foot)
    }
  }

  private mutating func drawLines(_ panel: PolicyPanel, _ foot: [(String, Style)]) {
    for (row, line) in panel.lines.enumerated() {
      let isFocused = row == panel.focus
      if isFocused { put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key)) }
      put(String(line.field.letter), at: Point(column: 2, row: row), Style(.key, .bold))
      let style = Style(line.choices.count > 1 ? .text : .disabled)
      put(line.field.rawValue, at: Point(column: 4, row: row), style)
      drawChoices(line, row: row)
    }
    for (index, line) in foot.enumerated() {
      let point = Point(column: 1, row: panel.lines.count + 1 + index)
      put(line.0, at: point, width: size.columns - 2, .left, line.1)
    }
    let keys: Sentence =
      "letter or \(symbols.arrowLeft) \(symbols.arrowRight) changes   u undo   Esc closes"
    say(
      keys,
      at: Point(column: 1, row: size.rows - 1),
      width: size.columns - 2,
      .left,
      Style(.inputHint)
    )
  }

  /// All values with that it has in brackets; where there is no room, that alone.
  private mutating func drawChoices(_ line: PolicyLine, row: Int) {
    let start = 30
    let needed = line.choices.reduce(2) { $0 + TextWidth.cells(of: $1) + 2 }
    let isWide = start + needed <= size.columns
    var column = start
    if !isWide, let index = line.choices.firstIndex(of: line.value) {
      let count: Sentence = "[\(line.value)]  \(index + 1) of \(line.choices.count)"
      say(count, at: Point(column: start, row: row), Style(.information, .bold))
      return
    }
    for value in line.choices {
      let isNow = value == line.value
      let text = isNow ? "[\(value)]" : " \(value) "
      column += put(
        text,
        at: Point(column: column, row: row),
        isNow ? Style(.information, .bold) : Style(.dim)
      )
    }
  }
}

extension PolicyPanel {
  /// What the focused policy means, why it cannot be more, and what became of the last key.
  fileprivate func foot(width: Int, _ language: Language) -> [(String, Style)] {
    guard let line = lines[safely: focus] else { return [] }
    var rows = TextWidth.wrap(language.text(line.field.help), width).map { ($0, Style(.text)) }
    if let refusal = line.refusal, answer?.isError != true {
      rows += TextWidth.wrap(language.text(refusal), width).prefix(2).map { ($0, Style(.dim)) }
    }
    if let answer {
      let style = Style(answer.isError ? .error : .information)
      rows += TextWidth.wrap(language.text(answer.text), width).prefix(3).map { ($0, style) }
    }
    return rows
  }
}

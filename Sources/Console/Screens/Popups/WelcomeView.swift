internal import ClusterState

extension Canvas {
  /// Three lines of what to press first, at the foot of the screen; the first key takes them away.
  mutating func drawWelcome() {
    let lines: [Sentence] = [
      "Ctrl-T sends requests, Enter goes to endpoints, Ctrl-K kills, u undoes.",
      "w says why, x changes a Service's policies, T goes back in time.",
      "? tells of this screen and its keys, m what can be done, q leaves.",
    ]
    let texts = lines.flatMap { TextWidth.wrap(language.text($0), min(size.columns, 100) - 4) }
    let width = (texts.map(TextWidth.cells(of:)).max() ?? 0) + 4
    popup(BoxTitle("Welcome"), columns: width, rows: texts.count + 2, at: .foot) { canvas in
      for (row, text) in texts.enumerated() {
        canvas.put(text, at: Point(column: 1, row: row), Style(.information))
      }
    }
  }
}

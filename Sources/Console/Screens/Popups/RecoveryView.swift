internal import ClusterState

extension Canvas {
  /// The question whether an unfinished visit is to be taken up.
  mutating func draw(_ offer: RecoveryOffer) {
    let width = min(size.columns, 76)
    var lines = HistoryText.lines(offer).flatMap { TextWidth.wrap(language.text($0), width - 4) }
    lines = Array(lines.prefix(max(0, size.rows - 5)))
    popup(BoxTitle("An unfinished visit"), columns: width, rows: lines.count + 4) { canvas in
      for (row, line) in lines.enumerated() {
        canvas.put(line, at: Point(column: 1, row: row))
      }
      canvas.say(
        "Enter takes it up again   Esc starts anew   d throws it away",
        at: Point(column: 1, row: canvas.size.rows - 1),
        width: canvas.size.columns - 2,
        .left,
        Style(.inputHint)
      )
    }
  }
}

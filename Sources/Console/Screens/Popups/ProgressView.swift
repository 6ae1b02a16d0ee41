internal import ClusterState

extension Canvas {
  /// How far something is that takes long, and how it is given up.
  mutating func draw(_ progress: Progress) {
    popup(BoxTitle(progress.title), columns: 56, rows: 5) { canvas in
      let room = canvas.size.columns - 2
      let thousandths = Int(min(1, max(0, progress.part)) * 1_000)
      canvas.bar(thousandths, of: 1_000, at: Point(column: 1, row: 0), width: room)
      canvas.put(
        Quantities.percent(progress.part),
        at: Point(column: 1, row: 1),
        width: room,
        .left
      )
      canvas.say(
        "Esc gives it up",
        at: Point(column: 1, row: 2),
        width: room,
        .left,
        Style(.inputHint)
      )
    }
  }
}

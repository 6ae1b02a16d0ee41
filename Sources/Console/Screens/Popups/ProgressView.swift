internal import ClusterState

extension Canvas {
  /// How far something is that takes long, and how it is given up.
  mutating func draw(_ progress: Progress) {
    let width = min(size.columns, 56)
    let place = Rectangle(
      column: (size.columns - width) / 2,
      row: max(0, (size.rows - 5) / 2),
      columns: width,
      rows: min(5, size.rows)
    )
    inside(place) { canvas in
      canvas.fill()
      let inner = canvas.box(BoxTitle(progress.title), border: Style(.borderFocused))
      canvas.inside(inner) { canvas in
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
}

internal import ClusterState

extension Canvas {
  /// What just changed, in one sentence, and the keys that were pressed at the right.
  mutating func drawCaption(_ presentation: Presentation) {
    guard size.rows > 0 else { return }
    fill()
    let row = size.rows > 2 ? 1 : 0
    var right = size.columns
    for (index, pressed) in presentation.pressed.reversed().enumerated() {
      let title = language.text(pressed.title)
      let width = TextWidth.cells(of: pressed.key) + TextWidth.cells(of: title) + 3
      guard right - width >= size.columns / 2 else { break }
      right -= width
      let isNewest = index == 0
      let key = " \(pressed.key) "
      let start = Point(column: right, row: row)
      let cells = put(key, at: start, isNewest ? Style(.header, .bold) : Style(.key))
      put(
        title,
        at: Point(column: right + cells, row: row),
        isNewest ? Style(.text, .bold) : Style(.dim)
      )
      right -= 2
    }
    let lines = TextWidth.wrap(
      SafeText.make(language.text(presentation.caption), symbols: symbols),
      max(1, right - 2)
    )
    for (offset, line) in lines.prefix(size.rows - row).enumerated() {
      put(line, at: Point(column: 1, row: row + offset), Style(.title, .bold))
    }
  }
}

internal import ClusterState

extension Canvas {
  /// The themes at the right edge, so that the screen is seen in the one under the cursor.
  mutating func drawThemes(_ selected: Int, _ state: AppState) {
    let themes = state.session.themes
    let width = min(size.columns, 58)
    let rows = min(size.rows, themes.count + 4)
    let place = Rectangle(
      column: size.columns - width,
      row: max(0, size.rows - rows),
      columns: width,
      rows: rows
    )
    inside(place) { canvas in
      canvas.fill()
      let inner = canvas.box(BoxTitle("Themes"), border: Style(.borderFocused))
      canvas.inside(inner) { $0.drawThemes(themes, selected) }
    }
  }

  private mutating func drawThemes(_ themes: [Theme], _ selected: Int) {
    let room = max(1, size.rows - 2)
    let offset = max(0, min(selected - room / 2, themes.count - room))
    for (row, theme) in themes.dropFirst(offset).prefix(room).enumerated() {
      put(theme.name, at: Point(column: 2, row: row), width: 15, .left, Style(.key))
      put(
        theme.title,
        at: Point(column: 18, row: row),
        width: max(0, size.columns - 19),
        .left
      )
      guard offset + row == selected else { continue }
      put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key))
      emphasize(Rectangle(column: 0, row: row, columns: size.columns, rows: 1), .selected)
    }
    say(
      "j k show another   Enter keeps it   Esc goes back",
      at: Point(column: 1, row: size.rows - 1),
      width: size.columns - 2,
      .left,
      Style(.inputHint)
    )
  }
}

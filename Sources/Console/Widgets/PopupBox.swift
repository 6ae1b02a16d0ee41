internal import ClusterState

/// Where a box that lies over the screen stands, between the left and the right edge.
package enum PopupPlace: Sendable {
  case top, middle, foot
}

extension Canvas {
  /// Draws a box over what is there, as large as there is room; `draw` gets what is inside it.
  package mutating func popup(
    _ title: BoxTitle,
    columns: Int,
    rows: Int,
    at place: PopupPlace = .middle,
    _ draw: (inout Canvas) -> Void
  ) {
    let (width, height) = (min(columns, size.columns), min(rows, size.rows))
    let row =
      switch place {
      case .top: 0
      case .middle: (size.rows - height) / 2
      case .foot: size.rows - height
      }
    let column = (size.columns - width) / 2
    inside(Rectangle(column: column, row: row, columns: width, rows: height)) { canvas in
      canvas.fill()
      let inner = canvas.box(title, border: Style(.borderFocused))
      canvas.inside(inner) { draw(&$0) }
    }
  }
}

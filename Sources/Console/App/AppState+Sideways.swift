internal import ClusterState

// To the left and to the right: moments, cells of pictures, folds of a tree, hidden columns, the
// ends of long lines.

extension AppState {
  /// Cells that a text moves by.
  private static let textStep = 8

  mutating func moveSideways(_ direction: Int) {
    switch screen {
    case .timeline: scrub(direction)
    case .charts: moveChartColumn(direction)
    case .topology: moveOnMap(columns: direction, rows: 0)
    case .matrix:
      let last = max(0, matrixColumns.count - 1)
      matrix.column = min(max(0, matrix.column + direction), last)
    case .rules where rules.isInConntrack: panRules(direction)
    case .list(.tree), .rules: fold(direction)
    case .text(var text):
      let hidden = text.width(language) - textRoom.columns
      text.column = min(max(0, text.column + direction * Self.textStep), max(0, hidden))
      screens[screens.count - 1] = .text(text)
    case .overview, .list, .names, .comparison: scrollColumns(direction)
    }
  }

  /// Shows the next column that has no room, or again the one before.
  private mutating func scrollColumns(_ direction: Int) {
    guard let name = focusedList else { return }
    let skipped = list(name).skippedColumns
    if direction > 0, !hidesColumns(name) {
      message = .note("all columns to the right are shown")
    } else {
      lists[name, default: ListState()].skippedColumns = max(0, skipped + direction)
    }
  }

  /// Whether columns of a list have no room.
  private func hidesColumns(_ name: ListName) -> Bool {
    let body = ScreenLayout(self)
    let frame: Rectangle =
      if case .pane(let pane) = name { body.inside(pane) } else { body.body.inset(by: 1) }
    let table = table(name, true, visible: visibleRows(name))
    return TableLayout(table, width: frame.size.columns, height: frame.size.rows, .unicode)
      .hidesColumns
  }
}

extension TextScreen {
  /// Cells of its longest line that is not wrapped.
  fileprivate func width(_ language: Language) -> Int {
    lines.filter { !$0.wraps }
      .map { $0.indent + TextWidth.cells(of: language.text($0.text)) }.max() ?? 0
  }
}

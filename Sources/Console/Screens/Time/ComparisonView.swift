internal import ClusterState

extension Canvas {
  /// Two branches in columns beside each other; what differs says so in a column of its own.
  mutating func draw(_ comparison: Comparison, _ state: AppState) {
    let place = state.list(.figures)
    let ids = state.rowIDs(.figures)
    let filter = place.filter.isEmpty ? "" : "  /\(place.filter.text)"
    let differing = comparison.rows.count { $0.isDifferent }
    let inner = box(
      BoxTitle(
        "\(comparison.first) and \(comparison.second)\(filter)",
        right: differing == 0 ? "no difference" : Quantities.counted(differing, "difference")
      ),
      border: Style(state.popup == nil ? .borderFocused : .border),
      titleStyle: Style(.title, .bold)
    )
    inside(inner) { canvas in
      let columns = ComparisonColumns(width: canvas.size.columns)
      canvas.drawCells(
        [
          "", Sentence(verbatim: comparison.first), Sentence(verbatim: comparison.second),
          "DIFFERENCE",
        ],
        columns,
        row: 0,
        [Style](repeating: Style(.heading), count: 4)
      )
      for (row, id) in ids.dropFirst(place.offset).prefix(canvas.size.rows - 1).enumerated() {
        guard case .figure(let index) = id, comparison.rows.indices.contains(index) else {
          continue
        }
        canvas.draw(comparison.rows[index], columns, row: row + 1)
        guard place.offset + row == place.index else { continue }
        canvas.put(
          canvas.symbols.selectionMarker,
          at: Point(column: 0, row: row + 1),
          Style(.key)
        )
        canvas.emphasize(
          Rectangle(column: 0, row: row + 1, columns: canvas.size.columns, rows: 1),
          .selected
        )
      }
    }
  }

  private mutating func draw(_ row: ComparisonRow, _ columns: ComparisonColumns, row line: Int) {
    switch row {
    case .heading(let text):
      say(
        text,
        at: Point(column: 1, row: line),
        width: size.columns - 2,
        .left,
        Style(.title, .bold)
      )
    case .note(let text):
      say(
        text,
        at: Point(column: 1, row: line),
        width: size.columns - 2,
        .left,
        Style(.information)
      )
    case .values(let label, let first, let second, let difference):
      let isDifferent = row.isDifferent
      let value = Style(.text, isDifferent ? .bold : [])
      drawCells(
        [label, first, second, difference],
        columns,
        row: line,
        [Style(isDifferent ? .text : .dim), value, value, Style(.warning, .bold)]
      )
    }
  }

  private mutating func drawCells(
    _ texts: [Sentence],
    _ columns: ComparisonColumns,
    row: Int,
    _ styles: [Style]
  ) {
    for (index, text) in texts.enumerated() {
      say(
        text,
        at: Point(column: columns.starts[index], row: row),
        width: columns.widths[index],
        index == 0 || index == 3 ? .left : .right,
        styles[index]
      )
    }
  }
}

extension ComparisonRow {
  /// Whether the two branches differ in it.
  var isDifferent: Bool {
    if case .values(_, _, _, let difference) = self { !difference.isEmpty } else { false }
  }
}

/// Where the four columns of a comparison stand: they never move while one scrolls.
private struct ComparisonColumns {
  let starts: [Int]
  let widths: [Int]

  init(width: Int) {
    let room = max(4, width - 8)
    let difference = min(24, room / 5)
    let value = (room - difference) * 3 / 10
    widths = [room - difference - 2 * value, value, value, difference]
    starts = [1, widths[0] + 3, widths[0] + value + 5, widths[0] + 2 * value + 7]
  }
}

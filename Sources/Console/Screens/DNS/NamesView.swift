internal import ClusterState

extension Canvas {
  /// The names of a Service above, the way to the answer under the cursor below.
  mutating func drawNames(_ state: AppState) {
    let (top, bottom) = bounds.splitTop(NamesLayout.tableRows(size.rows))
    inside(top) { $0.drawNameTable(state) }
    inside(bottom) { $0.drawQueries(state) }
  }

  private mutating func drawNameTable(_ state: AppState) {
    let isFocused = state.popup == nil
    let key = state.selectedService.map { "\($0)" } ?? "no Service"
    let asker = DNSText.name(state.nameAsker)
    let inner = box(
      BoxTitle("Names of \(key)\(state.arrangement(of: .names))", right: "as \(asker) asks"),
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: Style(.title, .bold)
    )
    inside(inner) { canvas in
      var table = state.table(.names, isFocused, visible: canvas.size.rows - 1)
      table.emptyText = [
        "No name matches. Esc clears the filter; :dns NAME resolves any other name."
      ]
      canvas.draw(table)
    }
  }

  private mutating func drawQueries(_ state: AppState) {
    guard size.rows >= 3, let answer = state.selectedAnswer else { return }
    let inner = box(
      BoxTitle(
        "How \(answer.question.text) is resolved",
        right: Sentence(verbatim: answer.code.rawValue)
      )
    )
    inside(inner) { canvas in
      let resolver: Sentence = DNSText.resolver(answer) ?? ""
      let lines = TextWidth.wrap(canvas.language.text(resolver), canvas.size.columns - 2)
      for (row, line) in lines.enumerated() {
        canvas.put(line, at: Point(column: 1, row: row), Style(.dim))
      }
      let rows = DNSText.queryRows(answer).map { row in row.map { TableCell.said($0) } }
      let columns = DNSText.queryHeadings.enumerated().map { index, title in
        TableColumn(title, importance: 10 - index, leastWidth: 8)
      }
      let used = lines.count
      let rest = canvas.bounds.splitTop(used).rest
      var table = Table(columns: columns, rows: Array(rows.prefix(max(0, rest.size.rows - 1))))
      table.total = table.rows.count
      canvas.inside(rest) { $0.draw(table) }
    }
  }
}

/// How the table and the queries share the screen.
enum NamesLayout {
  /// Rows of the table, its frame included.
  static func tableRows(_ rows: Int) -> Int { rows < 12 ? rows : rows * 55 / 100 }
}

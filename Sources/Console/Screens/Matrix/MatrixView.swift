internal import ClusterState

extension Canvas {
  private static let cellWidth = 4
  /// Below this there is no room for the list of addresses beside the matrix.
  private static let columnsWithAddresses = 110

  /// Clients in rows, addresses in columns, a letter for what becomes of a connection.
  mutating func drawMatrix(_ state: AppState) {
    let isFocused = state.popup == nil
    let filter = state.arrangement(of: .matrix)
    guard let work = state.matrix.shown else { return }
    let scope: Sentence = work.key.service.map { "\($0)" } ?? "all Services"
    let inner = box(
      BoxTitle("Who reaches \(scope)\(filter)", right: MatrixText.state(work)),
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: Style(.title, .bold)
    )
    inside(inner) { canvas in
      let columns = state.matrixColumns
      guard !work.clients.isEmpty, !columns.isEmpty else {
        return canvas.drawWords(
          "No address to connect to: the Service has none, or the filter leaves none. Esc clears "
            + "the filter; :matrix all shows all Services."
        )
      }
      let feet = canvas.matrixFeet(state)
      let (foot, table) = canvas.bounds.splitBottom(feet.count)
      canvas.inside(foot) { canvas in
        for (row, line) in feet.enumerated() {
          canvas.put(line.text, at: Point(column: 1, row: row), line.style)
        }
      }
      let isWide = canvas.size.columns >= Self.columnsWithAddresses
      let addresses = isWide ? canvas.addressesWidth(work, columns) : 0
      let (matrix, list) = table.splitLeft(table.size.columns - addresses)
      canvas.inside(matrix) { $0.drawCells(work, columns, state) }
      if isWide { canvas.inside(list) { $0.drawAddresses(work, columns, state) } }
    }
  }

  /// What the cell under the cursor says, and what the letters mean, as many rows as that takes.
  private func matrixFeet(_ state: AppState) -> [TextRow] {
    let width = max(1, size.columns - 2)
    func rows(_ text: Sentence, _ style: Style) -> [TextRow] {
      let safe = SafeText.make(language.text(text), symbols: symbols)
      return TextWidth.wrap(safe, width).map { TextRow(text: $0, style: style, indent: 0) }
    }
    let feet = rows(state.matrixWords, Style(.text)) + rows(MatrixText.legend, Style(.dim))
    return Array(feet.prefix(max(1, size.rows / 3)))
  }

  /// Cells for the list of addresses: as many as its texts take, up to half of all.
  private func addressesWidth(_ work: MatrixWork, _ columns: [Int]) -> Int {
    let texts = columns.map { TextWidth.cells(of: addressText(work, $0)) }
    return min(max(30, (texts.max() ?? 0) + 2), size.columns / 2)
  }

  private func addressText(_ work: MatrixWork, _ column: Int) -> String {
    let address = work.addresses[column]
    let kind = language.text(CaptureText.kind(address.capture))
    let number = TextWidth.fit("\(column + 1)", 4, .right)
    return "\(number)  \(address.text)  \(address.servicePort)  \(kind)"
  }

  private mutating func drawCells(_ work: MatrixWork, _ columns: [Int], _ state: AppState) {
    let place = state.list(.matrix)
    let rows = state.rowIDs(.matrix)
    let shown = rows.dropFirst(place.offset).prefix(max(0, size.rows - 1))
    let names = shown.map { row in
      if case .reach(let client) = row { "\(work.clients[client])" } else { "" }
    }
    let widest = names.map { TextWidth.cells(of: $0) }.max() ?? 0
    let label = min(max(8, widest), max(8, size.columns / 2))
    let visible = max(1, (size.columns - label - 3) / Self.cellWidth)
    let first = max(0, state.matrix.column - visible + 1)
    put("CLIENT", at: Point(column: 1, row: 0), Style(.heading))
    for (offset, column) in columns.dropFirst(first).prefix(visible).enumerated() {
      let point = Point(column: label + 2 + offset * Self.cellWidth, row: 0)
      let isChosen = first + offset == state.matrix.column
      let style = Style(.heading, isChosen ? .underline : [])
      put("\(column + 1)", at: point, width: 3, .right, style)
    }
    for (row, id) in shown.enumerated() {
      guard case .reach(let client) = id else { continue }
      put(names[row], at: Point(column: 1, row: row + 1), width: label)
      for (offset, column) in columns.dropFirst(first).prefix(visible).enumerated() {
        let point = Point(column: label + 2 + offset * Self.cellWidth, row: row + 1)
        draw(work.cell(client, column), at: point)
      }
      guard id == place.selection else { continue }
      put(symbols.selectionMarker, at: Point(column: 0, row: row + 1), Style(.key))
      emphasize(Rectangle(column: 1, row: row + 1, columns: label, rows: 1), .selected)
      let chosen = label + 2 + (state.matrix.column - first) * Self.cellWidth
      emphasize(Rectangle(column: chosen, row: row + 1, columns: 3, rows: 1), .selected)
    }
    guard rows.count > size.rows - 1 else { return }
    inside(Rectangle(column: 0, row: 1, columns: size.columns, rows: size.rows - 1)) {
      $0.scrollBar(first: place.offset, visible: $0.size.rows, total: rows.count, Style(.dim))
    }
  }

  private mutating func draw(_ cell: MatrixWork.Cell?, at point: Point) {
    guard let cell else {
      put(symbols.ellipsis, at: Point(column: point.column + 2, row: point.row), Style(.dim))
      return
    }
    let now = MatrixText.letter(cell.now)
    let style = Style(MatrixText.role(cell.now), cell.isChanged ? .bold : [])
    let text = cell.isChanged ? "\(MatrixText.letter(cell.before))>\(now)" : now
    put(text, at: point, width: 3, .right, style)
  }

  private mutating func drawAddresses(
    _ work: MatrixWork,
    _ columns: [Int],
    _ state: AppState
  ) {
    put("  NR  ADDRESS", at: .zero, width: size.columns, .left, Style(.heading))
    let height = max(1, size.rows - 1)
    let first = max(0, state.matrix.column - height + 1)
    for (row, column) in columns.dropFirst(first).prefix(height).enumerated() {
      let isChosen = first + row == state.matrix.column
      put(
        addressText(work, column),
        at: Point(column: 0, row: row + 1),
        width: size.columns,
        .left,
        Style(isChosen ? .title : .dim, isChosen ? .bold : [])
      )
    }
  }
}

extension Rectangle {
  /// Cuts `rows` off the bottom: the piece and the rest.
  fileprivate func splitBottom(_ rows: Int) -> (bottom: Rectangle, rest: Rectangle) {
    let (rest, bottom) = splitTop(max(0, size.rows - rows))
    return (bottom, rest)
  }
}

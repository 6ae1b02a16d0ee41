internal import ClusterState

extension Canvas {
  private static let cellWidth = 4
  /// Below this there is no room for the list of addresses beside the matrix.
  private static let columnsWithAddresses = 110
  private static let addressesWidth = 50

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
      let (feet, table) = canvas.bounds.splitBottom(2)
      canvas.inside(feet) { $0.drawMatrixFeet(state) }
      let isWide = canvas.size.columns >= Self.columnsWithAddresses
      let (matrix, list) = table.splitLeft(
        isWide ? table.size.columns - Self.addressesWidth : table.size.columns
      )
      canvas.inside(matrix) { $0.drawCells(work, columns, state) }
      if isWide { canvas.inside(list) { $0.drawAddresses(work, columns, state) } }
    }
  }

  private mutating func drawMatrixFeet(_ state: AppState) {
    let width = size.columns - 2
    say(state.matrixWords, at: Point(column: 1, row: 0), width: width, .left, Style(.text))
    say(
      "\(MatrixText.legend)  d>. was d, is .",
      at: Point(column: 1, row: 1),
      width: width,
      .left,
      Style(.dim)
    )
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
      let address = work.addresses[column]
      let isChosen = first + row == state.matrix.column
      let kind = CaptureText.kind(address.capture)
      let number = TextWidth.fit("\(column + 1)", 4, .right)
      put(
        "\(number)  \(address.text)  \(address.servicePort)  \(kind)",
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

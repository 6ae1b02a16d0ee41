internal import ClusterState

extension Canvas {
  /// A lane for every branch on one axis of time, and under it where the cursor is.
  mutating func drawBranches(_ state: AppState, isFocused: Bool) {
    let place = state.list(.branches)
    let branches = state.timeline.overview
    let legend: Sentence = "\(symbols.bullet) command  b bookmark  \(symbols.play) here"
    let inner = box(
      BoxTitle("Branches  \(Quantities.count(branches.count))", right: legend),
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: isFocused ? Style(.title, .bold) : Style(.title)
    )
    let shown = state.rowIDs(.branches).dropFirst(place.offset).prefix(max(0, inner.size.rows - 1))
    let names = branches.map { TextWidth.cells(of: $0.name) }.max() ?? 0
    let axis = TimeAxis(
      latest: branches.map(\.extent.upperBound).max() ?? .zero,
      start: min(names, inner.size.columns / 3) + 5,
      columns: inner.size.columns
    )
    inside(inner) { canvas in
      for (row, id) in shown.enumerated() {
        guard case .branch(let name) = id, let branch = branches.first(where: { $0.name == name })
        else { continue }
        canvas.drawLane(branch, axis, row: row)
        guard place.offset + row == place.index else { continue }
        canvas.put(canvas.symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key))
        canvas.emphasize(
          Rectangle(column: 0, row: row, columns: axis.start - 1, rows: 1),
          isFocused ? .selected : .selectedUnfocused
        )
      }
      canvas.drawAxis(axis, state)
    }
  }

  private mutating func drawLane(_ branch: BranchOverview, _ axis: TimeAxis, row: Int) {
    let style = Style(.text, branch.isCurrent ? .bold : [])
    put(
      (branch.isCurrent ? "* " : "  ") + branch.name,
      at: Point(column: 1, row: row),
      width: axis.start - 3,
      .left,
      style
    )
    let (from, to) = (axis.column(branch.extent.lowerBound), axis.column(branch.extent.upperBound))
    let here = axis.column(branch.place)
    for column in from...max(from, to) {
      put(
        symbols.horizontal,
        at: Point(column: column, row: row),
        Style(column <= here ? .bar : .dim)
      )
    }
    if branch.origin != nil { put(symbols.teeLeft, at: Point(column: from, row: row), style) }
    for given in branch.commands {
      let point = Point(column: axis.column(given.instant), row: row)
      put(symbols.bullet, at: point, Style(given.isInForce ? .key : .dim, .bold))
    }
    for bookmark in branch.bookmarks where bookmark.instant <= branch.extent.upperBound {
      put(
        "b",
        at: Point(column: axis.column(bookmark.instant), row: row),
        Style(.information, .bold)
      )
    }
    put(symbols.play, at: Point(column: here, row: row), style)
  }

  /// Both ends of the axis, and the moment under the cursor.
  private mutating func drawAxis(_ axis: TimeAxis, _ state: AppState) {
    let row = size.rows - 1
    guard row >= 0, axis.start < size.columns else { return }
    put("0s", at: Point(column: axis.start, row: row), Style(.dim))
    let last = "\(axis.latest - .zero)"
    let lastColumn = size.columns - TextWidth.cells(of: last) - 1
    if lastColumn > axis.start + 3 {
      put(last, at: Point(column: lastColumn, row: row), Style(.dim))
    }
    guard let moment = state.selectedMoment, let facts = state.timeline.facts(of: moment) else {
      return
    }
    let column = axis.column(facts.instant)
    put(symbols.arrowUp, at: Point(column: column, row: row), Style(.key, .bold))
    let text = " \(facts.instant - .zero) "
    let width = TextWidth.cells(of: text)
    let isRight = column + 1 + width < size.columns
    put(text, at: Point(column: isRight ? column + 1 : column - width, row: row), Style(.key))
  }
}

/// Columns that stand for time.
struct TimeAxis: Equatable {
  var latest: Instant
  /// The first column, and the number of columns of the canvas.
  var start: Int
  var columns: Int

  /// The column of an instant between zero and the latest.
  func column(_ instant: Instant) -> Int {
    let room = Int64(max(1, columns - start - 2))
    let whole = max(1, latest.microseconds)
    let part = min(max(0, instant.microseconds), whole)
    let (high, low) = part.multipliedFullWidth(by: room)
    return start + Int(whole.dividingFullWidth((high, low)).quotient)
  }
}

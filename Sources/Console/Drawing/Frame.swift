/// A whole screen as a value: what the terminal shows, `svctui screen` prints and tests compare.
package struct Frame: Equatable, Sendable {
  /// How many cells there are.
  package let size: Size
  /// Row after row, `size.columns` cells each.
  package private(set) var cells: [Cell]
  /// Where the text cursor blinks; nil hides it.
  package var cursor: Point?

  /// An empty screen.
  package init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank(), count: size.columns * size.rows)
  }

  /// The cell at a place, which must be inside.
  package subscript(column: Int, row: Int) -> Cell {
    cells[row * size.columns + column]
  }

  /// The cells of one row.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Replaces a cell and mends what it breaks: half of a wide cell never stays behind.
  package mutating func set(_ cell: Cell, column: Int, row: Int) {
    let index = row * size.columns + column
    let old = cells[index]
    let fits = cell.width < 2 || column + 1 < size.columns
    let placed = fits ? cell : .blank(cell.style)
    if old.isContinuation, column > 0, !cell.isContinuation {
      cells[index - 1] = .blank(cells[index - 1].style)
    }
    if old.width == 2, placed.width != 2, column + 1 < size.columns {
      cells[index + 1] = .blank(cells[index + 1].style)
    }
    cells[index] = placed
    guard placed.width == 2 else { return }
    if cells[index + 1].width == 2, column + 2 < size.columns {
      cells[index + 2] = .blank(cells[index + 2].style)
    }
    cells[index + 1] = .continuation(placed.style)
  }

  /// Adds a mark to the text at a place.
  package mutating func add(mark: Unicode.Scalar, column: Int, row: Int) {
    cells[row * size.columns + column].add(mark: mark)
  }

  /// Changes only the style of a place.
  package mutating func set(style: Style, column: Int, row: Int) {
    cells[row * size.columns + column].style = style
  }
}

// MARK: - As text

extension Frame {
  /// The text of each row, every cell of it; a wide character stands for its two cells.
  package var rows: [String] { (0..<size.rows).map(text(ofRow:)) }

  /// The screen as lines without blanks at their ends.
  package var text: String {
    rows.map { row in
      let end = row.lastIndex { $0 != " " }.map(row.index(after:)) ?? row.startIndex
      return row[..<end] + "\n"
    }.joined()
  }

  /// Cells of one style beside each other.
  package struct StyleRun: Hashable, Sendable {
    /// Where it begins.
    package var column: Int
    /// How many cells it covers.
    package var length: Int
    /// The style they share.
    package var style: Style

    /// `length` cells from `column` on.
    package init(column: Int, length: Int, style: Style) {
      self.column = column
      self.length = length
      self.style = style
    }
  }

  /// The styled stretches of each row; plain text is left out.
  package var styles: [[StyleRun]] { (0..<size.rows).map(styles(ofRow:)) }

  private func text(ofRow row: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for cell in self.row(row) { cell.write(to: &scalars) }
    return String(scalars)
  }

  private func styles(ofRow row: Int) -> [StyleRun] {
    var runs: [StyleRun] = []
    for (column, cell) in self.row(row).enumerated() {
      if let last = runs.last, last.style == cell.style, last.column + last.length == column {
        runs[runs.count - 1].length += 1
      } else if cell.style != .text {
        runs.append(StyleRun(column: column, length: 1, style: cell.style))
      }
    }
    return runs
  }
}

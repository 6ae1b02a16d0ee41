package import Console

extension Frame {
  /// Where a row is not filled exactly or a wide character is cut in half; empty if nowhere.
  package var brokenRows: [String] {
    guard cells.count == size.columns * size.rows else { return ["cells are missing"] }
    return (0..<size.rows).compactMap { index in
      brokenColumn(row(index)).map { "row \(index) breaks at column \($0)" }
    }
  }

  private func brokenColumn(_ cells: ArraySlice<Cell>) -> Int? {
    var column = cells.startIndex
    while column < cells.endIndex {
      let width = Int(cells[column].width)
      let isWhole =
        width == 1
        || width == 2 && column + 1 < cells.endIndex && cells[column + 1].isContinuation
      guard isWhole else { return column - cells.startIndex }
      column += width
    }
    return nil
  }

  /// Whether a terminal of 1980 could show it.
  package var isPlainASCII: Bool {
    cells.allSatisfy { cell in
      cell.width == 1 && (0x20..<0x7F).contains(cell.base) && cell.firstMark == 0
    }
  }
}

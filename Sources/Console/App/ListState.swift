/// Where one is in a list: selection, scrolling, filter.
package struct ListState: Equatable, Sendable {
  package var selection: RowID?
  /// Index of the selection; kept when its row vanishes, so that the next one takes its place.
  package private(set) var index = 0
  package private(set) var offset = 0
  package var filter = RowFilter()
  /// Whether the selection stays on the last row as rows are added.
  package var followsEnd = false
  /// What the rows are sorted by; `nil` as they come.
  package var order: ListOrder?
  /// The heading under the column cursor; `nil` before it was moved.
  package var column: String?
  /// Whether the columns are shown that are left out else.
  package var isWide = false
  /// How many columns after the name have gone out to the left.
  package var skippedColumns = 0
  /// Whether only rows are shown that something is wrong with.
  package var showsFaultsOnly = false
  /// Rows that the next change is about.
  package var marks = Set<RowID>()
  /// The row that was marked last: a range begins there.
  package var markAnchor: RowID?

  package init(followsEnd: Bool = false) {
    self.followsEnd = followsEnd
  }

  /// Brings selection and scrolling in line with the rows there are and the rows that fit.
  package mutating func settle(_ rows: some RandomAccessCollection<RowID>, visible: Int) {
    guard !rows.isEmpty else {
      (selection, index, offset) = (nil, 0, 0)
      return
    }
    if followsEnd {
      index = rows.count - 1
    } else if let selection, rows[at: index] != selection,
      let found = rows.firstIndex(of: selection)
    {
      index = rows.distance(from: rows.startIndex, to: found)
    }
    select(index, rows, visible: visible)
  }

  /// Moves the selection by some rows.
  package mutating func move(
    _ distance: Int,
    _ rows: some RandomAccessCollection<RowID>,
    visible: Int
  ) {
    followsEnd = followsEnd && distance > 0
    select(index + distance, rows, visible: visible)
  }

  /// Selects the row at an index, or the nearest there is.
  package mutating func select(
    _ wanted: Int,
    _ rows: some RandomAccessCollection<RowID>,
    visible: Int
  ) {
    guard !rows.isEmpty else { return }
    index = min(max(0, wanted), rows.count - 1)
    selection = rows[at: index]
    let height = max(1, visible)
    offset = min(offset, index, max(0, rows.count - height))
    offset = max(offset, index - height + 1, 0)
  }
}

extension RandomAccessCollection {
  /// The element at a distance from the start; `nil` outside.
  fileprivate subscript(at offset: Int) -> Element? {
    guard offset >= 0, offset < count else { return nil }
    return self[index(startIndex, offsetBy: offset)]
  }
}

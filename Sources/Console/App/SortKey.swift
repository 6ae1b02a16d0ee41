package import ClusterState

/// What a cell is compared by: numbers, times and addresses as such, the rest as text.
///
/// Cells without a value come before all others.
package enum SortKey: Comparable, Sendable {
  case nothing
  case number(Int64)
  case address(SocketAddress)
  case text(String)

  /// A fraction to a thousandth.
  static func fraction(_ number: Double?) -> Self {
    guard let number, number.magnitude < 1e15 else { return .nothing }
    return .number(Int64((number * 1_000).rounded()))
  }

  static func address(_ text: String?) -> Self {
    guard let address = text.flatMap({ IPAddress($0) }) else { return .nothing }
    return .address(SocketAddress(address, 0))
  }

  static func time(_ timestamp: Timestamp?) -> Self {
    // The youngest has the least age.
    timestamp.map { .number(-$0.microseconds) } ?? .nothing
  }
}

/// The column that a list is sorted by, and which end comes first.
package struct ListOrder: Hashable, Sendable {
  /// The heading of the column.
  package var column: String
  package var isDescending = false
}

extension ListOrder {
  /// The rows in this order; rows that are equal stay as they were.
  ///
  /// Every key is computed once: n keys, then O(n log n) comparisons.
  func sorted(_ rows: [RowID], by key: (RowID) -> SortKey) -> [RowID] {
    var keys: [(key: SortKey, index: Int)] = []
    keys.reserveCapacity(rows.count)
    var numbers: [(key: Int64, index: Int)] = []
    numbers.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      let key = key(row)
      if case .number(let number) = key { numbers.append((number, index)) }
      keys.append((key, index))
    }
    // Plain numbers compare an order of magnitude faster than keys that may hold texts.
    guard numbers.count < rows.count else { return ordered(numbers).map { rows[$0] } }
    return ordered(keys).map { rows[$0] }
  }

  private func ordered<Key: Comparable>(_ keys: [(key: Key, index: Int)]) -> [Int] {
    let ordered =
      isDescending
      ? keys.sorted { ($1.key, $0.index) < ($0.key, $1.index) }
      : keys.sorted { ($0.key, $0.index) < ($1.key, $1.index) }
    return ordered.map(\.index)
  }
}

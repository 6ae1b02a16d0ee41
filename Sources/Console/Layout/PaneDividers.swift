/// A line between panes that can be dragged.
package enum PaneDivider: Int, CaseIterable, Hashable, Sendable {
  /// Between the upper and the lower panes of the grid.
  case gridRow
  /// Between Services and Endpoints of the grid.
  case gridTop
  /// Between Traffic and Events of the grid.
  case gridBottom
  /// Between Services and Endpoints that are stacked.
  case stackTop
  /// Between the tables and what is below them.
  case stackRow
  /// Between Traffic and Events below stacked tables.
  case stackBottom

  /// Whether it is moved up and down.
  var isHorizontal: Bool {
    switch self {
    case .gridRow, .stackTop, .stackRow: true
    case .gridTop, .gridBottom, .stackBottom: false
    }
  }
}

/// Where the lines between panes stand, as far as they were moved.
package struct PaneDividers: Hashable, Sendable {
  /// Thousandths of the room there is, by divider.
  private var places = [Int?](repeating: nil, count: PaneDivider.allCases.count)
  /// The line that follows the mouse.
  var dragged: PaneDivider?

  /// The least a pane keeps, its frame included.
  static let least = Size(columns: 24, rows: 4)

  /// The least that stays before a divider: two tables stand above the lowest line of a stack.
  private static func least(before divider: PaneDivider) -> Int {
    switch divider {
    case .stackRow: 2 * least.rows
    case .gridRow, .stackTop: least.rows
    case .gridTop, .gridBottom, .stackBottom: least.columns
    }
  }

  /// How much of `room` lies before a divider; `usual` unless it was moved.
  func share(of divider: PaneDivider, room: Int, usual: Int) -> Int {
    guard let place = places[divider.rawValue] else { return usual }
    let before = Self.least(before: divider)
    let after = divider.isHorizontal ? Self.least.rows : Self.least.columns
    return min(max(before, (place * room + 500) / 1_000), max(before, room - after))
  }

  /// Puts a divider behind so many of the cells there are.
  mutating func move(_ divider: PaneDivider, to cells: Int, of room: Int) {
    guard room > 0 else { return }
    places[divider.rawValue] = min(max(0, cells), room) * 1_000 / room
  }
}

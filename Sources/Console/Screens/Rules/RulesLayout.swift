internal import ClusterState

/// How rules and conntrack entries share the screen.
struct RulesLayout: Equatable {
  /// From here on the entries stand beside the rules.
  static let columnsBeside = 170
  /// Below this the rules have no room to give.
  static let rowsShared = 17
  private static let footRows = 3

  let rules: Rectangle
  /// Empty where there is no room for it.
  let conntrack: Rectangle
  /// Whether the line under the cursor is shown whole at the foot.
  let hasFoot: Bool

  init(_ body: Rectangle, isInConntrack: Bool, entries: Int) {
    if body.size.columns >= Self.columnsBeside {
      let width = body.size.columns * 3 / 5
      let (left, rest) = body.splitLeft(width)
      (rules, conntrack) = (left, rest)
    } else if body.size.rows >= Self.rowsShared {
      let most = max(4, body.size.rows / 5)
      let (top, rest) = body.splitTop(body.size.rows - min(most, 2 + max(1, entries)))
      (rules, conntrack) = (top, rest)
    } else {
      let none = Rectangle(origin: body.origin, size: Size(columns: 0, rows: 0))
      (rules, conntrack) = isInConntrack ? (none, body) : (body, none)
    }
    hasFoot = rules.size.rows >= 14
  }

  init(_ state: AppState) {
    self.init(
      ScreenLayout(state).body,
      isInConntrack: state.rules.isInConntrack,
      entries: state.rules.connections.count
    )
  }

  /// Rows of rules, frame, heading and foot not counted.
  var visibleRules: Int {
    max(0, rules.size.rows - 3 - (hasFoot ? Self.footRows : 0))
  }

  /// Rows of entries, frame not counted.
  var visibleEntries: Int { max(0, conntrack.size.rows - 2) }
}

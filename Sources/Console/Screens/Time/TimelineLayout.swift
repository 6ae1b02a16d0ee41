internal import ClusterState

/// Where the parts of the timeline stand: branches above, moments of one of them below.
struct TimelineLayout: Equatable {
  /// The frame of the branches.
  let branches: Rectangle
  /// The frame of the moments.
  let moments: Rectangle

  /// Branches take what they need up to a third of the rows, and one row for the axis.
  init(_ body: Rectangle, branchCount: Int) {
    let most = max(1, body.size.rows / 3 - 3)
    let rows = min(branchCount, most) + 3
    (branches, moments) = body.splitTop(min(rows, max(0, body.size.rows - 4)))
  }

  init(_ state: AppState) {
    self.init(ScreenLayout(state).body, branchCount: state.timeline.branchNames.count)
  }

  /// The frame of one of the two lists.
  func place(_ name: ListName) -> Rectangle { name == .branches ? branches : moments }

  /// Rows for branches, the axis not counted.
  var visibleBranches: Int { max(0, branches.size.rows - 3) }

  /// Rows for moments, the headings not counted.
  var visibleMoments: Int { max(0, moments.size.rows - 3) }
}

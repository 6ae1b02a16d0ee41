internal import ClusterState

/// The four pictures of a Service's traffic.
package enum ChartPane: Int, CaseIterable, Sendable {
  case outcomes, shares, latency, clients

  var title: Sentence {
    switch self {
    case .outcomes: "Outcomes"
    case .shares: "Shares"
    case .latency: "Latency"
    case .clients: "Clients"
    }
  }
}

/// Where one is on the screen of pictures.
struct ChartsPlace: Equatable, Sendable {
  var focus = ChartPane.outcomes
  /// The endpoint under the cursor of the heat map.
  var column = 0
}

/// Where the four pictures stand.
struct ChartsLayout: Equatable {
  private static let gridLeast = Size(columns: 76, rows: 20)

  let body: Rectangle
  /// Whether there is room for one of them only.
  let isTabbed: Bool

  init(_ state: AppState) {
    body = ScreenLayout(state).body
    isTabbed = body.size.columns < Self.gridLeast.columns || body.size.rows < Self.gridLeast.rows
  }

  var tabBar: Rectangle { body.splitTop(1).top }

  func place(_ pane: ChartPane) -> Rectangle {
    if isTabbed { return body.splitTop(1).rest }
    let (top, bottom) = body.splitTop((body.size.rows + 1) / 2)
    let row = pane == .outcomes || pane == .shares ? top : bottom
    let (left, right) = row.splitLeft(body.size.columns * 46 / 100)
    return pane == .outcomes || pane == .latency ? left : right
  }

  /// The picture at a point of the screen.
  func pane(at point: Point, focus: ChartPane) -> ChartPane? {
    let candidates = isTabbed ? [focus] : ChartPane.allCases
    return candidates.first { place($0).contains(point) }
  }
}

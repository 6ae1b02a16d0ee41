package import ClusterState

/// Where everything stands, worked out from the size of the terminal alone.
package struct ScreenLayout: Equatable, Sendable {
  /// How the four panes share the screen.
  package enum Arrangement: Equatable, Sendable {
    /// Two by two.
    case grid
    /// Services over endpoints over traffic and events: tables get the whole width.
    case stacked
    /// One at a time, chosen by tabs.
    case tabs
    /// Nothing but a word on what is needed.
    case tooSmall
  }

  /// Two tables side by side show all their columns from here on.
  package static let gridColumns = 190
  package static let leastSize = Size(columns: 40, rows: 10)

  package let size: Size
  package let arrangement: Arrangement
  /// Between header and footer.
  package let body: Rectangle

  package init(size: Size) {
    self.size = size
    let isTooSmall = size.columns < Self.leastSize.columns || size.rows < Self.leastSize.rows
    if isTooSmall {
      arrangement = .tooSmall
    } else if size.columns >= Self.gridColumns, size.rows >= 22 {
      arrangement = .grid
    } else if size.columns >= 72, size.rows >= 22 {
      arrangement = .stacked
    } else {
      arrangement = .tabs
    }
    body = Rectangle(column: 0, row: 1, columns: size.columns, rows: max(0, size.rows - 2))
  }

  init(_ state: AppState) {
    self.init(size: state.size)
  }

  /// The row of tabs; only in that arrangement.
  package var tabBar: Rectangle { body.splitTop(1).top }

  /// Where a pane stands, its frame included.
  package func place(_ pane: Pane) -> Rectangle {
    switch arrangement {
    case .tooSmall: return Rectangle(column: 0, row: 0, columns: 0, rows: 0)
    case .tabs: return body.splitTop(1).rest
    case .stacked:
      let bottom = max(6, body.size.rows * 2 / 5 - 2)
      let tables = body.size.rows - bottom
      let (services, rest) = body.splitTop(tables / 2)
      let (endpoints, foot) = rest.splitTop(tables - tables / 2)
      let (traffic, events) = foot.splitLeft(foot.size.columns * 45 / 100)
      return [services, endpoints, traffic, events][pane.rawValue]
    case .grid:
      let (top, bottom) = body.splitTop(body.size.rows * 56 / 100)
      let (services, endpoints) = top.splitLeft(body.size.columns * 54 / 100)
      let (traffic, events) = bottom.splitLeft(body.size.columns * 46 / 100)
      return [services, endpoints, traffic, events][pane.rawValue]
    }
  }

  /// Where a pane's content stands.
  package func inside(_ pane: Pane) -> Rectangle { place(pane).inset(by: 1) }

  /// The pane at a point of the screen.
  func pane(at point: Point, focus: Pane) -> Pane? {
    let candidates = arrangement == .tabs ? [focus] : Pane.allCases
    return candidates.first { place($0).contains(point) }
  }
}

extension Pane {
  /// Whether its first row holds headings.
  var isTable: Bool { self == .services || self == .endpoints }

  package var title: Sentence {
    switch self {
    case .services: "Services"
    case .endpoints: "Endpoints"
    case .traffic: "Traffic"
    case .events: "Events"
    }
  }
}

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
  package static let gridColumns = 220
  package static let leastSize = Size(columns: 40, rows: 10)

  package let size: Size
  package let arrangement: Arrangement
  /// The first line; empty where it is not shown.
  package let header: Rectangle
  /// Between header and footer.
  package let body: Rectangle
  /// Where a room reads what just changed; empty unless it is presented to.
  package let captionBar: Rectangle
  private let dividers: PaneDividers

  /// Without `isDrawn` only one pane is there at a time: words come one after another.
  package init(
    size: Size,
    isPresenting: Bool = false,
    isDrawn: Bool = true,
    hasHeader: Bool = true,
    dividers: PaneDividers = PaneDividers()
  ) {
    self.size = size
    self.dividers = dividers
    let isTooSmall = size.columns < Self.leastSize.columns || size.rows < Self.leastSize.rows
    let margin = isPresenting ? min(3, max(0, (size.columns - 72) / 2)) : 0
    let top = isPresenting && size.rows >= 28 ? 1 : 0
    let captions = isPresenting && !isTooSmall ? (size.rows >= 28 ? 4 : 2) : 0
    header = Rectangle(column: 0, row: 0, columns: size.columns, rows: hasHeader ? 1 : 0)
    body = Rectangle(
      column: margin,
      row: header.size.rows + top,
      columns: size.columns - 2 * margin,
      rows: size.rows - 1 - header.size.rows - top - captions
    )
    captionBar = Rectangle(
      column: margin,
      row: body.rows.upperBound,
      columns: body.size.columns,
      rows: captions
    )
    if isTooSmall {
      arrangement = .tooSmall
    } else if !isDrawn {
      arrangement = .tabs
    } else if body.size.columns >= Self.gridColumns, body.size.rows >= 20 {
      arrangement = .grid
    } else if body.size.columns >= 72, body.size.rows >= 20 {
      arrangement = .stacked
    } else {
      arrangement = .tabs
    }
  }

  init(_ state: AppState) {
    self.init(
      size: state.size,
      isPresenting: state.presentation.isOn,
      isDrawn: !state.session.configuration.isTextOnly.value,
      hasHeader: state.hasHeader,
      dividers: state.dividers
    )
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
      let (tables, foot) = split(.stackRow, body, usual: body.size.rows - bottom)
      let (services, endpoints) = split(.stackTop, tables, usual: tables.size.rows / 2)
      let (traffic, events) = split(.stackBottom, foot, usual: foot.size.columns * 45 / 100)
      return [services, endpoints, traffic, events][pane.rawValue]
    case .grid:
      let (top, bottom) = split(.gridRow, body, usual: body.size.rows * 56 / 100)
      let (services, endpoints) = split(.gridTop, top, usual: body.size.columns * 54 / 100)
      let (traffic, events) = split(.gridBottom, bottom, usual: body.size.columns * 46 / 100)
      return [services, endpoints, traffic, events][pane.rawValue]
    }
  }

  /// Where a pane's content stands.
  package func inside(_ pane: Pane) -> Rectangle { place(pane).inset(by: 1) }

  private func split(
    _ divider: PaneDivider,
    _ whole: Rectangle,
    usual: Int
  ) -> (Rectangle, Rectangle) {
    let room = divider.isHorizontal ? whole.size.rows : whole.size.columns
    let share = dividers.share(of: divider, room: room, usual: usual)
    return divider.isHorizontal ? whole.splitTop(share) : whole.splitLeft(share)
  }

  /// The divider at a point of the screen, where two frames meet.
  func divider(at point: Point) -> PaneDivider? {
    let (services, endpoints) = (place(.services), place(.endpoints))
    let (traffic, events) = (place(.traffic), place(.events))
    let lines: [(PaneDivider, first: Rectangle, last: Rectangle)]
    switch arrangement {
    case .tabs, .tooSmall: return nil
    case .stacked:
      lines = [
        (.stackBottom, traffic, events), (.stackTop, services, endpoints),
        (.stackRow, endpoints, traffic), (.stackRow, endpoints, events),
      ]
    case .grid:
      lines = [
        (.gridTop, services, endpoints), (.gridBottom, traffic, events),
        (.gridRow, services, traffic), (.gridRow, endpoints, events),
      ]
    }
    return lines.first { divider, first, last in
      guard first.contains(point) || last.contains(point) else { return false }
      let before = divider.isHorizontal ? first.rows.upperBound : first.columns.upperBound
      let place = divider.isHorizontal ? point.row : point.column
      return place == before - 1 || place == before
    }?.0
  }

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

internal import ClusterState

// Screens that show traffic as pictures.

extension AppState {
  mutating func showPicture(_ action: Action) {
    switch action {
    case .showCharts: showCharts()
    case .showMap: showMap()
    case .showMatrix: showMatrix(ofAll: false)
    case .showNames: showNames()
    default: break
    }
  }

  /// Answers the mouse on screens where it means a place rather than a row; whether it did.
  mutating func handlePicture(_ event: MouseEvent) -> Bool {
    let isWheel = event.kind == .wheelUp || event.kind == .wheelDown
    switch screen {
    case .charts:
      let layout = ChartsLayout(self)
      if layout.isTabbed, layout.tabBar.contains(event.point) {
        let tabs = TabBar.places(width: layout.tabBar.size.columns)
        let clicked = ChartPane.allCases.first { tabs[$0.rawValue].contains(event.point.column) }
        if event.kind == .click, let clicked { charts.focus = clicked }
      } else if let pane = layout.pane(at: event.point, focus: charts.focus), !isWheel {
        charts.focus = pane
      }
    case .topology where !isWheel: selectOnMap(event.point)
    case .topology, .matrix, .names: break
    default: return false
    }
    if isWheel { move(focusedList, by: event.kind == .wheelUp ? -3 : 3) }
    if event.kind == .doubleClick { reduce(.enter) }
    if event.kind == .rightClick { reduce(.menu) }
    return true
  }

  /// Puts the cursor of the map on what is at a place of the screen, or left of it.
  private mutating func selectOnMap(_ point: Point) {
    let place = mapPlace
    guard place.contains(point) else { return }
    let map = topology.map
    let offset = map.offset(of: list(.topology).selection, rows: place.size.rows)
    let row = point.row - place.origin.row + offset
    let column = point.column - place.origin.column
    let candidates = map.items.filter { $0.point.row == row && $0.point.column <= column }
    guard let item = candidates.last else { return }
    lists[.topology, default: ListState()].selection = item.id
  }
}

// What a click, a drag and the wheel mean where they happen.

extension AppState {
  mutating func handle(_ event: MouseEvent) {
    guard popup == nil, prompt == nil else { return }
    if event.kind == .release { dividers.dragged = nil }
    if event.kind == .drag { return drag(to: event.point) }
    let layout = ScreenLayout(self)
    if event.point.row == size.rows - 1, event.kind == .click || event.kind == .doubleClick {
      return clickFooter(event.point.column)
    }
    if screen == .overview, event.kind == .click {
      dividers.dragged = layout.divider(at: event.point)
    }
    if handlePicture(event) { return }
    guard let (name, place) = list(under: event, layout) else { return }
    switch event.kind {
    case .wheelUp: move(name, by: -3)
    case .wheelDown: move(name, by: 3)
    case .click, .doubleClick, .rightClick:
      selectRow(name, event.point.row - place.origin.row - 1)
      settle()
      if event.kind == .doubleClick { press(.enter) }
      if event.kind == .rightClick { press(.menu) }
    case .drag, .release: break
    }
  }

  /// The list at a place and its frame, which takes the focus unless the wheel is turned;
  /// `nil` where the event was answered or there is none.
  private mutating func list(
    under event: MouseEvent,
    _ layout: ScreenLayout
  ) -> (ListName?, Rectangle)? {
    let takesFocus = event.kind != .wheelUp && event.kind != .wheelDown
    if screen == .overview {
      if layout.arrangement == .tabs, layout.tabBar.contains(event.point) {
        if event.kind == .click { clickTab(event.point.column, layout) }
        return nil
      }
      guard let pane = layout.pane(at: event.point, focus: focus) else { return nil }
      if takesFocus { focus = pane }
      return (.pane(pane), layout.place(pane))
    }
    guard layout.body.contains(event.point) else { return nil }
    if screen == .rules { return ruleList(under: event.point, takesFocus) }
    if screen == .timeline {
      let timeline = TimelineLayout(self)
      let wanted: ListName = timeline.branches.contains(event.point) ? .branches : .moments
      if takesFocus { timelineFocus = wanted }
      return (wanted, timeline.place(wanted))
    }
    return (focusedList, layout.body)
  }

  /// Moves the divider that was clicked to where the mouse is.
  private mutating func drag(to point: Point) {
    guard let divider = dividers.dragged else { return }
    let layout = ScreenLayout(self)
    // The whole that it divides may itself be divided off by another.
    let (services, traffic) = (layout.place(.services), layout.place(.traffic))
    let tables = layout.place(.endpoints).rows.upperBound - services.rows.lowerBound
    let room =
      switch divider {
      case .gridRow, .stackRow: layout.body.size.rows
      case .stackTop: tables
      case .gridTop, .gridBottom, .stackBottom: layout.body.size.columns
      }
    let start = divider.isHorizontal ? services.rows.lowerBound : traffic.columns.lowerBound
    let cells = (divider.isHorizontal ? point.row : point.column) - start
    dividers.move(divider, to: cells, of: room)
    settle()
  }

  /// Does what the footer names under the mouse.
  private mutating func clickFooter(_ column: Int) {
    guard message == nil else {
      message = nil
      return
    }
    let hint = footerHints(width: size.columns).first { $0.columns.contains(column) }
    if let hint { press(hint.action) }
  }

  /// Does something as if its key had been pressed.
  private mutating func press(_ action: Action) {
    guard let binding = keys.bindings.first(where: { $0.action == action }) else { return }
    if let reason = binding.disabledReason(self) {
      message = .error(reason)
    } else {
      if let key = binding.keys.first { notePressed(key, binding.title) }
      reduce(action)
    }
  }

  private mutating func clickTab(_ column: Int, _ layout: ScreenLayout) {
    let tabs = TabBar.places(width: layout.tabBar.size.columns)
    let place = column - layout.tabBar.origin.column
    if let pane = Pane.allCases.first(where: { tabs[$0.rawValue].contains(place) }) {
      focus = pane
    }
  }

  /// Selects the row shown at a place inside a list's frame; a heading is no row.
  private mutating func selectRow(_ name: ListName?, _ row: Int) {
    guard let name else { return }
    let isTable =
      if case .pane(let pane) = name { pane.isTable } else {
        name != .branches && name != .conntrack
      }
    let count = rowIDs(name).count
    let isSpacious = presentation.isOn && isTable && name != .rules
    let step = isSpacious ? Table.step(total: count, visible: visibleRows(name)) : 1
    let heading = isTable ? 1 : 0
    let index = list(name).offset + (row - heading) / step
    guard row >= heading, (row - heading) % step == 0, index < count else { return }
    lists[name, default: ListState()].followsEnd = false
    lists[name, default: ListState()].select(index, rowIDs(name), visible: visibleRows(name))
  }
}

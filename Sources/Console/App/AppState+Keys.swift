internal import ClusterState

extension AppState {
  /// Answers a key: what is open on top sees it first.
  package mutating func handle(_ key: Key) {
    switch key {
    case .resize(let newSize):
      size = newSize
    case .resumed:
      break
    case .control("c"):
      reduce(.quit)
    case .mouse(let event):
      handle(event)
    default:
      message = nil
      if prompt != nil {
        handlePrompt(key)
      } else if popup != nil {
        handlePopup(key)
      } else {
        handleScreen(key)
      }
    }
    settle()
  }

  private mutating func handleScreen(_ key: Key) {
    guard let binding = Keymap.binding(for: key) else {
      if case .paste = key { return }
      message = .note("\(key.text) means nothing here; ? shows the keys")
      return
    }
    if let reason = binding.disabledReason(self) {
      message = .error(reason)
    } else {
      reduce(binding.action)
    }
  }

  private mutating func handlePopup(_ key: Key) {
    switch popup {
    case .keys(let selected, let isMenu):
      handleKeyList(key, selected, isMenu)
    case .form(var form):
      switch key {
      case .escape: popup = nil
      case .enter: submit(form)
      case .character("q") where form.fields.isEmpty: popup = nil
      default:
        _ = form.handle(key)
        popup = .form(arranged(form))
      }
    case .policies(let panel): answerPolicies(key, panel)
    case .recovery: answerRecovery(key)
    case .progress: if key == .escape { effects.append(.cancelReplay) }
    case nil: break
    }
  }

  private mutating func handleKeyList(_ key: Key, _ selected: Int, _ isMenu: Bool) {
    let count = Keymap.bindings.count
    switch key {
    case .down, .character("j"):
      popup = .keys(selected: min(selected + 1, count - 1), isMenu: isMenu)
    case .up, .character("k"): popup = .keys(selected: max(selected - 1, 0), isMenu: isMenu)
    case .pageDown, .control("f"), .character(" "):
      popup = .keys(selected: min(selected + 10, count - 1), isMenu: isMenu)
    case .pageUp, .control("b"): popup = .keys(selected: max(selected - 10, 0), isMenu: isMenu)
    case .enter where isMenu:
      popup = nil
      let binding = Keymap.bindings[selected]
      if let reason = binding.disabledReason(self) {
        message = .error(reason)
      } else {
        reduce(binding.action)
      }
    case .escape, .enter, .character("q"), .character("?"), .character("m"), .paste:
      popup = nil
    default:
      // A key that is read here does what is told of it.
      popup = nil
      handleScreen(key)
    }
  }

  private mutating func handle(_ event: MouseEvent) {
    guard popup == nil, prompt == nil else { return }
    let layout = ScreenLayout(self)
    var name = focusedList
    var place = layout.body
    if handlePicture(event) { return }
    if screen == .overview {
      if layout.arrangement == .tabs, layout.tabBar.contains(event.point) {
        if event.kind == .click { clickTab(event.point.column, layout) }
        return
      }
      guard let pane = layout.pane(at: event.point, focus: focus) else { return }
      place = layout.place(pane)
      name = .pane(pane)
      if event.kind != .wheelUp, event.kind != .wheelDown { focus = pane }
    }
    if screen == .timeline {
      let timeline = TimelineLayout(self)
      let wanted: ListName = timeline.branches.contains(event.point) ? .branches : .moments
      (name, place) = (wanted, timeline.place(wanted))
      if event.kind != .wheelUp, event.kind != .wheelDown { timelineFocus = wanted }
    }
    switch event.kind {
    case .wheelUp: move(name, by: -3)
    case .wheelDown: move(name, by: 3)
    case .click, .doubleClick, .rightClick:
      selectRow(name, event.point.row - place.origin.row - 1)
      settle()
      if event.kind == .doubleClick { reduce(.enter) }
      if event.kind == .rightClick { reduce(.menu) }
    case .drag, .release: break
    }
  }

  private mutating func clickTab(_ column: Int, _ layout: ScreenLayout) {
    let tabs = TabBar.places(width: layout.tabBar.size.columns)
    if let pane = Pane.allCases.first(where: { tabs[$0.rawValue].contains(column) }) {
      focus = pane
    }
  }

  /// Selects the row shown at a place inside a list's frame; a heading is no row.
  private mutating func selectRow(_ name: ListName?, _ row: Int) {
    guard let name else { return }
    let isTable = if case .pane(let pane) = name { pane.isTable } else { name != .branches }
    let index = list(name).offset + row - (isTable ? 1 : 0)
    guard row >= (isTable ? 1 : 0), index < rowIDs(name).count else { return }
    lists[name, default: ListState()].followsEnd = false
    lists[name, default: ListState()].select(index, rowIDs(name), visible: visibleRows(name))
  }
}

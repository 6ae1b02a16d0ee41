internal import ClusterState

extension AppState {
  mutating func navigate(_ action: Action) {
    switch action {
    case .move(let distance): move(focusedList, by: distance)
    case .page(let direction): move(focusedList, by: direction * pageRows)
    case .moveToStart: move(focusedList, by: -Self.farther)
    case .moveToEnd:
      move(focusedList, by: Self.farther)
      if let name = focusedList, [.pane(.events), .list(.events)].contains(name) {
        lists[name]?.followsEnd = true
      }
    case .nextPane where screen == .timeline, .previousPane where screen == .timeline:
      timelineFocus = timelineFocus == .moments ? .branches : .moments
    case .nextPane where screen == .rules, .previousPane where screen == .rules:
      rules.isInConntrack.toggle()
    case .nextPane where screen == .charts: turnChart(1)
    case .previousPane where screen == .charts: turnChart(-1)
    case .nextPane: focus = Pane(rawValue: (focus.rawValue + 1) % 4) ?? .services
    case .previousPane: focus = Pane(rawValue: (focus.rawValue + 3) % 4) ?? .services
    case .focus(let pane): focus = pane
    case .enter: enter()
    case .back: back()
    case .goBack: if !back() { popup = .form(.quit) }
    case .show(let kind):
      unwind(to: kind)
      show(kind, filter: nil)
    case .showOverview: screens = [.overview]
    case .allNamespaces: namespace = nil
    default: break
    }
  }

  private static let farther = 1 << 40

  /// What there is of a text at once, in a frame with a blank on either side.
  var textRoom: Size {
    let body = ScreenLayout(self).body.size
    return Size(columns: max(0, body.columns - 4), rows: max(1, body.rows - 2))
  }

  private var pageRows: Int {
    if case .text = screen { return max(1, textRoom.rows - 1) }
    return max(1, focusedList.map(visibleRows) ?? 1)
  }

  mutating func move(_ name: ListName?, by distance: Int) {
    if case .text(var text) = screen {
      let room = textRoom
      let last = max(0, text.rows(width: room.columns, language).count - room.rows)
      text.offset = min(max(0, text.offset + distance), last)
      screens[screens.count - 1] = .text(text)
      return
    }
    guard let name else { return }
    if name == .topology { return moveOnMap(columns: 0, rows: distance) }
    lists[name, default: ListState()].move(
      distance,
      rowIDs(name),
      visible: visibleRows(name)
    )
  }

  private mutating func enter() {
    if toggleFold() { return }
    switch selectedRow {
    case .service(let key) where screen != .overview: drill(.endpoints, "service:\(key)")
    case .service: focus = .endpoints
    case .endpoint(let row) where !row.pod.name.isEmpty:
      show(.pods, filter: nil)
      lists[.list(.pods), default: ListState()].selection = .pod(row.pod)
    case .endpointOf(_, let row) where !row.pod.name.isEmpty:
      show(.pods, filter: nil)
      lists[.list(.pods), default: ListState()].selection = .pod(row.pod)
    case .node(let name): drill(.pods, "node:\(name)")
    case .workload(_, let key): drill(.pods, "workload:\(key)")
    case .slice(let key): drill(.pods, "slice:\(key)")
    case .zone(let name): drill(.nodes, "zone:\(name)")
    case .route: showTree(nil)
    case .namespace(let name):
      namespace = name
      show(.services, filter: nil)
    case .event(let number): showEvent(number)
    case .moment(let moment): go(to: moment)
    case .perfectControlPlane: togglePerfection()
    case .delay(let name, let node): openDelay(name, node: node)
    case .branch(let name): goOn(in: name)
    case .figure(let index): showFigure(index)
    case .connection(let key): explain(key)
    case .stream(let number): openStream(number)
    case .ignored, .pod: open(.yaml)
    case .outcome, .losses: if screen == .charts { explain() } else { showCharts() }
    case .rule(.step(let index)): showStep(index)
    case .client, .reach, .lookup, .rule, .conntrack: explain()
    default: break
    }
  }

  /// The whole text of an event, which its row has seldom room for.
  private mutating func showEvent(_ number: Int) {
    let event = simulation.events[number]
    let lines = [
      TextLine(Sentence(verbatim: Quantities.eventTime(event.instant)), Style(.dim)), .empty,
      TextLine(EventText.text(event.kind), wraps: true), .empty,
      TextLine(EventText.text(event.cause), wraps: true),
    ]
    screens.append(.text(TextScreen(title: "Event", lines: lines)))
  }

  mutating func show(_ kind: ListKind, filter: String?) {
    if kind == .services, list(.list(.services)).selection == nil, let selectedService {
      lists[.list(.services), default: ListState()].selection = .service(selectedService)
    }
    if screen != .list(kind) { screens.append(.list(kind)) }
    lists[.list(kind), default: ListState()].filter = RowFilter(filter ?? "")
  }

  /// Goes back to a list that is on the way here, so that asking for it again makes no loop.
  mutating func unwind(to kind: ListKind) {
    guard let index = screens.firstIndex(of: .list(kind)) else { return }
    screens.removeSubrange((index + 1)...)
    replacedFilters = replacedFilters.filter { $0.key <= screens.count }
  }

  /// Shows what belongs to something; going back gives the list its filter again.
  private mutating func drill(_ kind: ListKind, _ filter: String) {
    let before = list(.list(kind)).filter
    show(kind, filter: filter)
    replacedFilters[screens.count] = before.scope == nil ? before : RowFilter()
    lists[.list(kind)]?.selection = nil
  }

  /// Closes one thing: the filter, the pane, the screen.
  ///
  /// Whether there was one.
  @discardableResult
  private mutating func back() -> Bool {
    if stopMatrix() || stopSearchingRules() { return true }
    if let before = replacedFilters.removeValue(forKey: screens.count), screens.count > 1,
      let name = focusedList, list(name).filter.scope != nil
    {
      lists[name]?.filter = before
      screens.removeLast()
    } else if let name = focusedList, !list(name).filter.isEmpty {
      lists[name, default: ListState()].filter = RowFilter()
    } else if screens.count > 1 {
      screens.removeLast()
    } else if focus != .services {
      focus = .services
    } else {
      return false
    }
    return true
  }
}

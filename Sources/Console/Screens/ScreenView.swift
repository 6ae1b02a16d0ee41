internal import ClusterState

extension AppState {
  /// Draws the whole screen.
  package func frame(symbols: Symbols) -> Frame {
    var canvas = Canvas(size: size, symbols: symbols, language: language)
    let layout = ScreenLayout(self)
    guard layout.arrangement != .tooSmall else {
      canvas.drawTooSmall()
      return canvas.frame
    }
    let footer = Rectangle(column: 0, row: size.rows - 1, columns: size.columns, rows: 1)
    canvas.inside(Rectangle(column: 0, row: 0, columns: size.columns, rows: 1)) {
      $0.drawHeader(self)
    }
    switch screen {
    case .overview: canvas.drawOverview(self, layout)
    case .list(let kind): canvas.inside(layout.body) { $0.drawList(kind, self) }
    case .text(let text): canvas.inside(layout.body) { $0.draw(text) }
    case .timeline: canvas.drawTimeline(self)
    case .comparison(let comparison):
      canvas.inside(layout.body) { $0.draw(comparison, self) }
    case .charts: canvas.drawCharts(self)
    case .topology: canvas.inside(layout.body) { $0.drawMap(self) }
    case .matrix: canvas.inside(layout.body) { $0.drawMatrix(self) }
    case .names: canvas.inside(layout.body) { $0.drawNames(self) }
    }
    canvas.inside(footer) { $0.drawFooter(self) }
    switch popup {
    case .keys(let selected, let isMenu):
      canvas.inside(layout.body) { $0.drawKeys(selected, isMenu, self) }
    case .form(let form): canvas.inside(layout.body) { $0.draw(form) }
    case .policies(let panel): canvas.inside(layout.body) { $0.draw(panel) }
    case .recovery(let offer): canvas.inside(layout.body) { $0.draw(offer) }
    case .progress(let progress): canvas.inside(layout.body) { $0.draw(progress) }
    case nil: break
    }
    return canvas.frame
  }
}

extension Canvas {
  fileprivate mutating func drawTooSmall() {
    let least = ScreenLayout.leastSize
    let lines: [Sentence] = [
      "svctui needs \(least.columns)x\(least.rows),",
      "this terminal has \(size.columns)x\(size.rows).",
      "Ctrl-C quits.",
    ]
    for (row, line) in lines.enumerated() where row < size.rows {
      say(line, at: Point(column: 0, row: row), width: size.columns)
    }
  }

  fileprivate mutating func draw(_ text: TextScreen) {
    let rows = text.rows(width: size.columns - 4, language)
    let shown = "\(min(text.offset + 1, rows.count))/\(rows.count)"
    let inner = box(
      BoxTitle(text.title, right: Sentence(verbatim: shown)),
      border: Style(.borderFocused)
    )
    inside(inner) { canvas in
      for (row, line) in rows.dropFirst(text.offset).prefix(canvas.size.rows).enumerated() {
        canvas.put(
          line.text,
          at: Point(column: 1 + line.indent, row: row),
          width: canvas.size.columns - 2 - line.indent,
          .left,
          line.style
        )
      }
    }
  }

  fileprivate mutating func drawOverview(_ state: AppState, _ layout: ScreenLayout) {
    if layout.arrangement == .tabs {
      inside(layout.tabBar) { $0.drawTabs(state.focus) }
      inside(layout.place(state.focus)) { $0.drawPane(state.focus, state) }
      return
    }
    for pane in Pane.allCases {
      inside(layout.place(pane)) { $0.drawPane(pane, state) }
    }
  }

  private mutating func drawPane(_ pane: Pane, _ state: AppState) {
    let isFocused = state.focus == pane && state.popup == nil
    let title = state.title(of: pane)
    let inner = box(
      title,
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: isFocused ? Style(.title, .bold) : Style(.title)
    )
    inside(inner) { canvas in
      switch pane {
      case .services: canvas.draw(state.servicesTable(isFocused, rows: canvas.size.rows - 1))
      case .endpoints: canvas.drawEndpoints(state, isFocused)
      case .traffic: canvas.drawTraffic(state, isFocused)
      case .events: canvas.drawEvents(state, isFocused)
      }
    }
  }

  private mutating func drawTabs(_ focus: Pane) {
    for (pane, place) in zip(Pane.allCases, TabBar.places(width: size.columns)) {
      let style = pane == focus ? Style(.title, [.bold, .reverse]) : Style(.dim)
      say(
        pane.title,
        at: Point(column: place.lowerBound, row: 0),
        width: place.count,
        .center,
        style
      )
    }
  }
}

/// The names of the panes side by side, where only one pane fits.
enum TabBar {
  /// Columns of each tab.
  static func places(width: Int) -> [Range<Int>] {
    let share = width / Pane.allCases.count
    return Pane.allCases.map { $0.rawValue * share..<($0.rawValue + 1) * share }
  }
}

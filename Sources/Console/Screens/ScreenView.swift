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
    canvas.inside(layout.header) { $0.drawHeader(self) }
    canvas.drawScreen(self, layout)
    canvas.inside(layout.captionBar) { $0.drawCaption(presentation) }
    canvas.drawPopup(self, layout)
    // Above the frames of the panes, which it would cut in two else.
    let inner = layout.body.inset(by: 1)
    if isWelcoming, popup == nil { canvas.inside(inner) { $0.drawWelcome() } }
    canvas.drawFooter(self)
    return canvas.frame
  }
}

extension Canvas {
  /// What fills the screen between header and footer.
  mutating func drawScreen(_ state: AppState, _ layout: ScreenLayout) {
    switch state.screen {
    case .overview: drawOverview(state, layout)
    case .list(let kind): inside(layout.body) { $0.drawList(kind, state) }
    case .text(let text): inside(layout.body) { $0.draw(text) }
    case .timeline: drawTimeline(state)
    case .comparison(let comparison):
      inside(layout.body) { $0.draw(comparison, state) }
    case .charts: drawCharts(state)
    case .topology: inside(layout.body) { $0.drawMap(state) }
    case .matrix: inside(layout.body) { $0.drawMatrix(state) }
    case .names: inside(layout.body) { $0.drawNames(state) }
    case .rules: drawRules(state)
    }
  }

  /// What lies over the screen.
  mutating func drawPopup(_ state: AppState, _ layout: ScreenLayout) {
    switch state.popup {
    case .keys(let list): inside(layout.body) { $0.draw(list, state) }
    case .form(let form): inside(layout.body) { $0.draw(form) }
    case .policies(let panel): inside(layout.body) { $0.draw(panel) }
    case .recovery(let offer): inside(layout.body) { $0.draw(offer) }
    case .progress(let progress): inside(layout.body) { $0.draw(progress) }
    case .themes(let selected, _): inside(layout.body) { $0.drawThemes(selected, state) }
    case nil: break
    }
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
        let line = line.scrolled(by: text.column)
        canvas.put(
          line.text,
          at: Point(column: 1 + line.indent, row: row),
          width: canvas.size.columns - 2 - line.indent,
          .left,
          line.style
        )
        guard line.matches(text.search) else { continue }
        canvas.emphasizeMatches(of: text.search, in: line, row: row)
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

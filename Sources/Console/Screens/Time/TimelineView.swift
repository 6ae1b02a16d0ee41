internal import ClusterState

extension Canvas {
  /// The timeline: a lane for every branch, and all that was done in the one gone on with.
  mutating func drawTimeline(_ state: AppState) {
    let layout = TimelineLayout(state)
    let isOpen = state.popup == nil
    inside(layout.branches) { canvas in
      canvas.drawBranches(state, isFocused: isOpen && state.timelineFocus == .branches)
    }
    inside(layout.moments) { canvas in
      canvas.drawMoments(state, isFocused: isOpen && state.timelineFocus == .moments)
    }
  }

  private mutating func drawMoments(_ state: AppState, isFocused: Bool) {
    let timeline = state.timeline
    let place = state.list(.moments)
    let filter = place.filter.isEmpty ? "" : "  /\(place.filter.text)"
    let undone = state.undoneCount
    let right: Sentence =
      undone > 0
      ? "\(Quantities.counted(undone, "command")) undone: Ctrl-R"
      : "sent and lost: until the next row"
    let inner = box(
      BoxTitle("What was done in \(timeline.branchName)\(filter)", right: right),
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: isFocused ? Style(.title, .bold) : Style(.title)
    )
    let ids = state.rowIDs(.moments)
    var table = Table(
      columns: [
        TableColumn("AT", .right, importance: 9),
        TableColumn("", importance: 8),
        TableColumn("WHAT", importance: 10, leastWidth: 16, keepsEnd: true),
        TableColumn("SENT", .right, importance: 3),
        TableColumn("LOST", .right, importance: 7),
        TableColumn("BRANCH", importance: 2),
      ],
      rows: state.momentRows(ids.dropFirst(place.offset).prefix(max(0, inner.size.rows - 1)))
    )
    table.offset = place.offset
    table.total = ids.count
    table.selected = place.index
    table.isFocused = isFocused
    table.emptyText = ["Nothing matches /\(place.filter.text). Esc clears the filter."]
    inside(inner) { $0.draw(table) }
  }
}

extension AppState {
  /// How many commands of the branch can be redone.
  fileprivate var undoneCount: Int {
    timeline.overview.first { $0.isCurrent }?.undoneCount ?? 0
  }

  /// What a moment is called in the list.
  func momentText(_ moment: HistoryMoment) -> Sentence {
    switch moment {
    case .opened: "the document is opened"
    case .command: Sentence(verbatim: timeline.facts(of: moment)?.command.map { "\($0)" } ?? "")
    case .bookmark(let name): "bookmark \(name)"
    case .end: timeline.isLookingBack ? "the end of what is known" : "now"
    }
  }

  fileprivate func momentRows(_ ids: ArraySlice<RowID>) -> [[TableCell]] {
    let all = timeline.moments
    let origin = timeline.overview.first { $0.isCurrent }?.origin?.branch
    var index = 0
    return ids.compactMap { id in
      guard case .moment(let moment) = id else { return nil }
      // What is shown is in the order of history.
      while index < all.count, all[index] != moment { index += 1 }
      let next = index + 1 < all.count ? timeline.facts(of: all[index + 1]) : nil
      guard let facts = timeline.facts(of: moment) else { return nil }
      return momentCells(moment, facts, next, facts.isShared ? origin : nil)
    }
  }

  /// `next` is the moment up to which requests are counted; `nil` at the end.
  private func momentCells(
    _ moment: HistoryMoment,
    _ facts: MomentFacts,
    _ next: MomentFacts?,
    _ origin: String?
  ) -> [TableCell] {
    var style = Style(facts.isPast ? .text : .dim)
    if case .bookmark = moment { style = Style(.information) }
    let isHere = moment == timeline.nearestMoment
    func until(_ count: (MomentFacts) -> UInt64) -> String {
      guard let next, count(next) > count(facts) else { return "" }
      return Quantities.count(count(next) - count(facts))
    }
    return [
      .text(Quantities.eventTime(facts.instant), style),
      .said(isHere ? "here" : "", Style(.key, .bold)),
      .said(momentText(moment), style),
      .text(until(\.requests), style),
      .text(until(\.outcomes.lost), Style(.bad, .bold)),
      .text(origin ?? timeline.branchName, Style(.dim)),
    ]
  }
}

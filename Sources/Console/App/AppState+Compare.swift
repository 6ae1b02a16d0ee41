internal import ClusterState

/// Two branches side by side, as a screen shows them.
package struct Comparison: Equatable, Sendable {
  package var first: String
  package var second: String
  package internal(set) var rows: [ComparisonRow] = []
  /// What of the two worlds the rows were made from.
  var key: [Int] = []
  /// Of the objects of the two clusters, which cost more to compare than all else.
  var changes: [ObjectChange] = []
  var objectsKey: [Int] = []
}

extension AppState {
  /// Shows two branches, asking which if there are more.
  mutating func openComparison() {
    let names = timeline.branchNames
    let current = timeline.branchName
    if screen == .timeline, case .branch(let name)? = list(.branches).selection, name != current {
      return compare(current, name)
    }
    guard names.count > 2 else { return compare(names[0], names[names.count - 1]) }
    let origin = timeline.overview.first { $0.isCurrent }?.origin?.branch
    let other = origin ?? names.first { $0 != current } ?? current
    popup = .form(
      Form(
        .compare,
        title: "Compare two branches",
        fields: [
          FormField("One", choices: names, selected: names.firstIndex(of: other) ?? 0),
          FormField("Other", choices: names, selected: names.firstIndex(of: current) ?? 0),
        ]
      )
    )
  }

  mutating func submitComparison(_ form: Form) {
    compare(form[value: 0], form[value: 1])
    guard let failure = message, failure.isError else {
      popup = nil
      return
    }
    var refused = form
    refused.error = failure.text
    popup = .form(refused)
    message = nil
  }

  /// Shows two branches side by side; time rests meanwhile, so that both stand still.
  mutating func compare(_ first: String, _ second: String) {
    let known = timeline.branchNames
    for name in [first, second] where !known.contains(name) {
      message = .error(ErrorText.text(HistoryError.unknownBranch(name, known: known)))
      return
    }
    playback.isPlaying = false
    if case .comparison = screen { screens.removeLast() }
    screens.append(.comparison(Comparison(first: first, second: second)))
    lists[.figures] = ListState()
    settle()
  }

  /// Makes the rows anew where one of the two worlds has changed.
  ///
  /// Both are looked at in the last moment that both have.
  mutating func refresh(_ shown: Comparison) -> Comparison {
    guard let firstEnd = timeline.lastInstant(of: shown.first),
      let secondEnd = timeline.lastInstant(of: shown.second)
    else { return shown }
    let moment = min(firstEnd, secondEnd)
    let key = [moment, firstEnd, secondEnd].map { Int($0.microseconds) } + presentKey
    guard shown.key != key, let first = timeline.looking(at: shown.first, moment),
      let second = timeline.looking(at: shown.second, moment)
    else { return shown }
    var comparison = shown
    let objectsKey = [first.present, second.present].flatMap {
      [$0.cluster.revision, $0.events.count]
    }
    let isSame = !shown.key.isEmpty && shown.objectsKey == objectsKey
    let facts = SimulationComparison(
      first.present,
      second.present,
      changes: isSame ? shown.changes : nil
    )
    (comparison.key, comparison.objectsKey) = (key, objectsKey)
    comparison.changes = facts.changes
    comparison.rows = ComparisonText.rows(
      facts,
      BranchParting(first, second),
      names: SimulationComparison.Pair(shown.first, shown.second),
      ends: SimulationComparison.Pair(firstEnd, secondEnd)
    )
    return comparison
  }

  /// What changes with everything that is done in the branch gone on with.
  private var presentKey: [Int] {
    let outcomes = simulation.ledger.outcomes
    return [simulation.events.count, Int(outcomes.total), timeline.commandsInForce]
  }

  /// Rows of the comparison that the filter keeps; headings stay.
  func figureRows(_ comparison: Comparison) -> [RowID] {
    let filter = list(.figures).filter
    return comparison.rows.indices.filter { index in
      if filter.isEmpty { return true }
      if case .heading = comparison.rows[index] { return true }
      return filter.keeps(comparison.rows[index].text.english, Labels())
    }.map(RowID.figure)
  }

  /// A row in full, which its columns have seldom room for.
  mutating func showFigure(_ index: Int) {
    guard case .comparison(let shown) = screen, shown.rows.indices.contains(index) else { return }
    let title: Sentence = "\(shown.first) and \(shown.second)"
    switch shown.rows[index] {
    case .heading: break
    case .note(let text): show(title: title, [TextLine(text, wraps: true)])
    case .values(let label, let first, let second, let difference):
      show(
        title: title,
        [
          TextLine(label, Style(.title, .bold), wraps: true), .empty,
          TextLine(Sentence(verbatim: shown.first), Style(.heading)),
          TextLine(first, indent: 2, wraps: true), .empty,
          TextLine(Sentence(verbatim: shown.second), Style(.heading)),
          TextLine(second, indent: 2, wraps: true),
          .empty, TextLine(difference.isEmpty ? "equal" : difference, Style(.dim)),
        ]
      )
    }
  }
}

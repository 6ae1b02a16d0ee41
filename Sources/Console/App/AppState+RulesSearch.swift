internal import ClusterState

// Words looked for in rules, also in those of Services that are folded.

extension AppState {
  /// Services that are looked at before the first frame.
  private static let rootsAtOnce = 64

  /// Looks for words from the cursor on; what is empty looks for nothing.
  mutating func findInRules(_ words: String) {
    rules.words = words
    rules.search = nil
    if !words.isEmpty { findNextInRules(1) }
  }

  mutating func findNextInRules(_ direction: Int) {
    guard !rules.words.isEmpty else {
      message = .note("/ finds words in these rules")
      return
    }
    let roots = [.rule(.frame)] + rules.services.filter(isShown).map(RowID.service)
    let start = selectedTreePath ?? [.rule(.frame)]
    rules.search = RuleSearch(rules.words, roots, from: start, direction)
    lookForWords(atMost: Self.rootsAtOnce)
  }

  /// Whether words are looked for that were not found yet.
  var isSearchingRules: Bool { screen == .rules && rules.search != nil }

  /// Goes on as long as there is time.
  mutating func workOnRules(_ hasTime: (() -> Bool)?) {
    guard isSearchingRules else { return }
    repeat { lookForWords(atMost: 1) } while isSearchingRules && hasTime?() != false
    settle()
  }

  /// Stops looking; whether anything was looked for.
  mutating func stopSearchingRules() -> Bool {
    guard isSearchingRules, let search = rules.search else { return false }
    rules.search = nil
    let (done, all) = (Quantities.count(search.examined), Quantities.count(search.count))
    message = .note("stopped after \(done) of \(all) Services")
    return true
  }

  private mutating func lookForWords(atMost count: Int) {
    guard var search = rules.search else { return }
    for _ in 0..<count where !search.isFinished {
      guard let path = search.look(rules) else { continue }
      rules.search = nil
      return showRule(path)
    }
    rules.search = search.isFinished ? nil : search
    if search.isFinished { message = .error("\(rules.words) is not in these rules") }
  }

  /// Puts the cursor on a line, and opens what it hangs under.
  mutating func showRule(_ path: [RowID]) {
    for count in 1..<max(path.count, 1) {
      let above = Array(path.prefix(count))
      if !rules.isOpen(above) { rules.folds.toggle(above) }
    }
    rules.isInConntrack = false
    lists[.rules, default: ListState()].selection = .tree(path)
    rules.isLeap = true
  }
}

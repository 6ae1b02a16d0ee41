internal import ClusterState

// Words looked for in a text.

extension AppState {
  /// Looks for a text from where one is; what is empty looks for nothing.
  mutating func find(_ words: String) {
    if screen == .rules { return findInRules(words) }
    guard case .text(var text) = screen else { return }
    text.search = words
    screens[screens.count - 1] = .text(text)
    findNext(1, fromHere: true)
  }

  /// Goes to the next row with the words, or to that before, round the end of the text.
  mutating func findNext(_ direction: Int, fromHere: Bool = false) {
    if screen == .rules { return findNextInRules(direction) }
    guard case .text(var text) = screen else { return }
    guard !text.search.isEmpty else {
      message = .note("/ finds words in this text")
      return
    }
    let room = textRoom
    let rows = text.rows(width: room.columns, language)
    let found = rows.indices.filter { rows[$0].matches(text.search) }
    let start = text.found ?? text.offset
    let next =
      direction > 0
      ? found.first { fromHere ? $0 >= start : $0 > start } ?? found.first
      : found.last { $0 < start } ?? found.last
    guard let next else {
      message = .error("\(text.search) is not in this text")
      return
    }
    text.found = next
    if !(text.offset..<text.offset + room.rows).contains(next) {
      text.offset = min(next, max(0, rows.count - room.rows))
    }
    screens[screens.count - 1] = .text(text)
  }
}

extension TextRow {
  /// Whether it has the words, whatever the case.
  func matches(_ words: String) -> Bool {
    !words.isEmpty && text.lowercased().contains(words.lowercased())
  }
}

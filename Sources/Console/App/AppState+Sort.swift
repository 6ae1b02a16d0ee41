internal import ClusterState

// Every list is sorted in the same way: by the column that the person names.

extension AppState {
  /// The rows of a list as its order wants them.
  func sorted(_ name: ListName, _ rows: [RowID]) -> [RowID] {
    guard let order = list(name).order else { return rows }
    return order.sorted(rows, by: keyReader(of: name, order.column))
  }

  /// Sorts the list by a column as it is typed: `age`, `cluster-ip`, `ports`; the same again turns
  /// the order round.
  mutating func sort(by text: String) {
    guard let name = sortableList else { return }
    let columns = columns(of: name)
    guard let index = ListColumns.index(of: text, in: columns) else {
      let known = columns.map { $0.title.lowercased() }.filter { !$0.isEmpty }
      message = .error("the columns are \(known.joined(separator: ", "))")
      return
    }
    sort(name, by: columns[index].title)
  }

  /// Sorts by the first of some columns that the list has.
  mutating func sort(byAnyOf titles: [String]) {
    guard let name = sortableList else { return }
    let columns = columns(of: name).map(\.title)
    guard let title = titles.first(where: columns.contains) else {
      message = .error("no column here is \(titles[0].lowercased())")
      return
    }
    sort(name, by: title)
  }

  /// Sorts by the column under the column cursor; before it was moved the other way round.
  mutating func sortByChosenColumn() {
    guard let name = sortableList else { return }
    let titles = shownColumns(of: name).map(\.title)
    let wanted = list(name).column ?? list(name).order?.column
    let title = wanted.flatMap { titles.contains($0) ? $0 : nil } ?? titles.first
    if let title { sort(name, by: title) }
  }

  /// Moves the column cursor to the left or to the right.
  mutating func chooseColumn(_ direction: Int) {
    if screen == .rules { return panRules(direction) }
    guard let name = sortableList else { return }
    let titles = shownColumns(of: name).map(\.title)
    guard !titles.isEmpty else { return }
    let before = (list(name).column ?? list(name).order?.column)
      .flatMap { titles.firstIndex(of: $0) }
    let index = before.map { ($0 + direction + titles.count) % titles.count } ?? 0
    lists[name, default: ListState()].column = titles[index]
    message = .note("column \(titles[index].lowercased()): O sorts by it")
  }

  /// More columns, or the usual ones.
  mutating func toggleWide() {
    guard let name = focusedList, columns(of: name).contains(where: \.isWide) else {
      message = .error("this list has no more columns")
      return
    }
    lists[name, default: ListState()].isWide.toggle()
    message = .note(list(name).isWide ? "wide: more columns" : "the usual columns")
  }

  private mutating func sort(_ name: ListName, by title: String) {
    var order = ListOrder(column: title)
    if let before = list(name).order, before.column == title {
      order.isDescending = !before.isDescending
    }
    lists[name, default: ListState()].order = order
    rows.forget(name)
    message = .note(
      order.isDescending
        ? "sorted by \(title.lowercased()), the greatest first"
        : "sorted by \(title.lowercased()), the least first"
    )
  }

  private var sortableList: ListName? {
    mutating get {
      let fixed: [ListName] = [.list(.delays), .list(.tree)]
      if let name = focusedList, !columns(of: name).isEmpty, !fixed.contains(name) { return name }
      message = .error("this list keeps its order")
      return nil
    }
  }
}

internal import ClusterState

/// What is known of the columns of lists, whatever they list.
enum ListColumns {
  /// Words for columns that are called differently from list to list.
  private static let synonyms = [
    "requests": ["REQS", "REQ/S", "COUNT", "SENT"], "state": ["STATE", "STATUS"],
    "name": ["NAME", "POD", "CLIENT"], "ip": ["IP", "CLUSTER-IP", "IP:PORT", "INTERNAL-IP"],
  ]

  /// The column that a text names: its heading in any case, signs left out, or its beginning.
  static func index(of text: String, in columns: [TableColumn]) -> Int? {
    let wanted = plain(text)
    guard !wanted.isEmpty else { return nil }
    let plainTitles = columns.map { plain($0.title) }
    if let index = plainTitles.firstIndex(of: wanted) { return index }
    for title in synonyms[wanted] ?? [] {
      if let index = columns.firstIndex(where: { $0.title == title }) { return index }
    }
    let beginning = plainTitles.indices.filter { plainTitles[$0].hasPrefix(wanted) }
    return beginning.count == 1 ? beginning[0] : nil
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "%" }
  }
}

extension AppState {
  /// What stands beside a list's title: filter and marks.
  func arrangement(of name: ListName) -> Sentence {
    let place = list(name)
    let filter = place.filter.isEmpty ? "" : "  /\(place.filter.text)"
    let faults: Sentence = place.showsFaultsOnly ? "  only what is wrong" : ""
    let count = Quantities.count(place.marks.count)
    let hidden = place.marks.isEmpty ? 0 : place.marks.subtracting(rowIDs(name)).count
    let marks: Sentence =
      place.marks.isEmpty
      ? "" : hidden == 0 ? "  \(count) marked" : "  \(count) marked, \(hidden) of them hidden"
    return "\(filter)\(faults)\(marks)"
  }

  /// `7`, or with a filter `2 of 7`.
  func countText(of name: ListName) -> Sentence {
    let shown = Quantities.count(rowIDs(name).count)
    guard isNarrowed(name), let total = rows.total(name) else { return Sentence(verbatim: shown) }
    return "\(shown) of \(Quantities.count(total))"
  }

  /// Tells the text of a row's cell by the name of its column; `nil` where no column is called so.
  func textReader(of name: ListName) -> (RowID, String) -> String? {
    let columns = columns(of: name)
    let reader = cellReader(of: name)
    return { row, column in
      guard let index = ListColumns.index(of: column, in: columns) else { return nil }
      if case .text(let key)? = key(of: row, columns[index].title) { return key }
      return reader(row)[safely: index]?.text ?? ""
    }
  }

  /// All columns of a list, those included that only its wide form shows; none of what is no table.
  func columns(of name: ListName) -> [TableColumn] {
    switch name {
    case .pane(.services): Self.serviceColumns
    case .pane(.endpoints): Self.endpointColumns
    case .list(let kind): kind.columns
    case .names: Self.nameColumns
    case .pane(.traffic), .pane(.events), .branches, .moments, .figures, .clients, .topology,
      .matrix, .rules, .conntrack:
      []
    }
  }

  /// The columns of a list as it is shown now.
  func shownColumns(of name: ListName) -> [TableColumn] {
    let all = columns(of: name)
    return columnOrder(of: name).map { all[$0] }
  }

  /// Indices of the columns that are shown: those the configuration chooses, in its order, or
  /// the usual ones; all of them where the list is wide.
  private func columnOrder(of name: ListName) -> [Int] {
    let all = columns(of: name)
    guard !list(name).isWide else { return Array(all.indices) }
    let word: String? =
      switch name {
      case .pane(.services): "services"
      case .pane(.endpoints): "endpoints"
      case .list(let kind): kind.rawValue
      default: nil
      }
    let choice = session.configuration.columns.last { $0.list == word }
    let chosen = choice?.columns.compactMap { title in all.firstIndex { $0.title == title } } ?? []
    return chosen.isEmpty ? all.indices.filter { !all[$0].isWide } : chosen
  }

  /// The same without those that have gone out to the left; the name always stays.
  private func scrolledColumns(of name: ListName) -> [Int] {
    let order = columnOrder(of: name)
    let all = columns(of: name)
    guard let most = order.map({ all[$0].importance }).max(),
      let named = order.firstIndex(where: { all[$0].importance == most })
    else { return order }
    let last = max(0, order.count - named - 2)
    let skipped = min(list(name).skippedColumns, last)
    return Array(order[...named] + order[(named + 1 + skipped)...])
  }

  /// Tells the cells of a row, one for each of ``columns(of:)``.
  func cellReader(of name: ListName) -> (RowID) -> [TableCell] {
    switch name {
    case .pane(.endpoints):
      let shares = sharesOfSelected
      return { if case .endpoint(let row) = $0 { cells(of: row, shares) } else { [] } }
    case .list(.endpoints): return endpointReader
    case .list(.zones): return zoneReader
    default: return { cells(of: $0) }
    }
  }

  /// The visible rows of a list, in the columns it shows, with what it is sorted by.
  func table(_ name: ListName, _ isFocused: Bool, visible: Int) -> Table {
    let place = list(name)
    let ids = rowIDs(name)
    let shown = ids.dropFirst(place.offset).prefix(max(0, visible))
    let all = columns(of: name)
    var table = Table(columns: all, rows: shown.map(cellReader(of: name)))
    for (index, column) in all.enumerated() {
      if column.title == place.order?.column {
        table.columns[index].title += place.order?.isDescending == true ? "\u{2193}" : "\u{2191}"
      }
      table.columns[index].isChosen = column.title == place.column
    }
    let order = scrolledColumns(of: name)
    table.columns = order.map { table.columns[$0] }
    table.rows = table.rows.map { cells in order.map { cells[safely: $0] ?? .text("") } }
    if !place.marks.isEmpty {
      table.marked = shown.enumerated().filter { place.marks.contains($0.element) }.map(\.offset)
    }
    table.offset = place.offset
    table.total = ids.count
    table.isSpacious = presentation.isOn
    table.selected = ids.isEmpty ? nil : place.index
    table.isFocused = isFocused
    return table
  }
}

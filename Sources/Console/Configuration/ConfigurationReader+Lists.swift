internal import ClusterState

// Keys, aliases and columns: what the file says by name.

extension ConfigurationReader {
  /// `kill: Ctrl-X`, `undo: [u, F4]`, `slower: none`.
  mutating func readKeys(_ node: SettingsNode) {
    guard case .mapping(let members) = node.value else {
      return tell("keys: a mapping is expected, such as kill: Ctrl-X", node.place)
    }
    var owners: [Key: [(binding: Binding, line: Int)]] = [:]
    var changes: [KeyChange] = []
    for member in members {
      guard let binding = configuration.keys.binding(named: member.key) else {
        tell("keys: \(member.key) is no action; svctui config lists them", member.keyPlace)
        continue
      }
      guard let keys = keys(member) else { continue }
      let rivals = keys.compactMap { key in
        owners[key]?.first { $0.binding.scope.meets(binding.scope) }.map { (key, $0) }
      }
      if let (taken, owner) = rivals.first {
        tell(
          "keys: \(taken.text) is given to \(owner.binding.name) in line \(owner.line) already",
          member.value.place
        )
        continue
      }
      for key in keys { owners[key, default: []].append((binding, member.keyPlace.line)) }
      changes.append(KeyChange(name: member.key, keys: keys, place: member.keyPlace))
    }
    let changed = Set(changes.map(\.name))
    for index in changes.indices {
      let losers = configuration.keys.bind(changes[index].name, to: changes[index].keys)
      changes[index].losers = losers.filter { !changed.contains($0) }
    }
    // What lost a key to another is given its own only now, whatever the order in the file.
    for change in changes { _ = configuration.keys.bind(change.name, to: change.keys) }
    configuration.keyChanges = changes
  }

  private mutating func keys(_ member: SettingsNode.Member) -> [Key]? {
    let nodes: [SettingsNode] =
      if case .list(let list) = member.value.value { list } else { [member.value] }
    var keys: [Key] = []
    for node in nodes {
      guard let text = scalar(node, "keys: \(member.key): a key is expected, or none") else {
        return nil
      }
      if text == "none", nodes.count == 1 { return [] }
      guard let parsed = try? Key.parse(text), parsed.count == 1,
        parsed[0].canBeBound(to: member.key)
      else {
        tell(
          "keys: \(text) is no key; there are letters, Ctrl-K, Alt-x, F5, Enter, Space, PgDn, none",
          node.place
        )
        return nil
      }
      keys.append(parsed[0])
    }
    return keys
  }

  /// `name: line`, as `wb: send 100 from outside to node/node-b:30080`.
  mutating func readAliases(_ node: SettingsNode) {
    guard case .mapping(let members) = node.value else {
      return tell("aliases: a mapping is expected, such as wp: pods", node.place)
    }
    for member in members {
      let name = member.key
      let isWord =
        !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      guard isWord else {
        tell("aliases: \(name) is no word of letters, digits, - and _", member.keyPlace)
        continue
      }
      guard !AppCommand.isKnown(name) else {
        tell("aliases: \(name) is a command already", member.keyPlace)
        continue
      }
      guard let line = scalar(member.value, "aliases: \(name): a line is expected"),
        !line.allSatisfy(\.isWhitespace), !line.contains(where: \.isNewline)
      else {
        if case .scalar = member.value.value {
          tell("aliases: \(name): one line is expected", member.value.place)
        }
        continue
      }
      configuration.aliases.append(CommandAlias(name: name, line: line, place: member.keyPlace))
    }
  }

  /// `services: [NAME, TYPE, ENDPOINTS]`.
  mutating func readColumns(_ node: SettingsNode) {
    guard case .mapping(let members) = node.value else {
      return tell("columns: a mapping is expected, such as pods: [NAME, NODE]", node.place)
    }
    for member in members {
      let lists = AppState.configurableLists
      guard let columns = lists.first(where: { $0.name == member.key })?.columns else {
        let names = Self.list(lists.map(\.name))
        tell("columns: \(member.key) is no list; there are \(names)", member.keyPlace)
        continue
      }
      guard case .list(let nodes) = member.value.value, !nodes.isEmpty else {
        tell("columns: \(member.key): a list of headings is expected", member.value.place)
        continue
      }
      var chosen: [String] = []
      for node in nodes {
        guard let text = scalar(node, "columns: \(member.key): a heading is expected") else {
          continue
        }
        guard let index = ListColumns.index(of: text, in: columns) else {
          let titles = Self.list(columns.map(\.title).filter { !$0.isEmpty })
          tell("columns: \(member.key) has no \(text); there are \(titles)", node.place)
          continue
        }
        if !chosen.contains(columns[index].title) { chosen.append(columns[index].title) }
      }
      guard !chosen.isEmpty else { continue }
      configuration.columns.append(
        ColumnChoice(list: member.key, columns: chosen, place: member.keyPlace)
      )
    }
  }
}

extension Key {
  /// Whether it is a key that can be given to something; Ctrl-C always quits.
  fileprivate func canBeBound(to name: String) -> Bool {
    switch self {
    case .mouse, .paste, .resize, .resumed: false
    case .control("c"): name == "quit"
    default: true
    }
  }
}

extension AppState {
  /// Lists whose columns can be chosen, with all the columns they have.
  ///
  /// A pane of the overview goes by what is chosen for the list of its name.
  static var configurableLists: [(name: String, columns: [TableColumn])] {
    ListKind.allCases.map { kind in
      let columns = kind.columns
      let pane = panes[kind] ?? []
      let more = pane.filter { other in !columns.contains { $0.title == other.title } }
      return (kind.rawValue, columns + more)
    }
  }

  private static let panes: [ListKind: [TableColumn]] = [
    .services: serviceColumns, .endpoints: endpointColumns,
  ]
}

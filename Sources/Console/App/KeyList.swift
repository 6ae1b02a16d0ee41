internal import ClusterState

/// The list of keys that lies over the screen: help to read, or the menu to choose from.
package struct KeyList: Equatable, Sendable {
  /// Whether the selected one can be done at once.
  package let isMenu: Bool
  /// Index among the bindings that are shown.
  package var selected = 0
  /// Only bindings with these words are shown; `nil` before `/` was pressed.
  package var search: LineEditor?
  /// Whether keys go into the search.
  package var isTyping = false

  package init(isMenu: Bool) {
    self.isMenu = isMenu
  }

  /// Those of the bindings at `order` that are shown.
  package func shown(_ order: [Int], _ bindings: [Binding], _ language: Language) -> [Int] {
    let words = (search?.text ?? "").lowercased().split(separator: " ")
    guard !words.isEmpty else { return order }
    return order.filter { index in
      let binding = bindings[index]
      // Whoever reads Korean may still look for the English word, which commands have too.
      let told = [
        language.text(binding.title), language.text(binding.help), binding.help.english,
        binding.name, binding.command, language.text(Sentence(words: binding.group.rawValue)),
      ]
      let text = told.joined(separator: " ").lowercased()
      return words.allSatisfy(text.contains)
    }
  }
}

extension AppState {
  /// All bindings as help and menu list them: what is most useful here, then by group.
  var keyOrder: (here: [Int], others: [Int]) {
    let here = bindingsHere
    return (here, keys.bindings.indices.filter { !here.contains($0) })
  }

  /// The bindings that a list of keys shows.
  func shown(_ list: KeyList) -> [Int] {
    let order = keyOrder
    return list.shown(order.here + order.others, keys.bindings, language)
  }

  /// Opens help or the menu.
  mutating func openKeys(isMenu: Bool) {
    popup = .keys(KeyList(isMenu: isMenu))
  }

  mutating func answerKeys(_ key: Key, _ list: KeyList) {
    var list = list
    if list.isTyping, type(key, into: &list) { return }
    let shown = shown(list)
    let page = max(1, ScreenLayout(self).body.size.rows - 6)
    func select(_ index: Int) { list.selected = min(max(0, index), max(0, shown.count - 1)) }
    switch key {
    case .down, .character("j"): select(list.selected + 1)
    case .up, .character("k"): select(list.selected - 1)
    case .pageDown, .control("f"), .character(" "): select(list.selected + page)
    case .pageUp, .control("b"): select(list.selected - page)
    case .home, .character("g"): select(0)
    case .end, .character("G"): select(shown.count)
    case .character("/"):
      list.isTyping = true
      list.search = list.search ?? LineEditor()
    case .escape where list.search != nil:
      list = KeyList(isMenu: list.isMenu)
    case .enter where list.isMenu:
      popup = nil
      guard let index = shown[safely: list.selected] else { return }
      let binding = keys.bindings[index]
      if let reason = binding.disabledReason(self) {
        message = .error(reason)
      } else {
        reduce(binding.action)
      }
      return
    case .escape, .enter, .character("q"), .paste:
      popup = nil
      return
    default:
      let binding = keys.binding(for: key, on: screen)
      guard binding?.group != .change else {
        message = .note(
          "\(keys.text(of: .back)) closes this first: \(key.text) changes the cluster"
        )
        break
      }
      popup = nil
      // A key that is read here does what is told of it; that of the list itself closes it.
      let own: Action = list.isMenu ? .menu : .help
      if binding?.action != own { _ = handleScreen(key) }
      return
    }
    popup = .keys(list)
  }

  /// Gives a key to the search; whether it was for it.
  private mutating func type(_ key: Key, into list: inout KeyList) -> Bool {
    switch key {
    case .down, .up, .pageDown, .pageUp, .escape: return false
    case .enter where list.isMenu: return false
    case .enter: list.isTyping = false
    default:
      guard list.search?.handle(key) == true else { return true }
      list.selected = 0
    }
    popup = .keys(list)
    return true
  }
}

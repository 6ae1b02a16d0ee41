internal import ClusterState

// Lists whose rows hang under others: the tree of objects and the rules of a node.

extension AppState {
  /// The list on the screen whose rows can be folded; `nil` without one.
  var foldedList: ListName? {
    switch screen {
    case .list(.tree): .list(.tree)
    case .rules where focusedList == .rules: .rules
    default: nil
    }
  }

  /// The line under the cursor of such a list: what it hangs under, from the root on.
  var selectedTreePath: [RowID]? {
    guard let foldedList, case .tree(let path)? = list(foldedList).selection else { return nil }
    return path
  }

  /// Whether a line shows what hangs under it.
  func isOpen(_ path: [RowID]) -> Bool {
    screen == .rules
      ? rules.isOpen(path) : tree.folds.isToggled(path) != tree.opensUsually
  }

  private func hasLinesUnder(_ path: [RowID]) -> Bool {
    guard let row = path.last else { return false }
    return screen == .rules ? rules.hasLinesUnder(path) : hasTreeChildren(row)
  }

  private mutating func toggleFold(_ path: [RowID]) {
    if screen == .rules {
      rules.folds.toggle(path)
    } else {
      tree.folds.toggle(path)
    }
  }

  /// Folds or unfolds the line under the cursor; whether something hangs under it.
  mutating func toggleFold() -> Bool {
    guard let path = selectedTreePath, hasLinesUnder(path) else { return false }
    toggleFold(path)
    return true
  }

  /// To the left: folds, or goes to what the line hangs under; to the right: unfolds, or goes in.
  mutating func fold(_ direction: Int) {
    guard let foldedList, let path = selectedTreePath else { return }
    let hasMore = hasLinesUnder(path)
    if hasMore, isOpen(path) == (direction < 0) {
      toggleFold(path)
    } else if direction < 0, path.count > 1 {
      lists[foldedList]?.selection = .tree(Array(path.dropLast()))
    } else if direction > 0, hasMore {
      move(foldedList, by: 1)
    }
  }
}

/// Which lines of a tree are not folded as they usually are.
struct Folds: Sendable {
  private var toggled = Set<[RowID]>()
  /// Lines without any above them that are not as usual, in the order in which they were toggled.
  private(set) var roots: [RowID] = []
  /// Counts what changed here, for the cache of rows.
  private(set) var version = 0

  func isToggled(_ path: [RowID]) -> Bool { toggled.contains(path) }

  mutating func toggle(_ path: [RowID]) {
    let wasToggled = toggled.remove(path) != nil
    if !wasToggled { toggled.insert(path) }
    version += 1
    guard path.count == 1 else { return }
    if wasToggled { roots.removeAll { $0 == path[0] } } else { roots.append(path[0]) }
  }

  /// All lines are as they usually are again.
  mutating func clear() {
    (toggled, roots) = ([], [])
    version += 1
  }
}

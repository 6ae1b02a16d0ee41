/// Which lines of a tree are not folded as they usually are.
struct Folds: Sendable {
  private var toggled = Set<[RowID]>()
  /// Counts what changed here, for the cache of rows.
  private(set) var version = 0

  func isToggled(_ path: [RowID]) -> Bool { toggled.contains(path) }

  mutating func toggle(_ path: [RowID]) {
    if toggled.remove(path) == nil { toggled.insert(path) }
    version += 1
  }

  /// All lines are as they usually are again.
  mutating func clear() {
    toggled = []
    version += 1
  }
}

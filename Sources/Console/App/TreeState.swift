/// What the tree of objects shows, and how it is folded.
package struct TreeState: Sendable {
  /// Where the tree begins.
  package enum Root: Hashable, Sendable {
    /// Every Ingress, HTTPRoute and Gateway.
    case routes
    case services
    case workloads
    /// One object, with what leads to it.
    case object(RowID)
  }

  private(set) var root = Root.services
  /// Lines that are not as they usually are: open where there are few roots.
  var folds = Folds()
  /// Whether lines are open unless somebody folded them: where there are few roots.
  var opensUsually = true

  /// More roots than this begin folded.
  static let openRootsMax = 20
  /// Lines that are looked at; more help nobody.
  static let linesMax = 20_000

  mutating func begin(at root: Root) {
    self.root = root
    folds.clear()
  }
}

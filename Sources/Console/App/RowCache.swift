internal import ClusterState

/// The rows of lists that cost something to find, kept until the cluster or the filter changes.
struct RowCache: Sendable {
  struct Key: Equatable {
    var revision: Int
    var filter: RowFilter
    var namespace: String?
    var order: ListOrder?
    /// What else the order or the filter depends on: time and what was counted.
    var pulse: [Int64] = []
    var showsFaultsOnly = false
  }

  private var entries: [ListName: (key: Key, rows: [RowID])] = [:]
  private var totals: [ListName: Int] = [:]
  /// What lint thinks of the Services that are shown.
  var marks = LintMarks()
  /// What is known of the endpoints that are shown.
  var shares = SharesBook()
  /// How many objects of each kind zones and namespaces hold.
  private var book: (revision: Int, counts: ClusterCounts)?

  /// The counts of zones and namespaces, found anew where something changed: O(pods).
  mutating func count(_ simulation: Simulation) {
    let revision = simulation.cluster.revision
    guard book?.revision != revision else { return }
    book = (revision, ClusterCounts(simulation))
  }

  var counts: ClusterCounts { book?.counts ?? ClusterCounts() }

  /// Another branch of history may have a revision of the same number.
  mutating func forgetRevisions() {
    entries = [:]
    marks = LintMarks()
    shares = SharesBook()
    book = nil
  }

  /// How many rows there would be without the filter; `nil` if nobody counted.
  func total(_ list: ListName) -> Int? { totals[list] }

  /// The list is to be found anew.
  mutating func forget(_ list: ListName) { entries[list] = nil }

  /// Whether the rows of a list are of another revision, or none were found yet.
  func isStale(_ list: ListName, _ revision: Int) -> Bool {
    entries[list]?.key.revision != revision
  }

  subscript(list: ListName) -> [RowID] { entries[list]?.rows ?? [] }

  /// Rows that are cheap enough to be found at every change.
  ///
  /// `total` counts those that the filter left out too; `nil` without a filter.
  mutating func replace(_ list: ListName, _ rows: [RowID], total: Int? = nil) {
    entries[list] = (Key(revision: 0, filter: RowFilter()), rows)
    totals[list] = total
  }

  mutating func refresh(_ list: ListName, _ key: Key, total: () -> Int?, _ make: () -> [RowID]) {
    guard entries[list]?.key != key else { return }
    entries[list] = (key, make())
    totals[list] = total()
  }
}

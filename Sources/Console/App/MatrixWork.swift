internal import ClusterState

/// Who reaches what now and before the last change, found out in steps.
struct MatrixWork: Sendable {
  /// What of the world it was begun for.
  struct Key: Equatable {
    var service: ObjectName?
    var namespace: String?
    var branch: String
    var commands: Int
    var revision: Int
    var events: Int
  }

  /// A cell of the matrix, and what it was before the last change.
  struct Cell: Equatable {
    var now: ReachabilityMatrix.Cell?
    var before: ReachabilityMatrix.Cell?
    /// Whether there was a change to compare with.
    var isCompared: Bool

    var isChanged: Bool { isCompared && now?.verdict != before?.verdict }
  }

  let key: Key
  private var now: MatrixReader
  private var before: MatrixReader?
  /// The change that ``Cell/before`` is before.
  let change: Command?
  /// Esc was pressed.
  var isStopped = false
  private(set) var changes = 0

  init(_ key: Key, _ simulation: Simulation, _ lastChange: Timeline.Step?) {
    self.key = key
    now = simulation.matrixReader(namespace: key.namespace, service: key.service)
    change = lastChange?.command
    before = lastChange.map { step in
      MatrixReader(step.before, clients: now.clients, addresses: now.addresses)
    }
  }

  var clients: [Source] { now.clients }
  var addresses: [ReachabilityMatrix.Address] { now.addresses }
  var done: Int { now.cells.count }
  var isFinished: Bool { now.isFinished }
  /// Whether it goes on by itself.
  var isWorking: Bool { !isFinished && !isStopped }

  /// The cell of a client and an address; `nil` while it is not known.
  func cell(_ client: Int, _ address: Int) -> Cell? {
    guard client < now.cells.count, addresses.indices.contains(address) else { return nil }
    return Cell(
      now: now.cells[client][address],
      before: before?.cells[safely: client]?[address],
      isCompared: before != nil
    )
  }

  /// Finds out about the next client.
  mutating func workRow() {
    guard !now.isFinished else { return }
    if before?.cells.count == now.cells.count { before?.readRow() }
    now.readRow()
    let row = now.cells.count - 1
    for index in addresses.indices where cell(row, index)?.isChanged == true { changes += 1 }
  }
}

/// Where one is on the matrix.
struct MatrixPlace: Sendable {
  /// Services of one, or of all.
  var isOfAll = false
  /// The address under the cursor, among those shown.
  var column = 0
  var work: MatrixWork?
  /// The last matrix that was finished, shown while a new one is made.
  var last: MatrixWork?

  /// What is shown.
  var shown: MatrixWork? {
    guard let work, !work.isFinished, let last, work.done < last.done else { return work }
    return last.key.service == work.key.service && last.key.namespace == work.key.namespace
      ? last : work
  }
}

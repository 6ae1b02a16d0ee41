internal import ClusterState

// Who reaches what: every client against every address.

extension AppState {
  /// Cells that are found out before the first frame: small matrices are there at once.
  private static let cellsAtOnce = 256

  /// Shows the matrix of the selected Service, or of all.
  mutating func showMatrix(ofAll isOfAll: Bool) {
    matrix.isOfAll = isOfAll || selectedService == nil
    matrix.work = nil
    if screen != .matrix { screens.append(.matrix) }
  }

  /// Begins anew where the world has changed, and keeps the list of clients.
  mutating func refreshMatrix() {
    let key = matrixKey
    if matrix.work?.key != key {
      if matrix.work?.isFinished == true { matrix.last = matrix.work }
      let lastChange = timeline.past.last { $0.command.changesObjects }
      matrix.work = MatrixWork(key, simulation, lastChange)
      var cells = 0
      while cells < Self.cellsAtOnce, let work = matrix.work, work.isWorking {
        matrix.work?.workRow()
        cells += max(1, work.addresses.count)
      }
    }
    rows.replace(.matrix, matrixRows)
    let last = max(0, matrixColumns.count - 1)
    matrix.column = min(matrix.column, last)
  }

  private var matrixKey: MatrixWork.Key {
    MatrixWork.Key(
      service: matrix.isOfAll ? nil : selectedService,
      namespace: matrix.isOfAll ? namespace : nil,
      branch: timeline.branchName,
      commands: timeline.commandsInForce,
      revision: simulation.cluster.revision,
      events: simulation.events.count
    )
  }

  /// Whether a matrix is on the screen that is not finished.
  var isMatrixWorking: Bool { screen == .matrix && matrix.work?.isWorking == true }

  /// Goes on as long as there is time.
  mutating func workOnMatrix(_ hasTime: (() -> Bool)?) {
    guard isMatrixWorking else { return }
    repeat { matrix.work?.workRow() } while isMatrixWorking && hasTime?() != false
    rows.replace(.matrix, matrixRows)
  }

  /// Stops a matrix that is not finished; whether there was one.
  mutating func stopMatrix() -> Bool {
    guard isMatrixWorking, let work = matrix.work else { return false }
    matrix.work?.isStopped = true
    let (done, all) = (Quantities.count(work.done), Quantities.count(work.clients.count))
    message = .note("stopped after \(done) of \(all) clients; :matrix begins anew")
    return true
  }

  /// Clients that the filter keeps; a filter that no client matches is one of the addresses.
  private var matrixRows: [RowID] {
    guard let work = matrix.shown else { return [] }
    let all = work.clients.indices
    let kept = clientsKept(work)
    return (kept.isEmpty ? Array(all) : kept).map(RowID.reach)
  }

  private func clientsKept(_ work: MatrixWork) -> [Int] {
    let filter = list(.matrix).filter
    let all = Array(work.clients.indices)
    return filter.isEmpty ? all : all.filter { filter.keeps("\(work.clients[$0])", Labels()) }
  }

  /// Indices of the addresses that are shown.
  var matrixColumns: [Int] {
    guard let work = matrix.shown else { return [] }
    let all = Array(work.addresses.indices)
    let filter = list(.matrix).filter
    guard !filter.isEmpty, clientsKept(work).isEmpty else { return all }
    return all.filter { index in
      let address = work.addresses[index]
      return filter.keeps("\(address.text) \(address.servicePort)", Labels())
    }
  }

  /// The client and the address under the cursor.
  private var matrixCell: (work: MatrixWork, client: Int, address: Int)? {
    guard let work = matrix.shown, case .reach(let client)? = list(.matrix).selection,
      let address = matrixColumns[safely: matrix.column]
    else { return nil }
    return (work, client, address)
  }

  /// What the cell under the cursor says.
  var matrixWords: Sentence {
    guard let (work, client, address) = matrixCell else { return "" }
    return MatrixText.cell(work, client, address)
  }

  /// Explains the connection that the cell under the cursor stands for.
  mutating func explainReach() {
    guard let (work, client, index) = matrixCell else { return }
    let address = work.addresses[index]
    let traffic = Traffic(
      from: work.clients[client],
      to: address.destination,
      protocol: address.protocol
    )
    do throws(CommandError) {
      let trace = try simulation.trace(traffic)
      let headline = TextLine(MatrixText.cell(work, client, index), Style(.title), wraps: true)
      let lines = WhyText.lines(trace, reasons: reasons(behind: trace))
      show(title: "Why: \(address.text)", [headline, .empty] + lines)
    } catch {
      message = .error(ErrorText.text(error))
    }
  }
}

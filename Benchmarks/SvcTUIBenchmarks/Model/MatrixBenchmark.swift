import ClusterState

/// Who reaches what: 200 clients by 200 addresses.
enum MatrixBenchmark {
  private static let side = 200

  static func run(_ plan: Plan, _ report: inout Report) throws {
    for size in plan.sizes {
      try size.prepare()
      let simulation = Simulation(opening: try LoadedDocument.load(size.path))
      let all = simulation.matrixReader(namespace: nil, service: nil)
      let clients = Array(all.clients.prefix(side))
      let addresses = Array(all.addresses.prefix(side))
      var slowestRow = 0.0
      let milliseconds = Median.microseconds(runs: plan.runs(10)) { _ in
        var reader = MatrixReader(simulation, clients: clients, addresses: addresses)
        while !reader.isFinished {
          let row = Median.microseconds(runs: 1) { _ in reader.readRow() }
          slowestRow = max(slowestRow, row)
        }
      }
      let name = "matrix: \(clients.count) clients by \(addresses.count) addresses"
      report.rows += [
        Row(name, size.name, milliseconds / 1_000, "ms", .atMost(50)),
        Row("matrix: its slowest row", size.name, slowestRow, "us"),
      ]
    }
  }
}

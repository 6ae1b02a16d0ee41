import Testing

@testable import ClusterState

@Suite struct MatrixReaderTests {
  /// Each connection traced by itself.
  private func traced(_ reader: MatrixReader, _ world: Simulation) -> [[ReachabilityMatrix.Cell?]] {
    reader.clients.map { client in
      reader.addresses.map { address in
        let traffic = Traffic(from: client, to: address.destination, protocol: address.protocol)
        guard let trace = try? world.trace(traffic) else { return nil }
        return ReachabilityMatrix.Cell(
          verdict: trace.verdict,
          reason: trace.reason,
          endpoints: trace.targets.filter { $0.probability > 0 }.map(\.endpoint.text)
        )
      }
    }
  }

  @Test(arguments: ProxyMode.allCases)
  func `rows that are shared say what each connection by itself says`(mode: ProxyMode) throws {
    var options = SessionOptions()
    options.proxy.mode = mode
    var world = Simulation(opening: CrowdedFixture.make(), options: options)
    let commands: [Command?] = [
      nil, .setNodeReady("node-b", false), .setNodeReady("node-a", false),
    ]
    for command in commands {
      if let command { try world.apply(command) }
      var reader = world.matrixReader()
      while !reader.isFinished { reader.readRow() }
      let expected = traced(reader, world)
      for (row, client) in reader.clients.enumerated() {
        for (column, address) in reader.addresses.enumerated() {
          let isSame = reader.cells[row][column] == expected[row][column]
          #expect(isSame, "\(client) to \(address.text) of \(address.servicePort)")
        }
      }
    }
  }

  @Test func `of one Service only its own addresses are asked`() {
    let world = Simulation(opening: CrowdedFixture.make(), options: SessionOptions())
    let all = world.matrixReader()
    let mine = world.matrixReader(service: ClusterFixture.web)
    #expect(mine.clients == all.clients)
    #expect(mine.addresses == all.addresses.filter { $0.servicePort.service == ClusterFixture.web })
    #expect(!mine.addresses.isEmpty)
  }
}

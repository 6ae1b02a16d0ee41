import Testing

@testable import ClusterState

/// The counters of the literal walk against those of a real kernel.
@Suite(.enabled(if: KernelAccess.missing == nil, KernelAccess.comment))
struct KernelCounterTests {
  /// Packets and bytes by rule, as `iptables-save` prints it; those of equal rules together.
  private typealias Counters = [String: RuleCounters.Count]

  /// Connections of pods, nodes and outsiders, each kind counted by itself.
  @Test(arguments: KernelWorld.recorded)
  func `every rule of nat counts what the walk counts`(world: KernelWorld) throws {
    let simulation = try world.simulation(.iptables)
    let connections = try world.runs.filter { $0["mode"]?.string == "iptables" }.map { run in
      let traffic = Traffic(
        from: try #require(Source(run["from"]?.string ?? "")),
        to: try #require(Destination(run["to"]?.string ?? "")),
        entryNode: "node-a"
      )
      return try #require(LabConnection(traffic, in: simulation))
    }
    let lab = try KernelLab(simulation, clients: connections.map(\.trace.source))
    for connection in connections where connection.trace.leading.affinity == .none {
      let hop = try #require(connection.trace.leading.hops.last)
      let namespace = try #require(lab.nodes[hop.node.name])
      let kernel = simulation.kernelRules(of: try #require(simulation.node(named: hop.node.name)))
      try measured { complaints in
        // Rules that are loaded anew have counted nothing.
        try lab.load(simulation)
        let counts = try lab.connect(40, connection)
        let found = try namespace.run { Self.read(Program.run("iptables-save", "-c").output) }
        let expected = Self.expected(counts, connection, hop, simulation, kernel)
        for (rule, count) in expected.sorted(by: { $0.key < $1.key }) {
          complaints.unless(
            found[rule] == count,
            "\(world.name): \(connection.label): \(rule): \(String(describing: found[rule]))"
          )
        }
      }
    }
  }

  /// The walks to the endpoints that the kernel chose, or to the refusal.
  private static func expected(
    _ counts: ConnectionCounts,
    _ connection: LabConnection,
    _ hop: Hop,
    _ simulation: Simulation,
    _ kernel: KernelRules
  ) -> Counters {
    var counters = RuleCounters()
    func add(_ endpoint: SocketAddress?, _ count: Int) {
      counters.add(
        simulation.walk(hop, to: endpoint, through: kernel),
        packets: UInt64(count),
        bytesEach: hop.packet.firstLength
      )
    }
    // Nobody knows which endpoints have answered past the client.
    guard connection.isAnswered || connection.trace.targets.isEmpty else { return [:] }
    for (endpoint, count) in counts.endpoints { add(endpoint, count) }
    for (_, count) in counts.failures { add(nil, count) }
    var found: Counters = [:]
    for (number, table) in kernel.rules.tables.enumerated() {
      for (index, chain) in table.chains.enumerated() {
        for (place, rule) in chain.rules.enumerated() where Self.isCounted(rule, table) {
          let text = "\(table.name) \(kernel.rules.text(of: rule, in: chain.name))"
          let count = counters[RulePlace(table: number, chain: index, rule: place)]
          found[text, default: .init()].packets += count.packets
          found[text, default: .init()].bytes += count.bytes
        }
      }
    }
    return found
  }

  /// Rules that see first packets only.
  private static func isCounted(_ rule: Rule, _ table: RuleTable) -> Bool {
    table.name == "nat" || rule.matches.contains(.connectionState("NEW"))
  }

  /// Reads the lines `[packets:bytes] -A …`.
  private static func read(_ text: String) -> Counters {
    var table = ""
    var counters: Counters = [:]
    for line in text.split(separator: "\n") {
      if line.hasPrefix("*") { table = String(line.dropFirst()) }
      guard line.hasPrefix("["), let end = line.firstIndex(of: "]") else { continue }
      let numbers = line[..<end].dropFirst().split(separator: ":").compactMap { UInt64($0) }
      let rule = "\(table) \(line[end...].dropFirst(2))"
      guard numbers.count == 2 else { continue }
      counters[rule, default: .init()].packets += numbers[0]
      counters[rule, default: .init()].bytes += numbers[1]
    }
    return counters
  }
}

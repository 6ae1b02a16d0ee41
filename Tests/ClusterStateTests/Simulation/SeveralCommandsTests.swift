import ClusterState
import Testing

@Suite struct SeveralCommandsTests {
  @Test func `several commands are performed in their order and taken back together`() throws {
    var timeline = Timeline(.perfect(opening: ClusterFixture.shop()))
    let opened = timeline.present
    try timeline.apply(
      CommandParser.parse(
        "scale deploy web --replicas=5; scale deploy web --replicas=1",
        namespace: "shop"
      )
    )
    timeline.advance(to: Instant(microseconds: 200_000))
    #expect(timeline.present.webPods.filter { !$0.isTerminating }.count == 1)
    #expect(timeline.past.count == 1)
    timeline.undo()
    #expect(timeline.present == opened)
  }

  @Test func `if one of several commands cannot be performed none is`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let opened = simulation
    let name = simulation.webPods[0].metadata.name
    let command = try CommandParser.parse("delete pods \(name) web-none", namespace: "shop")
    #expect(
      throws: CommandError.notFound(
        kind: "Pod",
        ObjectName(namespace: "shop", name: "web-none")
      )
    ) { try simulation.apply(command) }
    #expect(simulation == opened)
    #expect(throws: CommandError.alreadyTerminating(simulation.webPods[0].key)) {
      try simulation.apply(CommandParser.parse("delete pods \(name) \(name)", namespace: "shop"))
    }
    #expect(simulation == opened)
  }

  @Test func `pods are deleted by their labels, those of other namespaces are not`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    try simulation.apply(CommandParser.parse("delete pods -n shop -l app=web,!old --now"))
    let left = simulation.cluster.pods.ids.compactMap { simulation.cluster.pods[$0] }
    #expect(left.filter(\.isTerminating).count == 3)
    #expect(left.filter { $0.metadata.name == "client" && !$0.isTerminating }.count == 1)
    #expect(throws: CommandError.self) {
      try simulation.apply(CommandParser.parse("delete pods -n other -l app=web"))
    }
    #expect(throws: CommandError.self) {
      try simulation.apply(CommandParser.parse("delete pods -n shop -l app!=web,app!=client"))
    }
  }
}

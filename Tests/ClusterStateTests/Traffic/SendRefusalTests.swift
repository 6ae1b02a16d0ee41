import Testing

@testable import ClusterState

/// What is refused before anything is sent.
@Suite struct SendRefusalTests {
  @Test(arguments: ["web.shop", "nobody.shop"])
  func `nobody sends from a node without power, whether the name is known or not`(
    name: String
  ) throws {
    var world = Simulation.perfect(opening: ClusterFixture.shop())
    let client = ObjectName(namespace: "shop", name: "client")
    let node = try #require(world.cluster.pods[client]?.spec.nodeName)
    try world.apply(.setNodeReady(node, false))
    let traffic = Traffic(from: .pod(client), to: .name(name, port: .number(80)))
    let before = world
    #expect(throws: CommandError.sourceDown(node: node)) {
      try world.apply(.send(traffic, count: 5))
    }
    #expect(world == before)
  }
}

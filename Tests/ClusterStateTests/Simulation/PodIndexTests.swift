import Testing

@testable import ClusterState

@Suite struct PodIndexTests {
  @Test func `a label of a pod changes nothing in the order of its owner's pods`() throws {
    var simulation = Simulation(opening: ClusterFixture.shop())
    let first = simulation.webPods[0]
    try simulation.apply(
      try CommandParser.parse("label pod \(first.key) tier=front", namespace: "default")
    )
    #expect(simulation.webPods[0].metadata.labels["tier"] == "front")
    #expect(simulation.brokenInvariants == [])
  }
}

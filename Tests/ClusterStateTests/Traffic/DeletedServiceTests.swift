import Testing

@testable import ClusterState

/// What clients meet whose Service is deleted.
@Suite struct DeletedServiceTests {
  @Test(arguments: [nil, 100] as [Int?])
  func `clients of a deleted Service go on and find no name`(perConnection: Int?) throws {
    let plan = TrafficWorld.plan(rate: 100) { $0.requestsPerConnection = perConnection ?? 1 }
    var simulation = try TrafficWorld.shop(plan)
    simulation.pass(milliseconds: 1_000)
    #expect(simulation.ledger.outcomes[.delivered] > 90)
    try simulation.apply(.deleteService(ClusterFixture.web))
    let before = simulation.ledger.outcomes
    simulation.pass(milliseconds: 10_000)
    #expect(simulation.streams.count == 1)
    let after = simulation.ledger.outcomes
    #expect(after.total - before.total >= 990)
    #expect(after[.nameError] > 0)
    if perConnection == nil { #expect(after[.nameError] - before[.nameError] >= 990) }
    let summary = try #require(simulation.lossSummary())
    #expect(summary.parts.map(\.cause) == [.naming])
  }
}

import HashTreeCollections
import Testing

@testable import ClusterState

@Suite struct IPVSConnectionTests {
  private func shop(_ scheduler: IPVSScheduler, _ plan: TrafficPlan) throws -> Simulation {
    var options = SessionOptions()
    options.proxy.mode = .ipvs
    options.proxy.scheduler = scheduler
    options.isPerfect = true
    var simulation = Simulation(opening: ClusterFixture.shop(), options: options)
    try simulation.apply(.startStream(plan))
    return simulation
  }

  private func servers(_ simulation: Simulation) -> [RealServer] {
    simulation.ipvsTables.values.flatMap(\.virtualServers).flatMap(\.servers)
  }

  @Test func `least connection spreads connections that stay evenly`() throws {
    let plan = TrafficWorld.plan(rate: 100) {
      $0.requestsPerConnection = nil
      $0.connections = 30
    }
    var simulation = try shop(.leastConnection, plan)
    simulation.pass(milliseconds: 2_000)
    #expect(servers(simulation).map(\.activeConnections) == [10, 10, 10])
    #expect(servers(simulation).map(\.inactiveConnections) == [0, 0, 0])
  }

  @Test func `closed connections are counted for two minutes`() throws {
    let plan = TrafficWorld.plan(rate: 30) { $0.requests = 300 }
    var simulation = try shop(.roundRobin, plan)
    simulation.pass(milliseconds: 20_000)
    #expect(servers(simulation).map(\.inactiveConnections) == [100, 100, 100])
    simulation.pass(milliseconds: 105_000)
    let left = servers(simulation).map(\.inactiveConnections).reduce(0, +)
    #expect(left > 0 && left < 300)
    simulation.pass(milliseconds: 10_000)
    #expect(servers(simulation).allSatisfy { $0.connections == 0 })
    #expect(simulation.isQuiet)
  }

  @Test func `a real server that is wanted no more waits for its connections to end`() throws {
    let plan = TrafficWorld.plan(rate: 100) {
      $0.requestsPerConnection = nil
      $0.connections = 6
    }
    var simulation = try shop(.roundRobin, plan)
    simulation.pass(milliseconds: 2_000)
    let pod = try #require(simulation.webPods.first?.key)
    try simulation.apply(.setPodReady(pod, false))
    simulation.pass(milliseconds: 61_000)
    #expect(servers(simulation).map(\.weight).sorted() == [0, 1, 1])
    #expect(simulation.web.outcomes[.delivered] == simulation.web.outcomes.total)
    try simulation.apply(.stopStream(.all))
    simulation.pass(milliseconds: 200_000)
    #expect(servers(simulation).map(\.weight) == [1, 1])
    #expect(simulation.isQuiet)
  }
}

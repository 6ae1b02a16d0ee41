import Testing

@testable import ClusterState

/// Connections that a load balancer holds to a node it has given up.
@Suite struct DeregistrationTests {
  private func shop(_ deregistration: Delay) throws -> Simulation {
    let document = ClusterFixture.shop {
      $0.spec.type = .loadBalancer
      var ingress = ServiceStatus.Ingress()
      ingress.ip = "203.0.113.9"
      $0.status.ingress = [ingress]
    }
    var simulation = Simulation(opening: document)
    let range = Delays.Range(deregistration, deregistration)
    try simulation.apply(.setDelay(.deregistration, range, node: nil))
    let address = try #require(IPAddress("203.0.113.9"))
    var plan = TrafficPlan(Traffic(from: .outside, to: .address(address, 80)), rate: 50)
    plan.requestsPerConnection = nil
    plan.connections = 30
    plan.timeout = .seconds(1)
    try simulation.apply(.startStream(plan))
    simulation.pass(milliseconds: 5_000)
    return simulation
  }

  @Test(arguments: [(0, true), (600, false)] as [(Int64, Bool)])
  func `are closed after a while, and clients connect anew elsewhere`(
    seconds: Int64,
    areClosed: Bool
  ) throws {
    var simulation = try shop(.seconds(seconds))
    #expect(simulation.connectionFacts().contains { $0.node == "node-b" })
    try simulation.apply(.setNodeReady("node-b", false))
    simulation.pass(milliseconds: 120_000)
    let isHeld = simulation.connectionFacts().contains { $0.node == "node-b" }
    #expect(isHeld == !areClosed)
    #expect(simulation.brokenInvariants == [])
  }
}

import Testing

@testable import ClusterState

/// The DNS servers answer by what they have heard.
@Suite struct DNSInTimeTests {
  private static func open() throws -> Simulation {
    var document = ClusterFixture.shop { service in
      service.spec.type = .clusterIP
      service.spec.clusterIP = "None"
      service.spec.ports[0].nodePort = 0
    }
    document.deployments[0].spec.template.spec.containers[0].preStop = .sleep(seconds: 60)
    var simulation = Simulation(opening: document)
    try simulation.apply(.setDelay(.dnsWatch, .exactly(.seconds(3)), node: nil))
    return simulation
  }

  private static func answer(_ simulation: Simulation) throws -> Set<String> {
    let name = try #require(DNSName("web.shop.svc.cluster.local."))
    let answer = try simulation.dns.resolve(name, .a, from: .outside)
    let inside = try simulation.dns.resolve(name, .a, from: .anyPod(namespace: "shop"))
    #expect(answer.answers.isEmpty)
    return Set(inside.addresses.map(\.description))
  }

  @Test func `a deleted pod's address is answered until DNS has heard of it`() throws {
    var simulation = try Self.open()
    let pod = simulation.webPods[0]
    let before = try Self.answer(simulation)
    #expect(before.count == 3)
    try simulation.apply(.deletePod(pod.key, graceSeconds: nil))
    simulation.advance(to: Instant(microseconds: 2_900_000))
    #expect(simulation.endpointCounts(of: ClusterFixture.web).ready >= 2)
    #expect(try Self.answer(simulation) == before)
    simulation.advance(to: Instant(microseconds: 3_100_000))
    #expect(try !Self.answer(simulation).contains(pod.status.podIPs[0]))
    while let next = simulation.nextInstant { simulation.advance(to: next) }
    #expect(try Self.answer(simulation) == Set(simulation.webPods.map { $0.status.podIPs[0] }))
  }

  @Test func `under a perfect control plane DNS knows at once`() throws {
    var simulation = try Self.open()
    try simulation.apply(.setPerfect(true))
    let pod = simulation.webPods[0]
    try simulation.apply(.deletePod(pod.key, graceSeconds: nil))
    #expect(try !Self.answer(simulation).contains(pod.status.podIPs[0]))
  }

  @Test func `a Service that is gone is not answered from memory`() throws {
    var simulation = try Self.open()
    try simulation.apply(.deleteService(ClusterFixture.web))
    #expect(try Self.answer(simulation).isEmpty)
  }
}

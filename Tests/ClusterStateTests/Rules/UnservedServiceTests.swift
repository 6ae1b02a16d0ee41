import Testing

@testable import ClusterState

/// What a kube-proxy leaves out is known with the reason.
@Suite struct UnservedServiceTests {
  private static func causes(
    _ adjust: (inout Service) -> Void,
    isIPv6: Bool = false
  ) throws -> [UnservedService.Cause] {
    let simulation = Simulation.perfect(opening: ClusterFixture.shop(adjust: adjust))
    let node = try #require(simulation.cluster.nodes.ids.first)
    return simulation.unservedServices(on: node, isIPv6: isIPv6).map(\.cause)
  }

  @Test func `a Service with rules is not named`() throws {
    #expect(try Self.causes { _ in } == [])
  }

  @Test func `headless and aliased Services have no rules`() throws {
    let headless = try Self.causes { service in
      service.spec.type = .clusterIP
      service.spec.ports[0].nodePort = 0
      service.spec.clusterIP = "None"
    }
    #expect(headless == [.headless])
    let alias = try Self.causes { service in
      service.spec.type = .externalName
      service.spec.externalName = "db.example.com"
    }
    #expect(alias == [.externalName])
  }

  @Test func `a label leaves a Service to another proxy`() throws {
    let causes = try Self.causes { service in
      service.metadata.labels = ["service.kubernetes.io/service-proxy-name": "mesh"]
    }
    #expect(causes == [.otherProxy])
  }

  @Test func `addresses of a family without a cluster IP are left out`() throws {
    #expect(
      try Self.causes({ $0.spec.externalIPs = ["2001:db8::7"] }) == [.foreignAddress("2001:db8::7")]
    )
    #expect(try Self.causes({ _ in }, isIPv6: true) == [.otherFamily])
  }

  @Test func `of two Services with one address the second is told`() throws {
    var document = ClusterFixture.shop { $0.spec.externalIPs = ["198.51.100.7"] }
    var other = ClusterFixture.service("zoo", type: .clusterIP)
    other.spec.externalIPs = ["198.51.100.7"]
    document.services.append(other)
    let simulation = Simulation.perfect(opening: document)
    let node = try #require(simulation.cluster.nodes.ids.first)
    let found = simulation.unservedServices(on: node)
    #expect(found.map(\.service.name) == ["zoo"])
    let address = try #require(IPAddress("198.51.100.7"))
    let claim = UnservedService.Cause.claimed(SocketAddress(address, 80), by: ClusterFixture.web)
    #expect(found.map(\.cause) == [claim])
  }
}

import ClusterState
import Testing

/// What kube-proxy makes of a Service and its slices.
@Suite struct ServiceEntryTests {
  private static func entry(
    _ change: (inout Service, inout EndpointSlice) -> Void
  ) -> ServiceEntry? {
    var service = ClusterFixture.service("web", type: .clusterIP)
    service.spec.clusterIP = "10.96.0.5"
    service.spec.ports[0].name = "http"
    var slice = EndpointSlice()
    slice.metadata.labels[EndpointSlice.serviceNameLabel] = "web"
    var port = EndpointPort()
    (port.name, port.port) = ("http", 8_080)
    slice.ports = [port]
    var endpoint = Endpoint()
    endpoint.addresses = ["10.244.0.5"]
    slice.endpoints = [endpoint]
    change(&service, &slice)
    return ServiceEntry(service, slices: [slice])
  }

  @Test func `a slice port without a protocol is a TCP port`() {
    let endpoints = Self.entry { _, _ in }?.ports[0].endpoints.map(\.text)
    #expect(endpoints == ["10.244.0.5:8080"])
  }

  @Test func `a slice port of another protocol is another port`() {
    let endpoints = Self.entry { $1.ports[0].protocol = .udp }?.ports[0].endpoints
    #expect(endpoints == [])
    let matching = Self.entry {
      $0.spec.ports[0].protocol = .udp
      $1.ports[0].protocol = .udp
    }
    #expect(matching?.ports[0].endpoints.count == 1)
  }

  @Test func `a slice port without a number has no endpoints`() {
    #expect(Self.entry { $1.ports[0].port = nil }?.ports[0].endpoints == [])
    #expect(Self.entry { $1.ports[0].port = 0 }?.ports[0].endpoints == [])
  }

  @Test(arguments: ["service.kubernetes.io/service-proxy-name", "service.kubernetes.io/headless"])
  func `Services and slices with a label that hides them are not seen`(label: String) {
    #expect(Self.entry { service, _ in service.metadata.labels[label] = "" } == nil)
    let endpoints = Self.entry { $1.metadata.labels[label] = "" }?.ports[0].endpoints
    #expect(endpoints == [])
  }
}

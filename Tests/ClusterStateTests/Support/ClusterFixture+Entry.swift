import Testing

@testable import ClusterState

extension ClusterFixture {
  /// What kube-proxy knows of the Service `web` with so many endpoints, at an address and on a node
  /// by their number.
  static func webEntry(
    _ count: Int,
    address: (Int) -> String,
    node: (Int) -> String,
    adjust: (inout Service) -> Void
  ) throws -> ServiceEntry {
    var service = service("web")
    service.spec.clusterIP = "10.96.0.10"
    adjust(&service)
    var slice = EndpointSlice()
    slice.metadata = ObjectMeta(name: "web-1", namespace: "shop")
    var port = EndpointPort()
    port.port = 8_080
    slice.ports = [port]
    slice.endpoints = (0..<count).map { index in
      var endpoint = Endpoint()
      endpoint.addresses = [address(index)]
      endpoint.nodeName = node(index)
      return endpoint
    }
    return try #require(ServiceEntry(service, slices: [slice]))
  }
}

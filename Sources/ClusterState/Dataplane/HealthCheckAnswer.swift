/// What a node answers a load balancer's health check for a Service with the external policy
/// Local (pkg/proxy/healthcheck/service_health.go).
package struct HealthCheckAnswer: Hashable, Sendable {
  package var service: ObjectName
  /// Distinct addresses of ready endpoints on the node; those that are terminating do not count.
  package var localEndpoints: Int

  /// The answer of a node's healthy kube-proxy, which counts endpoints of its own family.
  package init(_ service: ObjectName, _ entry: ServiceEntry, node: String, isIPv6: Bool) {
    self.service = service
    var addresses: Set<IPAddress> = []
    for port in entry.ports {
      for endpoint in port.endpoints
      where endpoint.isReady && endpoint.nodeName == node && endpoint.address.isIPv6 == isIPv6 {
        addresses.insert(endpoint.address)
      }
    }
    localEndpoints = addresses.count
  }

  /// 200 or 503.
  package var httpStatus: Int { localEndpoints > 0 ? 200 : 503 }

  /// The body of the answer; the header `X-Load-Balancing-Endpoint-Weight` has the count as well.
  package var body: JSONTree {
    [
      "localEndpoints": .integer(Int64(localEndpoints)),
      "service": ["name": .string(service.name), "namespace": .string(service.namespace)],
      "serviceProxyHealthy": true,
    ]
  }
}

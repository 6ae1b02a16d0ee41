internal import ClusterState

// EndpointSlices, Ingresses and routes as `kubectl describe` prints them.

extension DescriptionText {
  static func describe(
    _ slice: EndpointSlice,
    _ simulation: Simulation,
    _ page: inout DescriptionPage
  ) {
    page.add("AddressType", slice.addressType.rawValue)
    page.add("Service", slice.serviceKey?.description ?? "<none>")
    for port in slice.ports {
      let name = port.name.flatMap { $0.isEmpty ? nil : $0 } ?? "<unset>"
      let number = port.port.map { "\($0)" } ?? "*"
      page.add("Port", "\(name)  \(number)/\(port.protocol?.rawValue ?? "TCP")")
    }
    for endpoint in slice.endpoints {
      page.add("Endpoint", endpoint.addresses.joined(separator: ","))
      page.add("  Ready", endpoint.ready == false ? "false" : "true")
      let isServing = endpoint.serving ?? endpoint.ready ?? true
      page.add("  Serving", isServing ? "true" : "false")
      page.add("  Terminating", endpoint.terminating == true ? "true" : "false")
      if let target = endpoint.targetRef {
        page.add("  TargetRef", "\(target.kind)/\(target.name)")
      }
      page.add("  NodeName", endpoint.nodeName.isEmpty ? "<unset>" : endpoint.nodeName)
      page.add("  Zone", endpoint.zone.isEmpty ? "<unset>" : endpoint.zone)
      if !endpoint.zoneHints.isEmpty {
        page.add("  Zone hints", endpoint.zoneHints.joined(separator: ","))
      }
    }
  }

  static func describe(
    _ facts: RouteFacts,
    _ simulation: Simulation,
    _ page: inout DescriptionPage
  ) {
    page.add("Class", facts.className.isEmpty ? "<none>" : facts.className)
    page.add("Hosts", facts.hosts.joined(separator: ","))
    page.add("Address", facts.addresses.isEmpty ? "<none>" : facts.addresses.joined(separator: ","))
    for backend in facts.backends {
      let weight = backend.weight.map { ", weight \($0)" } ?? ""
      let counts = simulation.endpointCounts(of: backend.service)
      let state =
        simulation.cluster.services.id(backend.service) == nil
        ? "there is no such Service" : "\(counts.ready) of \(counts.total) endpoints ready"
      page.add(
        "Path",
        "\(backend.path) \u{2192} \(backend.service):\(backend.port)\(weight) (\(state))"
      )
    }
  }
}

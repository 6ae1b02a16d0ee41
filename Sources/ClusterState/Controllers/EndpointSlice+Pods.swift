// What one pod contributes to the slices of a Service
// (staging/src/k8s.io/endpointslice/utils.go).

extension Service {
  /// Families its slices are written for.
  var servedFamilies: [IPFamily] {
    if !spec.ipFamilies.isEmpty { return spec.ipFamilies }
    let addresses = spec.proxiedClusterIPs.compactMap(IPAddress.init)
    return addresses.isEmpty ? [.v4] : addresses.map(\.family)
  }

  /// Labels of its slices: its own, the Service's name, the controller, and whether it is headless.
  var sliceLabels: Labels {
    let headless = "service.kubernetes.io/headless"
    var labels = metadata.labels
    labels[headless] = isHeadless ? "" : nil
    labels[EndpointSlice.serviceNameLabel] = metadata.name
    labels[EndpointSlice.managedByLabel] = EndpointSlice.controllerName
    return labels
  }

  /// The numbers this pod serves the Service's ports on; a named target port that the pod does
  /// not declare is left out.
  func endpointPorts(on pod: Pod) -> [EndpointPort] {
    spec.ports.compactMap { port in
      guard let number = pod.spec.portNumber(for: port) else { return nil }
      var endpointPort = EndpointPort()
      endpointPort.name = port.name
      endpointPort.protocol = port.protocol
      endpointPort.port = number
      endpointPort.appProtocol = port.appProtocol.isEmpty ? nil : port.appProtocol
      return endpointPort
    }
  }
}

extension PodSpec {
  /// The number behind a Service port's target (pkg/api/v1/pod `FindPort`): sidecars count,
  /// other init containers do not.
  func portNumber(for port: ServicePort) -> Int64? {
    switch port.targetPort {
    case nil, .int(0): return port.port
    case .int(let number): return number
    case .string(let name):
      let sidecars = initContainers.filter { $0.restartPolicy == "Always" }
      return (containers + sidecars).lazy.flatMap(\.ports)
        .first { $0.name == name && $0.protocol == port.protocol }?.containerPort
    }
  }
}

extension Endpoint {
  /// `nil` for a pod that does not belong in a slice: finished, or without an address of the
  /// family.
  init?(_ pod: Pod, _ service: Service, _ family: IPFamily, zone: String) {
    let addresses = pod.status.podIPs.compactMap(IPAddress.init)
      .filter { $0.family == family }.map(\.description)
    guard !pod.isFinished, !addresses.isEmpty else { return nil }
    self.init()
    self.addresses = addresses
    let isServing = pod.status.ready == true
    serving = isServing
    terminating = pod.isTerminating
    ready = service.spec.publishNotReadyAddresses || (isServing && !pod.isTerminating)
    nodeName = pod.spec.nodeName
    self.zone = zone
    if pod.spec.subdomain == service.metadata.name { hostname = pod.spec.hostname }
    var target = ObjectReference()
    target.kind = Pod.kind
    target.namespace = pod.metadata.namespace
    target.name = pod.metadata.name
    target.uid = pod.metadata.uid
    targetRef = target
    if ready == true { addHints(service.spec.trafficDistribution) }
  }

  /// Hints of `trafficDistribution`: the endpoint serves its own zone, or node and zone
  /// (KEP-3015).
  private mutating func addHints(_ distribution: String) {
    switch distribution {
    case "PreferClose", "PreferSameZone":
      zoneHints = zone.isEmpty ? [] : [zone]
    case "PreferSameNode":
      zoneHints = zone.isEmpty ? [] : [zone]
      nodeHints = nodeName.isEmpty ? [] : [nodeName]
    default: break
    }
  }
}

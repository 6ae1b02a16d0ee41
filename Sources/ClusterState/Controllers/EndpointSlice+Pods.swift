// What one pod contributes to the slices of a Service
// (staging/src/k8s.io/endpointslice/utils.go).

extension Service {
  /// Families its slices are written for: its own, else that of its cluster IP, else both.
  var servedFamilies: [IPFamily] {
    if !spec.ipFamilies.isEmpty { return spec.ipFamilies }
    guard hasClusterIP else { return [.v4, .v6] }
    return [IPAddress(spec.clusterIP)?.family ?? .v4]
  }

  /// Labels of its slices: its own, the Service's name, the controller, and whether it is headless.
  var sliceLabels: Labels {
    var labels = metadata.labels.withoutReserved
    if !hasClusterIP { labels[EndpointSlice.headlessLabel] = "" }
    labels[EndpointSlice.serviceNameLabel] = metadata.name
    labels[EndpointSlice.managedByLabel] = EndpointSlice.controllerName
    return labels
  }

  private var hasClusterIP: Bool { !spec.clusterIP.isEmpty && !isHeadless }

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
    case nil, .int(0), .string(""): return port.port
    case .int(let number): return number
    case .string(let name):
      let sidecars = initContainers.filter { $0.restartPolicy == "Always" }
      return (containers + sidecars).lazy.flatMap(\.ports)
        .first { $0.name == name && $0.protocol == port.protocol }?.containerPort
    }
  }
}

extension Pod {
  /// Whether the pod has a place in slices: it has an address and has not ended
  /// (`ShouldPodBeInEndpoints` in endpointslice/util/controller_utils.go).
  var isListed: Bool { !isFinished && !status.podIPs.isEmpty }
}

extension Endpoint {
  /// What a pod on a node of this zone is to a Service, without hints; `nil` if it has no address
  /// of the family.
  init?(_ pod: Pod, _ service: Service, _ family: IPFamily, zone: String) {
    let addresses = pod.status.podIPs.compactMap(IPAddress.init)
      .filter { $0.family == family }.map(\.description)
    guard !addresses.isEmpty else { return nil }
    self.init()
    self.addresses = addresses.count > 1 ? addresses.sorted() : addresses
    let isServing = pod.status.ready == true
    serving = isServing
    terminating = pod.isTerminating
    ready = service.spec.publishNotReadyAddresses || (isServing && !pod.isTerminating)
    nodeName = pod.spec.nodeName
    self.zone = zone
    if pod.spec.subdomain == service.metadata.name { hostname = pod.spec.hostname }
    targetRef = ObjectReference(pod)
  }
}

extension ObjectReference {
  init(_ pod: Pod) {
    self.init()
    kind = Pod.kind
    namespace = pod.metadata.namespace
    name = pod.metadata.name
    uid = pod.metadata.uid
  }
}

extension EndpointSlice {
  /// Whether the slice belongs to this very Service, not to an older one of the same name.
  func isOwned(by service: Service) -> Bool {
    metadata.ownerReferences.contains {
      $0.kind == Service.kind && $0.uid == service.metadata.uid
    }
  }
}

extension Labels {
  /// Labels that slices do not copy, for the controllers give them a meaning.
  private static let reserved: Set<String> = [
    EndpointSlice.serviceNameLabel, EndpointSlice.managedByLabel, EndpointSlice.headlessLabel,
  ]

  /// All labels but those that mean something on slices.
  var withoutReserved: Labels {
    guard pairs.contains(where: { Self.reserved.contains($0.key) }) else { return self }
    return Labels(pairs: pairs.filter { !Self.reserved.contains($0.key) })
  }
}

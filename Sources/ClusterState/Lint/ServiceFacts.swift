internal import HashTreeCollections

/// What the rules ask about one Service, gathered once for all of them.
struct ServiceFacts {
  let service: Service
  /// Pods that its selector matches and that have not ended.
  let pods: [Pod]
  /// How many matching pods have ended for good.
  let finishedPods: Int
  let slices: [EndpointSlice]
  /// Endpoints of its slices by family, each address once; the Service's own families only.
  let families: [(family: IPFamily, endpoints: [ListedEndpoint])]
  /// Of several families the first with a ready endpoint: whom most requests go to.
  let endpoints: [ListedEndpoint]
  /// The ready ones of ``endpoints``.
  let ready: [ListedEndpoint]

  init(_ id: ServiceID, _ service: Service, in cluster: Cluster) {
    self.service = service
    let isAlias = service.spec.type == .externalName
    let selected = isAlias ? [] : cluster.pods(selectedBy: id)
    var pods: [Pod] = []
    pods.reserveCapacity(selected.count)
    for number in selected {
      if let pod = cluster.pods[number], !pod.isFinished { pods.append(pod) }
    }
    self.pods = pods
    finishedPods = selected.count - pods.count
    let slices = cluster.slices(of: service.key).compactMap { cluster.endpointSlices[$0] }
    self.slices = slices
    families = service.servedFamilies.map { ($0, ListedEndpoint.all(in: slices, $0)) }
    let main = families.first { $0.endpoints.contains(where: \.isReady) } ?? families.first
    endpoints = main?.endpoints ?? []
    ready = endpoints.filter(\.isReady)
  }

  var metadata: ObjectMeta { service.metadata }
  var spec: ServiceSpec { service.spec }

  /// Whether the endpoint slice controller looks for its pods.
  var selects: Bool { spec.type != .externalName && !spec.selector.isEmpty }

  /// Whether its endpoints are somebody else's business.
  var isSelectorless: Bool { spec.type != .externalName && spec.selector.isEmpty }

  /// Whether it has cluster IPs that some proxy answers at.
  var hasClusterIP: Bool {
    spec.type != .externalName && !service.isHeadless && !spec.clusterIP.isEmpty
  }

  /// Endpoints that get traffic: the ready ones, or those that are terminating but still serve.
  var usable: [ListedEndpoint] {
    ready.isEmpty ? endpoints.filter { $0.isServing && $0.isTerminating } : ready
  }

  /// Whether some endpoint of any family gets traffic.
  var hasUsable: Bool {
    families.contains { family in
      family.endpoints.contains { $0.isReady || $0.isServing && $0.isTerminating }
    }
  }

  /// Whether traffic from outside the cluster has a way in: node ports, addresses of a load
  /// balancer, external IPs.
  var isExternal: Bool { hasClusterIP && service.isExternallyAccessible }

  /// Whether its slices are made to prefer endpoints in the client's zone.
  var prefersZone: Bool { service.prefersZone && !service.asksForAutomaticHints }

  /// How messages call a port: its name, or its number where it has none.
  static func name(of port: ServicePort) -> String {
    port.name.isEmpty ? "\(port.port)" : port.name
  }
}

extension Service {
  /// Whether `trafficDistribution` asks for endpoints in the client's zone.
  var prefersZone: Bool {
    ["PreferClose", "PreferSameZone", "PreferSameNode"].contains(spec.trafficDistribution)
  }
}

/// An endpoint as the slices list it.
struct ListedEndpoint {
  var address: String
  var pod: ObjectName?
  /// Empty when the slice names none.
  var nodeName: String
  var zone: String
  var isReady: Bool
  var isServing: Bool
  var isTerminating: Bool
  var zoneHints: [String]
  var nodeHints: [String]

  /// The pod, or the address where there is none.
  var name: String { pod.map { "\($0)" } ?? address }

  /// The endpoints of one family; of an address that is listed twice the ready entry.
  static func all(in slices: [EndpointSlice], _ family: IPFamily) -> [ListedEndpoint] {
    var all: [ListedEndpoint] = []
    let mine = slices.filter { $0.addressType == family }
    all.reserveCapacity(mine.reduce(0) { $0 + $1.endpoints.count })
    for slice in mine { all += slice.endpoints.compactMap(ListedEndpoint.init) }
    guard mine.count > 1 else { return all }
    var places: [String: Int] = [:]
    var unique: [ListedEndpoint] = []
    for endpoint in all {
      if let place = places[endpoint.address] {
        if endpoint.isReady { unique[place] = endpoint }
      } else {
        places[endpoint.address] = unique.count
        unique.append(endpoint)
      }
    }
    return unique
  }

  private init?(_ endpoint: Endpoint) {
    guard let first = endpoint.addresses.first else { return nil }
    address = first
    if let target = endpoint.targetRef, target.kind == Pod.kind {
      pod = ObjectName(namespace: target.namespace, name: target.name)
    }
    nodeName = endpoint.nodeName
    zone = endpoint.zone
    isReady = endpoint.ready ?? true
    isServing = endpoint.serving ?? isReady
    isTerminating = endpoint.terminating ?? false
    zoneHints = endpoint.zoneHints
    nodeHints = endpoint.nodeHints
  }
}

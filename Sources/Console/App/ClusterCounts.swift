internal import ClusterState

/// How much there is in each zone and namespace at one moment.
struct ClusterCounts: Sendable {
  /// Things of which some are ready.
  struct Count: Equatable, Sendable {
    var ready = 0
    var total = 0

    mutating func add(isReady: Bool) {
      total += 1
      ready += isReady ? 1 : 0
    }

    /// `3`, or `2/3` where some are not ready.
    var text: String {
      ready == total
        ? Quantities.count(total) : "\(Quantities.count(ready))/\(Quantities.count(total))"
    }
  }

  struct Zone: Equatable, Sendable {
    /// Empty for nodes that name none.
    var name: String
    var nodes = Count()
    var pods = Count()
    var endpoints = Count()
  }

  struct Namespace: Equatable, Sendable {
    var name: String
    var services = 0
    var workloads = 0
    var pods = Count()
    var routes = 0
  }

  /// By name.
  private(set) var zones: [Zone] = []
  private(set) var namespaces: [Namespace] = []

  init() {}

  init(_ simulation: Simulation) {
    let cluster = simulation.cluster
    countNamespaces(cluster)
    var zones: [String: Zone] = [:]
    var zoneOfNode: [String: String] = [:]
    for node in cluster.nodes.ids.compactMap({ cluster.nodes[$0] }) {
      zoneOfNode[node.metadata.name] = node.zone
      zones[node.zone, default: Zone(name: node.zone)].nodes.add(isReady: node.isUp)
    }
    for id in cluster.pods.ids {
      guard let pod = cluster.pods[id], !pod.isFinished, !pod.spec.nodeName.isEmpty else {
        continue
      }
      let name = zoneOfNode[pod.spec.nodeName] ?? ""
      zones[name, default: Zone(name: name)].pods.add(isReady: pod.isServingNow)
    }
    for id in cluster.endpointSlices.ids {
      for endpoint in cluster.endpointSlices[id]?.endpoints ?? [] {
        let name = endpoint.zone.isEmpty ? zoneOfNode[endpoint.nodeName] ?? "" : endpoint.zone
        zones[name, default: Zone(name: name)].endpoints.add(isReady: endpoint.ready ?? true)
      }
    }
    self.zones = zones.values.sorted { $0.name < $1.name }
  }

  private mutating func countNamespaces(_ cluster: Cluster) {
    var found: [String: Namespace] = [:]
    func change(_ name: String, _ body: (inout Namespace) -> Void) {
      body(&found[name, default: Namespace(name: name)])
    }
    for id in cluster.namespaces.ids {
      change(cluster.namespaces[id]?.metadata.name ?? "") { _ in }
    }
    for id in cluster.services.ids {
      change(cluster.services[id]?.metadata.namespace ?? "") { $0.services += 1 }
    }
    for id in cluster.pods.ids {
      guard let pod = cluster.pods[id], !pod.isFinished else { continue }
      change(pod.metadata.namespace) { $0.pods.add(isReady: pod.isServingNow) }
    }
    for workload in cluster.allWorkloads { change(workload.key.namespace) { $0.workloads += 1 } }
    for id in cluster.ingresses.ids {
      change(cluster.ingresses[id]?.metadata.namespace ?? "") { $0.routes += 1 }
    }
    for id in cluster.httpRoutes.ids {
      change(cluster.httpRoutes[id]?.metadata.namespace ?? "") { $0.routes += 1 }
    }
    found[""] = nil
    namespaces = found.values.sorted { $0.name < $1.name }
  }

  func zone(_ name: String) -> Zone? { zones.first { $0.name == name } }

  func namespace(_ name: String) -> Namespace? { namespaces.first { $0.name == name } }
}

extension Pod {
  /// Whether it is ready and not on its way out.
  var isServingNow: Bool { status.ready == true && !isTerminating }
}

extension Node {
  /// Whether nothing speaks against its being ready, as `kubectl get nodes` has it.
  var isUp: Bool { status.ready != "False" && status.ready != "Unknown" }
}

internal import ClusterState

// What is wrong: a list can show that alone.

extension AppState {
  /// Only what is wrong in this list, or all again.
  mutating func toggleFaults() {
    guard let name = focusedList, Self.canShowFaults(name) else {
      message = .error("nothing in this list can be wrong")
      return
    }
    lists[name, default: ListState()].showsFaultsOnly.toggle()
    rows.forget(name)
    message =
      list(name).showsFaultsOnly
      ? .note("only what is wrong; Ctrl-Z shows all again") : .note("all rows again")
  }

  private static func canShowFaults(_ name: ListName) -> Bool {
    switch name {
    case .pane(.traffic), .branches, .moments, .figures, .topology, .clients, .matrix,
      .names, .rules, .conntrack:
      false
    case .list(.ignored), .list(.delays), .list(.tree): false
    case .pane, .list: true
    }
  }

  /// Whether something is wrong with what a row stands for.
  func isFaulty(_ row: RowID) -> Bool {
    let cluster = simulation.cluster
    switch row.subject {
    case .service(let key): return isFaulty(service: key)
    case .pod(let key): return cluster.pods[key].map { !$0.isServingNow && !$0.isFinished } ?? true
    case .node(let name):
      guard let node = cluster.nodes[ObjectName(name: name)] else { return true }
      return !node.isUp || node.spec.unschedulable
    case .workload(let kind, let key):
      guard let workload = cluster.workload(kind: kind, key) else { return true }
      let counts = cluster.podCounts(of: workload)
      return Int64(counts.ready) < workload.replicas ?? Int64(counts.total)
    case .endpoint(let endpoint), .endpointOf(_, let endpoint):
      guard let pod = cluster.pods[endpoint.pod] else { return endpoint.isCountedOnly }
      return !pod.isServingNow || endpoint.address == nil
    case .slice(let key):
      return cluster.endpointSlices[key]?.endpoints.contains { $0.ready == false } ?? true
    case .route(let kind, let key):
      guard let facts = RouteFacts(kind, key, cluster) else { return true }
      return facts.services.contains { cluster.services[$0] == nil || isFaulty(service: $0) }
    case .zone(let name):
      return rows.counts.zone(name).map { $0.nodes.ready < $0.nodes.total } ?? false
    case .namespace(let name):
      return rows.counts.namespace(name).map { $0.pods.ready < $0.pods.total } ?? false
    case .event(let number): return simulation.events[number].kind.isFault
    case .connection(let key):
      return connections[key].map { $0.isStale || $0.state == .dead } ?? false
    case .stream(let number):
      return stream(number).flatMap(recentSuccess).map { $0 < 1 } ?? false
    case .absent: return true
    case .ignored, .delay, .perfectControlPlane, .branch, .moment, .figure, .tree, .client, .lookup,
      .rule:
      return false
    case .conntrack(let index): return rules.connections[safely: index]?.isStale ?? false
    case .outcome(let verdict): return verdict != .delivered
    case .losses: return true
    case .reach: return false
    }
  }

  /// Whether nobody, or not everybody, serves a Service that has endpoints to have.
  func isFaulty(service key: ObjectName) -> Bool {
    guard let service = simulation.cluster.services[key], service.spec.type != .externalName else {
      return false
    }
    let counts = simulation.endpointCounts(of: key)
    return counts.ready == 0 || counts.ready < counts.total
  }
}

extension Event.Kind {
  /// Whether `kubectl get events` would show it as a warning.
  var isFault: Bool {
    switch self {
    case .podCrashed, .podBackingOff, .podIgnoresSIGTERM, .podEvicted, .podUnschedulable,
      .podsLimited, .podWithoutAddress, .podUnready, .evictionRefused, .podOrphaned:
      true
    case .endpointsChanged(_, let ready, _): ready == 0
    case .nodeReadinessChanged(_, let isReady): !isReady
    case .nodePowered(_, let isOn): !isOn
    case .healthCheckChanged(_, _, let isHealthy): !isHealthy
    case .requestsSent(let report): report.outcomes[.delivered] < UInt64(report.requests)
    default: false
    }
  }
}

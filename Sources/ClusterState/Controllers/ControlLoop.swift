internal import HashTreeCollections

extension Simulation {
  /// More rounds than any settled cluster takes: a controller that never rests is a defect.
  private static let roundsMax = 100_000

  /// Runs all controllers until none has anything left to do.
  ///
  /// Workloads come before slices and slices before the proxies' tables, so that a command that
  /// concerns many pods writes each slice and each table once.
  mutating func settle() {
    var queue = ControlQueue()
    defer { siblings = nil }
    var rounds = 0
    while true {
      queue.add(cluster.takeChanges())
      guard let change = queue.next() else { return }
      reconcile(change)
      rounds += 1
      precondition(rounds < Self.roundsMax, "the controllers do not come to rest")
    }
  }

  private mutating func reconcile(_ change: Change) {
    // Anything but scheduling may end or remove pods.
    if case .unscheduled = change {} else { siblings = nil }
    switch change {
    case .workload(.deployment(let id)): reconcileDeployment(id)
    case .workload(.replicaSet(let id)): reconcileReplicaSet(id)
    case .workload(.statefulSet(let id)): reconcileStatefulSet(id)
    case .workload(.daemonSet(let id)): reconcileDaemonSet(id)
    case .unscheduled(let id): schedule(id)
    case .node:
      reconcileAllDaemonSets()
      for id in cluster.unscheduledPods.sorted() { cluster.note(.unscheduled(id)) }
    case .nodeTopology: checkNodeTopology()
    case .endpointSlices(let id): reconcileEndpointSlices(id)
    case .mirroredSlices(let key): reconcileMirroredSlices(key)
    case .serviceTable(let key): rebuildServiceTable(key)
    }
  }

  /// Writes what kube-proxy knows of one Service anew.
  private mutating func rebuildServiceTable(_ key: ObjectName) {
    let before = serviceTable[key]
    serviceTable.set(cluster.serviceEntry(key), for: key)
    syncVirtualServers(of: key, before: before)
    forgetClients(of: key, before: before)
    for node in cluster.nodes.ids { flushStaleFlows(on: node, of: [key]) }
  }
}

extension Cluster {
  /// What kube-proxy makes of a Service and its slices; `nil` if it does not proxy it.
  func serviceEntry(_ key: ObjectName) -> ServiceEntry? {
    services[key].flatMap { service in
      ServiceEntry(service, slices: slices(of: key).compactMap { endpointSlices[$0] })
    }
  }

  /// The entries of all Services, in the order of their numbers.
  var allServiceEntries: [(ObjectName, ServiceEntry?)] {
    services.ids.compactMap { services[$0]?.key }.map { ($0, serviceEntry($0)) }
  }
}

/// Changes that wait for a controller, each once, by stage.
struct ControlQueue {
  private var stages: [[Change]] = [[], [], []]
  private var positions = [0, 0, 0]
  private var waiting: Set<Change> = []

  mutating func add(_ changes: [Change]) {
    for change in changes where waiting.insert(change).inserted {
      stages[Self.stage(change)].append(change)
    }
  }

  mutating func next() -> Change? {
    for stage in stages.indices where positions[stage] < stages[stage].count {
      let change = stages[stage][positions[stage]]
      positions[stage] += 1
      waiting.remove(change)
      return change
    }
    return nil
  }

  private static func stage(_ change: Change) -> Int {
    switch change {
    case .workload, .unscheduled, .node, .nodeTopology: 0
    case .endpointSlices, .mirroredSlices: 1
    case .serviceTable: 2
    }
  }
}

internal import HashTreeCollections

extension Simulation {
  /// More rounds than any settled cluster takes: a controller that never rests is a defect.
  private static let roundsMax = 100_000

  /// Lets every controller know of what changed: at once where nothing takes time, else when its
  /// watch has told it.
  ///
  /// What happens at one instant happens in stages, workloads before slices and slices before the
  /// proxies' tables, so that a command that concerns many pods writes each slice and each table
  /// once.
  mutating func settle() {
    var queue = ControlQueue()
    defer { siblings = nil }
    var rounds = 0
    while true {
      queue.add(cluster.takeChanges())
      guard let change = queue.next() else { return planEvictions() }
      guard !plannedChanges.contains(change) else { continue }
      let delay = delay(until: change)
      if delay == .zero {
        reconcile(change)
      } else {
        plannedChanges.insert(change)
        agenda.plan(.reconcile(change), at: now + delay)
      }
      rounds += 1
      precondition(rounds < Self.roundsMax, "the controllers do not come to rest")
    }
  }

  /// How long until the controller concerned has learnt of a change and acts on it.
  private func delay(until change: Change) -> Delay {
    // The proxies' watches are their own affair.
    if case .serviceTable = change { return .zero }
    if settings.delays.isPerfect { return .zero }
    let subject = cluster.subject(of: change)
    let watch = draw(.apiWatch, for: subject)
    switch change {
    case .unscheduled: return watch + draw(.podScheduling, for: subject)
    case .endpointSlices, .mirroredSlices:
      return watch + draw(.endpointUpdatesBatchPeriod, for: subject)
    default: return watch
    }
  }

  /// A controller has learnt of a change and acts on what it finds now.
  mutating func reconcilePlanned(_ change: Change) {
    plannedChanges.remove(change)
    reconcile(change)
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
    case .serviceTable(let key):
      announce(key)
      announceToDNS(key)
    }
  }
}

extension Cluster {
  /// What kube-proxy makes of a Service and its slices; `nil` if it does not proxy it.
  func serviceEntry(_ key: ObjectName) -> ServiceEntry? {
    services[key].flatMap { service in
      ServiceEntry(service, slices: slices(of: key).compactMap { endpointSlices[$0] })
    }
  }

  /// Whom a change is about: the same name in every branch of a history.
  fileprivate func subject(of change: Change) -> ObjectName {
    switch change {
    case .endpointSlices(let id): services[id]?.key ?? ObjectName(name: "")
    case .mirroredSlices(let key), .serviceTable(let key): key
    case .workload(let id): workload(id)?.key ?? ObjectName(name: "")
    case .unscheduled(let id): pods[id]?.key ?? ObjectName(name: "")
    case .node(let id): nodes[id]?.key ?? ObjectName(name: "")
    case .nodeTopology: ObjectName(name: "")
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

// Events as scripts name them.

extension Event.Kind {
  /// What it is called in a scenario and in JSON.
  package var name: String {
    switch self {
    case .completed: "completed"
    case .podDeleted: "podDeleted"
    case .podStopped: "podStopped"
    case .podDraining: "podDraining"
    case .podIgnoresSIGTERM: "podIgnoresSIGTERM"
    case .podCrashed: "podCrashed"
    case .podBackingOff: "podBackingOff"
    case .podRestarted: "podRestarted"
    case .imagesPulling: "imagesPulling"
    case .podEvicted: "podEvicted"
    case .podRemoved: "podRemoved"
    case .podCreated: "podCreated"
    case .podUnschedulable: "podUnschedulable"
    case .podsLimited: "podsLimited"
    case .podWithoutAddress: "podWithoutAddress"
    case .podStarted: "podStarted"
    case .podReady: "podReady"
    case .podUnready: "podUnready"
    case .endpointsChanged: "endpointsChanged"
    case .patched: "patched"
    case .podReadinessChanged: "podReadinessChanged"
    case .nodeCordoned(_, let isOn): isOn ? "nodeCordoned" : "nodeUncordoned"
    case .nodeDrained: "nodeDrained"
    case .evictionRefused: "evictionRefused"
    case .nodeDeleted: "nodeDeleted"
    case .podOrphaned: "podOrphaned"
    case .nodeReadinessChanged: "nodeReadinessChanged"
    case .nodePowered(_, let isOn): isOn ? "nodePoweredOn" : "nodePoweredOff"
    case .proxiesSynced: "proxiesSynced"
    case .healthCheckChanged: "healthCheckChanged"
    case .rolloutRestarted: "rolloutRestarted"
    case .rolloutUndone: "rolloutUndone"
    case .rolloutPaused(_, let isPaused): isPaused ? "rolloutPaused" : "rolloutResumed"
    case .imageSet: "imageSet"
    case .delaySet: "delaySet"
    case .perfectionSet: "perfectionSet"
    case .behaviorSet: "behaviorSet"
    case .scaled: "scaled"
    case .serviceDeleted: "serviceDeleted"
    case .workloadDeleted: "workloadDeleted"
    case .modeChanged: "modeChanged"
    case .requestsSent: "requestsSent"
    case .streamStarted: "streamStarted"
    case .streamStopped: "streamStopped"
    }
  }

  /// All names, in the order of the cases.
  package static let names = [
    "completed", "podDeleted", "podStopped", "podDraining", "podIgnoresSIGTERM", "podCrashed",
    "podBackingOff", "podRestarted", "imagesPulling", "podEvicted", "podRemoved", "podCreated",
    "podUnschedulable", "podsLimited", "podWithoutAddress", "podStarted", "podReady", "podUnready",
    "endpointsChanged", "patched", "podReadinessChanged", "nodeCordoned", "nodeUncordoned",
    "nodeDrained", "evictionRefused", "nodeDeleted", "podOrphaned", "nodeReadinessChanged",
    "nodePoweredOn", "nodePoweredOff", "proxiesSynced",
    "healthCheckChanged", "rolloutRestarted", "rolloutUndone", "rolloutPaused", "rolloutResumed",
    "imageSet", "delaySet", "perfectionSet", "behaviorSet",
    "scaled", "serviceDeleted", "workloadDeleted", "modeChanged", "requestsSent", "streamStarted",
    "streamStopped",
  ]

  /// What it happened to, `shop/web`; `nil` for what concerns no object.
  package var subject: String? { subjects.first }

  /// Names of what it happened to, each as `shop/web` and as `web`.
  var subjects: [String] {
    switch self {
    case .podDeleted(let key, _), .podStopped(let key), .podRemoved(let key),
      .podCreated(let key, _), .podUnschedulable(let key), .podsLimited(let key, _, _),
      .podWithoutAddress(let key, _), .podStarted(let key, _, _), .podReady(let key),
      .endpointsChanged(let key, _, _), .patched(_, let key, _), .podReadinessChanged(let key, _),
      .scaled(_, let key, _, _), .serviceDeleted(let key, _), .workloadDeleted(_, let key),
      .podDraining(let key, _), .podIgnoresSIGTERM(let key), .podCrashed(let key),
      .podBackingOff(let key, _), .podRestarted(let key), .imagesPulling(let key, _, _),
      .podEvicted(let key, _), .podOrphaned(let key, _), .podUnready(let key),
      .rolloutRestarted(_, let key),
      .rolloutUndone(_, let key, _), .rolloutPaused(let key, _), .imageSet(_, let key, _):
      [key.description, key.name]
    case .evictionRefused(let key, let refusal):
      ([key] + refusal.budgets).flatMap { [$0.description, $0.name] }
    case .nodeCordoned(let name, _), .nodeDrained(let name), .nodeDeleted(let name),
      .nodeReadinessChanged(let name, _),
      .nodePowered(let name, _):
      [name]
    case .proxiesSynced(let nodes, let services):
      nodes + services.flatMap { [$0.description, $0.name] }
    case .healthCheckChanged(let node, let service, _):
      [node] + (service.map { [$0.description, $0.name] } ?? [])
    case .delaySet(let name, _, let node): [name.rawValue] + (node.map { [$0] } ?? [])
    case .perfectionSet, .behaviorSet, .completed, .modeChanged, .requestsSent, .streamStarted,
      .streamStopped:
      []
    }
  }
}

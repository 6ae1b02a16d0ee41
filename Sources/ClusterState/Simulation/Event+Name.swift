// Events as scripts name them.

extension Event.Kind {
  /// What it is called in a scenario and in JSON.
  package var name: String {
    switch self {
    case .completed: "completed"
    case .podDeleted: "podDeleted"
    case .podStopped: "podStopped"
    case .podRemoved: "podRemoved"
    case .podCreated: "podCreated"
    case .podUnschedulable: "podUnschedulable"
    case .podsLimited: "podsLimited"
    case .podWithoutAddress: "podWithoutAddress"
    case .podStarted: "podStarted"
    case .podReady: "podReady"
    case .endpointsChanged: "endpointsChanged"
    case .patched: "patched"
    case .podReadinessChanged: "podReadinessChanged"
    case .nodeCordoned(_, let isOn): isOn ? "nodeCordoned" : "nodeUncordoned"
    case .nodeDrained: "nodeDrained"
    case .nodeReadinessChanged: "nodeReadinessChanged"
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
    "completed", "podDeleted", "podStopped", "podRemoved", "podCreated", "podUnschedulable",
    "podsLimited", "podWithoutAddress", "podStarted", "podReady", "endpointsChanged", "patched",
    "podReadinessChanged", "nodeCordoned", "nodeUncordoned", "nodeDrained", "nodeReadinessChanged",
    "scaled", "serviceDeleted", "workloadDeleted", "modeChanged", "requestsSent", "streamStarted",
    "streamStopped",
  ]

  /// Names of what it happened to, each as `shop/web` and as `web`.
  var subjects: [String] {
    switch self {
    case .podDeleted(let key, _), .podStopped(let key), .podRemoved(let key),
      .podCreated(let key, _), .podUnschedulable(let key), .podsLimited(let key, _, _),
      .podWithoutAddress(let key, _), .podStarted(let key, _, _), .podReady(let key),
      .endpointsChanged(let key, _, _), .patched(_, let key, _), .podReadinessChanged(let key, _),
      .scaled(_, let key, _, _), .serviceDeleted(let key, _), .workloadDeleted(_, let key):
      [key.description, key.name]
    case .nodeCordoned(let name, _), .nodeDrained(let name), .nodeReadinessChanged(let name, _):
      [name]
    case .completed, .modeChanged, .requestsSent, .streamStarted, .streamStopped: []
    }
  }
}

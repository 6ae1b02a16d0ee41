/// What the API server sets in a pod besides its defaults.
///
/// Source: pkg/registry/core/pod/strategy.go, and the admission plugins `Priority` and
/// `DefaultTolerationSeconds`.
enum PodPreparation {
  static func pod(_ pod: inout JSONTree, _ operation: ObjectAdmission.Operation) {
    if case .create = operation {
      pod.change("spec") { spec in
        setPriority(&spec)
        setTolerations(&spec)
      }
    }
    var status: JSONTree = ["phase": "Pending"]
    status["qosClass"] = .string(serviceQuality(of: pod.object("spec")))
    if !pod.object("spec").list("schedulingGates").isEmpty {
      status["conditions"] = [
        [
          "type": "PodScheduled", "status": "False", "reason": "SchedulingGated",
          "message": "Scheduling is blocked due to non-empty scheduling gates",
        ]
      ]
    }
    ObjectPreparation.prepare(&pod, operation, initialStatus: status)
  }

  /// Classes that every cluster has; pods of no class have priority 0.
  private static let priorities: [String: Int64] = [
    "": 0, "system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000,
  ]

  private static func setPriority(_ spec: inout JSONTree) {
    guard let priority = priorities[spec.text("priorityClassName")] else { return }
    spec["priority"] = .integer(priority)
    spec.setDefault("preemptionPolicy", "PreemptLowerPriority")
  }

  /// How long a pod stays on a node that has failed, unless it says so itself.
  private static let tolerationSeconds: JSONTree = 300

  private static func setTolerations(_ spec: inout JSONTree) {
    var tolerations = spec.list("tolerations")
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
      let isTolerated = spec.list("tolerations").contains { toleration in
        ["", key].contains(toleration.text("key"))
          && ["", "NoExecute"].contains(toleration.text("effect"))
      }
      guard !isTolerated else { continue }
      tolerations.append([
        "key": .string(key), "operator": "Exists", "effect": "NoExecute",
        "tolerationSeconds": tolerationSeconds,
      ])
    }
    if !tolerations.isEmpty { spec["tolerations"] = .array(tolerations) }
  }

  /// The class of a pod that says who is killed first when memory runs short
  /// (pkg/apis/core/helper/qos).
  static func serviceQuality(of spec: JSONTree) -> String {
    let containers = spec.list("containers") + spec.list("initContainers")
    var requests: [String: Quantity] = [:]
    var limits: [String: Quantity] = [:]
    var isGuaranteed = true
    for container in containers {
      let resources = container.object("resources")
      var limited = 0
      for key in ["cpu", "memory"] {
        if let amount = resources.object("requests")[key].flatMap(Quantity.init), amount > .zero {
          requests[key] = (requests[key] ?? .zero) + amount
        }
        if let amount = resources.object("limits")[key].flatMap(Quantity.init), amount > .zero {
          limits[key] = (limits[key] ?? .zero) + amount
          limited += 1
        }
      }
      if limited < 2 { isGuaranteed = false }
    }
    if requests.isEmpty, limits.isEmpty { return "BestEffort" }
    return isGuaranteed && requests == limits ? "Guaranteed" : "Burstable"
  }
}

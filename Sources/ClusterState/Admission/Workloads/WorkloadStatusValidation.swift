/// What the API server checks in the status of workloads.
///
/// Source: pkg/apis/apps/validation/validation.go, `ValidateDeploymentStatus` and the like.
enum WorkloadStatusValidation {
  static func check(_ object: JSONTree, of old: JSONTree, _ errors: inout FieldErrors) {
    errors.checkMetadataUpdate(of: object, old: old)
    let status = object.object("status")
    let path: FieldPath = "status"
    let kind = object.text("kind")
    for key in counts[kind] ?? [] { errors.checkNonnegative(path[key], status.number(key)) }
    let most = status.number("replicas") ?? 0
    for key in parts[kind] ?? [] {
      guard let number = status.number(key), number > most else { continue }
      errors.addInvalid(path[key], .integer(number), "cannot be greater than status.replicas")
    }
    if let available = status.number("availableReplicas"), kind != "DaemonSet",
      available > status.number("readyReplicas") ?? 0
    {
      let ready = kind == "StatefulSet" ? "status.readyReplicas" : "readyReplicas"
      let detail = "cannot be greater than \(ready)"
      errors.addInvalid(path["availableReplicas"], .integer(available), detail)
    }
    checkCollisions(status.number("collisionCount"), of: old, &errors)
  }

  private static func checkCollisions(
    _ count: Int64?,
    of old: JSONTree,
    _ errors: inout FieldErrors
  ) {
    guard let former = old.object("status").number("collisionCount"), count ?? 0 < former
    else { return }
    errors.addInvalid("status.collisionCount", .integer(count ?? 0), "cannot be decremented")
  }

  /// Numbers that are not negative.
  private static let counts: [String: [String]] = [
    "Deployment": [
      "observedGeneration", "replicas", "updatedReplicas", "readyReplicas", "availableReplicas",
      "unavailableReplicas", "terminatingReplicas", "collisionCount",
    ],
    "ReplicaSet": [
      "replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas",
      "terminatingReplicas", "observedGeneration",
    ],
    "StatefulSet": [
      "replicas", "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas",
      "observedGeneration", "collisionCount",
    ],
    "DaemonSet": [
      "currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady",
      "observedGeneration", "updatedNumberScheduled", "numberAvailable", "numberUnavailable",
      "collisionCount",
    ],
  ]

  /// Numbers of some of the replicas.
  private static let parts: [String: [String]] = [
    "Deployment": ["updatedReplicas", "readyReplicas", "availableReplicas"],
    "ReplicaSet": ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"],
    "StatefulSet": [
      "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas",
    ],
  ]
}

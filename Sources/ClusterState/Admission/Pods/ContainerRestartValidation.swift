/// What the API server checks in how containers are started again and resized.
///
/// Source: pkg/apis/core/validation/validation.go, `validateContainerRestartPolicy` and
/// `validateResizePolicy`.
enum ContainerRestartValidation {
  static func check(
    _ container: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let rules = container.list("restartPolicyRules")
    if let policy = container["restartPolicy"]?.string {
      if !policies.contains(policy) {
        errors.addNotSupported(path["restartPolicy"], policy, allowed: policies)
      }
    } else if !rules.isEmpty {
      let detail = "must specify restartPolicy when restart rules are used"
      errors.addRequired(path["restartPolicy"], detail)
    }
    let path = path["restartPolicyRules"]
    if rules.count > 20 { errors.addTooMany(path, count: rules.count, most: 20) }
    for (index, rule) in rules.enumerated() {
      let action = rule.text("action")
      if !actions.contains(action) {
        errors.addNotSupported(path[index]["action"], action, allowed: actions)
      }
      guard let codes = rule["exitCodes"] else {
        errors.addRequired(path[index]["exitCodes"], "must be specified")
        continue
      }
      let comparison = codes.text("operator")
      if comparison != "In", comparison != "NotIn" {
        let field = path[index]["exitCodes"]["operator"]
        errors.addNotSupported(field, comparison, allowed: ["In", "NotIn"])
      }
      let count = codes.list("values").count
      if count > 255 {
        errors.addTooMany(path[index]["exitCodes"]["values"], count: count, most: 255)
      }
    }
  }

  private static let policies = ["Always", "Never", "OnFailure"]
  private static let actions = ["Restart", "RestartAllContainers"]

  /// What a change of resources does to the container.
  static func checkResizing(
    _ container: JSONTree,
    at path: FieldPath,
    in pod: PodContext,
    _ errors: inout FieldErrors
  ) {
    var resources: Set<String> = []
    for (index, policy) in container.list("resizePolicy").enumerated() {
      let resource = policy.text("resourceName")
      if !resources.insert(resource).inserted {
        errors.addDuplicate(path[index], .string(resource))
      }
      errors.checkChoice(path, resource, of: ["cpu", "memory"])
      let restart = policy.text("restartPolicy")
      errors.checkChoice(path, restart, of: ["NotRequired", "RestartContainer"])
      if pod.spec["restartPolicy"] == "Never", restart != "NotRequired" {
        let detail = "must be 'NotRequired' when pod `restartPolicy` is 'Never'"
        errors.addInvalid(path, restart, [detail])
      }
    }
  }
}

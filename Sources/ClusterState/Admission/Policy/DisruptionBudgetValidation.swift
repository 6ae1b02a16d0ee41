/// What the API server checks in a PodDisruptionBudget.
///
/// Source: pkg/apis/policy/validation/validation.go, `ValidatePodDisruptionBudget`.
enum DisruptionBudgetValidation {
  private static let evictionPolicies = ["AlwaysAllow", "IfHealthyBudget"]

  static func errors(in object: JSONTree, _ operation: ObjectAdmission.Operation) -> FieldErrors {
    var errors = FieldErrors()
    switch operation {
    case .create: errors.checkMetadata(of: object)
    case .update(let old), .statusUpdate(let old): errors.checkMetadataUpdate(of: object, old: old)
    }
    let spec = object.object("spec")
    let path: FieldPath = "spec"
    if spec["minAvailable"] != nil, spec["maxUnavailable"] != nil {
      errors.addInvalid(path, spec, "minAvailable and maxUnavailable cannot be both set")
    }
    for key in ["minAvailable", "maxUnavailable"] {
      guard let portion = spec[key].map(Portion.init) else { continue }
      portion.check(at: path[key], &errors)
      portion.checkAtMostAll(at: path[key], &errors)
    }
    errors.checkSelector(path["selector"], spec["selector"])
    if let policy = spec["unhealthyPodEvictionPolicy"],
      !evictionPolicies.contains(policy.string ?? "")
    {
      let field = path["unhealthyPodEvictionPolicy"]
      errors.addNotSupported(field, policy, allowed: evictionPolicies)
    }
    return errors
  }
}

/// What the API server checks in a StatefulSet.
///
/// Source: pkg/apis/apps/validation/validation.go, `ValidateStatefulSetSpec` and
/// `ValidateStatefulSetUpdate`.
enum StatefulSetValidation {
  /// Checks what a StatefulSet is to be; of an old one, what was malformed before may stay so.
  static func check(_ spec: JSONTree, old: JSONTree?, _ errors: inout FieldErrors) {
    let path: FieldPath = "spec"
    checkPolicies(of: spec, at: path, &errors)
    for key in ["replicas", "minReadySeconds"] {
      errors.checkNonnegative(path[key], spec.number(key))
    }
    let start = spec.object("ordinals").number("start")
    errors.checkNonnegative(path["ordinals"]["start"], start)
    errors.checkNonnegative(path["revisionHistoryLimit"], spec.number("revisionHistoryLimit"))
    let service = spec.text("serviceName")
    if !service.isEmpty, old == nil {
      errors.addInvalid(path["serviceName"], service, NameValidation.label(service))
    }
    WorkloadValidation.checkSelector(of: spec, kind: "statefulset", &errors)
    let template = spec.object("template")
    _ = WorkloadValidation.checkLabels(of: template, selector: spec["selector"], "", &errors)
    if old.map({ templateErrors(in: $0, isUpdate: true).isEmpty }) ?? true {
      errors.add(templateErrors(in: spec, isUpdate: old != nil))
    }
    if old == nil { check(claims: spec.list("volumeClaimTemplates"), &errors) }
    WorkloadValidation.checkRestarts(of: template, kind: "StatefulSet", &errors)
  }

  private static func checkPolicies(
    of spec: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let management = spec.text("podManagementPolicy")
    if management.isEmpty {
      errors.addRequired(path["podManagementPolicy"])
    } else if management != "OrderedReady", management != "Parallel" {
      let detail = "must be 'OrderedReady' or 'Parallel'"
      errors.addInvalid(path["podManagementPolicy"], management, [detail])
    }
    check(strategy: spec.object("updateStrategy"), at: path["updateStrategy"], &errors)
    let retention = "persistentVolumeClaimRetentionPolicy"
    guard let policy = spec[retention] else { return }
    for key in ["whenDeleted", "whenScaled"] {
      let value = policy.text(key)
      guard value != "Retain", value != "Delete" else { continue }
      errors.addNotSupported(path[retention][key], .string(value), allowed: ["Retain", "Delete"])
    }
  }

  private static func check(
    strategy: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let update = strategy["rollingUpdate"]
    let path = (all: path, update: path["rollingUpdate"])
    switch strategy.text("type") {
    case "":
      errors.addRequired(path.all)
    case "OnDelete":
      guard let update else { return }
      let detail = "only allowed for updateStrategy 'RollingUpdate'"
      errors.addInvalid(path.update, update, detail)
    case "RollingUpdate":
      guard let update else { return }
      errors.checkNonnegative(path.update["partition"], update.number("partition"))
      guard let most = update["maxUnavailable"].map(Portion.init) else { return }
      most.check(at: path.update["maxUnavailable"], &errors)
      if most.number == 0 {
        errors.addInvalid(path.update["maxUnavailable"], most.value, "cannot be 0")
      }
      most.checkAtMostAll(at: path.update["maxUnavailable"], &errors)
    default:
      errors.addInvalid(path.all, strategy, "must be 'RollingUpdate' or 'OnDelete'")
    }
  }

  /// The mistakes in the template, whose pods each have the volumes that are claimed for them.
  private static func templateErrors(in spec: JSONTree, isUpdate: Bool) -> FieldErrors {
    var template = spec.object("template")
    let claims = spec.list("volumeClaimTemplates").map { claim -> JSONTree in
      let name = claim.object("metadata")["name"] ?? ""
      return ["name": name, "persistentVolumeClaim": ["claimName": name]]
    }
    let names = claims.map { $0.text("name") }
    template.change("spec") { spec in
      let others = spec.list("volumes").filter { !names.contains($0.text("name")) }
      let volumes = others + claims
      spec["volumes"] = volumes.isEmpty ? nil : .array(volumes)
    }
    var errors = FieldErrors()
    PodValidation.check(template: template, at: "spec.template", isUpdate: isUpdate, &errors)
    return errors
  }

  /// Claims say how they are used and how much they need (`ValidatePersistentVolumeClaimSpec`).
  private static func check(claims: [JSONTree], _ errors: inout FieldErrors) {
    let allowed = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]
    for (index, claim) in claims.enumerated() {
      let path = FieldPath.root["spec"]["volumeClaimTemplates"][index]["spec"]
      let spec = claim.object("spec")
      let modes = spec.texts("accessModes")
      if modes.isEmpty {
        errors.addRequired(path["accessModes"], "at least 1 access mode is required")
      }
      for mode in modes where !allowed.contains(mode) {
        errors.addNotSupported(path["accessModes"], mode, allowed: allowed)
      }
      if spec.object("resources").object("requests")["storage"] == nil {
        errors.addRequired(path["resources"][key: "storage"])
      }
    }
  }

  /// Most of a StatefulSet stays as it was made.
  static func checkKept(in spec: JSONTree, of old: JSONTree, _ errors: inout FieldErrors) {
    let changeable = [
      "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
      "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
    ]
    var spec = spec
    for key in changeable { spec[key] = old[key] }
    guard spec.nonZero != old.nonZero else { return }
    let list = changeable.dropLast().map { "'\($0)'" }.joined(separator: ", ")
    errors.addForbidden(
      "spec",
      "updates to statefulset spec for fields other than \(list) and 'minReadySeconds' are"
        + " forbidden"
    )
  }
}

/// What may change in a pod that is there already.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidatePodUpdate`.
enum PodUpdateValidation {
  static func check(_ spec: JSONTree, of old: JSONTree, _ errors: inout FieldErrors) {
    for key in ["containers", "initContainers"] {
      guard checkImages(spec.list(key), of: old.list(key), key, &errors) else { return }
    }
    guard checkDeadline(spec, of: old, &errors) else { return }
    checkTolerations(spec.list("tolerations"), of: old.list("tolerations"), &errors)
    checkGates(spec.list("schedulingGates"), of: old.list("schedulingGates"), &errors)
    guard spec.nonZero != old.nonZero else { return }
    let isGated = !old.list("schedulingGates").isEmpty
    if isGated { checkSelector(spec.object("nodeSelector"), of: old, &errors) }
    if withChanges(spec, from: old, isGated: isGated).nonZero != old.nonZero {
      let fields = [
        "`spec.containers[*].image`", "`spec.initContainers[*].image`",
        "`spec.activeDeadlineSeconds`",
        "`spec.tolerations` (only additions to existing tolerations)",
        "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously"
          + " negative)",
      ]
      let list = fields.joined(separator: ",")
      errors.addForbidden("spec", "pod updates may not change fields other than \(list)")
    }
  }

  /// Containers keep their number; whether the rest can be compared is the answer.
  private static func checkImages(
    _ containers: [JSONTree],
    of old: [JSONTree],
    _ key: String,
    _ errors: inout FieldErrors
  ) -> Bool {
    let path = FieldPath.root["spec"][key]
    guard containers.count == old.count else {
      errors.addForbidden(path, "pod updates may not add or remove containers")
      return false
    }
    for (index, container) in containers.enumerated() {
      if container.isZero("image") { errors.addRequired(path[index]["image"]) }
      ContainerValidation.checkImage(of: container, at: path[index], &errors)
    }
    return true
  }

  /// A deadline can be set, and brought forward.
  private static func checkDeadline(
    _ spec: JSONTree,
    of old: JSONTree,
    _ errors: inout FieldErrors
  ) -> Bool {
    let path: FieldPath = "spec.activeDeadlineSeconds"
    let key = "activeDeadlineSeconds"
    guard let seconds = spec.number(key) else {
      if old.number(key) != nil {
        errors.addInvalid(path, .null, "must not update from a positive integer to nil value")
      }
      return true
    }
    let messages = NameValidation.inclusiveRange(seconds, 0...2_147_483_647)
    errors.addInvalid(path, seconds, messages)
    guard messages.isEmpty else { return false }
    guard let former = old.number(key), former < seconds else { return true }
    errors.addInvalid(path, .integer(seconds), "must be less than or equal to previous value")
    return false
  }

  /// Tolerations can be added, and how long they last can change.
  private static func checkTolerations(
    _ tolerations: [JSONTree],
    of old: [JSONTree],
    _ errors: inout FieldErrors
  ) {
    let key = "tolerationSeconds"
    let isKept = old.allSatisfy { former in
      tolerations.contains { toleration in
        var former = former
        former[key] = toleration[key]
        return former.nonZero == toleration.nonZero
      }
    }
    guard isKept else {
      let detail = "existing toleration can not be modified except its tolerationSeconds"
      return errors.addForbidden("spec.tolerations", detail)
    }
    SchedulingValidation.check(tolerations: tolerations, at: "spec.tolerations", &errors)
  }

  private static func checkGates(
    _ gates: [JSONTree],
    of old: [JSONTree],
    _ errors: inout FieldErrors
  ) {
    let former = old.map { $0.text("name") }
    for (index, gate) in gates.enumerated() where !former.contains(gate.text("name")) {
      let path = FieldPath.root["spec"]["schedulingGates"][index]["name"]
      let detail =
        "only deletion is allowed, but found new scheduling gate '\(gate.text("name"))'"
      errors.addForbidden(path, detail)
    }
  }

  /// Before a gated pod is scheduled, where it may run can be narrowed.
  private static func checkSelector(
    _ selector: JSONTree,
    of old: JSONTree,
    _ errors: inout FieldErrors
  ) {
    let former = old.object("nodeSelector")
    if former.members.contains(where: { selector[$0.key] != $0.value }) {
      let detail = "only additions to spec.nodeSelector are allowed (no mutations or deletions)"
      errors.addInvalid("spec.nodeSelector", selector, detail)
    }
  }

  /// The new `spec` with what may change as it was.
  private static func withChanges(
    _ spec: JSONTree,
    from old: JSONTree,
    isGated: Bool
  ) -> JSONTree {
    var spec = spec
    for key in ["containers", "initContainers"] {
      let images = old.list(key).map { $0["image"] }
      var index = 0
      spec.changeEach(of: key) { container in
        container["image"] = images[index]
        index += 1
      }
    }
    var kept = ["activeDeadlineSeconds", "schedulingGates", "tolerations"]
    let period = "terminationGracePeriodSeconds"
    if let former = old.number(period), former < 0, spec.number(period) == 1 {
      kept.append(period)
    }
    if isGated { kept += ["nodeSelector", "affinity"] }
    for key in kept { spec[key] = old[key] }
    return spec
  }
}

/// What the API server checks in workloads: how many pods of what template.
///
/// Source: pkg/apis/apps/validation/validation.go.
enum WorkloadValidation {
  /// Checks a Deployment (`ValidateDeploymentSpec`).
  static func deployment(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation
  ) -> FieldErrors {
    check(object, operation) { spec, errors in
      let path: FieldPath = "spec"
      errors.checkNonnegative(path["replicas"], spec.number("replicas"))
      checkSelector(of: spec, kind: "deployment", &errors)
      checkReplicaTemplate(of: spec, isUpdate: operation.old != nil, &errors)
      check(strategy: spec.object("strategy"), at: path["strategy"], &errors)
      for key in ["minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"] {
        errors.checkNonnegative(path[key], spec.number(key))
      }
      if let deadline = spec.number("progressDeadlineSeconds"),
        deadline <= spec.number("minReadySeconds") ?? 0
      {
        let detail = "must be greater than minReadySeconds"
        errors.addInvalid(path["progressDeadlineSeconds"], .integer(deadline), detail)
      }
      checkSelectorKept(in: spec, operation, &errors)
    }
  }

  /// Checks a ReplicaSet (`ValidateReplicaSetSpec`).
  static func replicaSet(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation
  ) -> FieldErrors {
    check(object, operation) { spec, errors in
      for key in ["replicas", "minReadySeconds"] {
        errors.checkNonnegative(FieldPath.root["spec"][key], spec.number(key))
      }
      // The API server's answer says "deployment" here as well.
      checkSelector(of: spec, kind: "deployment", &errors)
      checkReplicaTemplate(of: spec, isUpdate: operation.old != nil, &errors)
      checkSelectorKept(in: spec, operation, &errors)
    }
  }

  /// What all workloads share: the metadata, then the spec; or, where only the status is written,
  /// the status.
  private static func check(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation,
    name rule: NameRule = .subdomain,
    spec check: (_ spec: JSONTree, _ errors: inout FieldErrors) -> Void
  ) -> FieldErrors {
    var errors = FieldErrors()
    if case .statusUpdate(let old) = operation {
      WorkloadStatusValidation.check(object, of: old, &errors)
      return errors
    }
    if let old = operation.old {
      errors.checkMetadataUpdate(of: object, old: old)
    } else {
      errors.checkMetadata(of: object, name: rule)
    }
    check(object.object("spec"), &errors)
    return errors
  }

  /// A selector that must be there and select something in particular.
  static func checkSelector(of spec: JSONTree, kind: String, _ errors: inout FieldErrors) {
    let path: FieldPath = "spec.selector"
    guard let selector = spec["selector"] else { return errors.addRequired(path) }
    errors.checkSelector(path, selector)
    if LabelSelector(selector).isEmpty {
      errors.addInvalid(path, selector, "empty selector is invalid for \(kind)")
    }
  }

  /// Once made, `apps/v1` objects keep their selector.
  static func checkSelectorKept(
    in spec: JSONTree,
    _ operation: ObjectAdmission.Operation,
    _ errors: inout FieldErrors
  ) {
    guard let old = operation.old?.object("spec") else { return }
    errors.checkImmutable("spec.selector", spec["selector"], old["selector"])
  }

  /// The template of pods that are always started again (`ValidatePodTemplateSpecForReplicaSet`).
  private static func checkReplicaTemplate(
    of spec: JSONTree,
    isUpdate: Bool,
    _ errors: inout FieldErrors
  ) {
    let template = spec.object("template")
    if checkLabels(of: template, selector: spec["selector"], "invalid label selector", &errors) {
      PodValidation.check(template: template, at: "spec.template", isUpdate: isUpdate, &errors)
      checkRestarts(of: template, kind: "ReplicaSet", &errors)
    }
  }

  /// The selector finds the pods of the template; `false` if it cannot be understood.
  static func checkLabels(
    of template: JSONTree,
    selector: JSONTree?,
    _ detail: String,
    _ errors: inout FieldErrors
  ) -> Bool {
    var mistakes = FieldErrors()
    mistakes.checkSelector(.root, selector)
    guard mistakes.isEmpty else {
      errors.addInvalid("spec.selector", selector ?? .null, detail)
      return false
    }
    let labels = template.object("metadata").object("labels")
    // No selector at all selects nothing.
    if let selector, LabelSelector(selector).matches(Labels(labels)) { return true }
    let mismatch = "`selector` does not match template `labels`"
    errors.addInvalid("spec.template.metadata.labels", labels, mismatch)
    return true
  }

  static func checkRestarts(
    of template: JSONTree,
    kind: String,
    _ errors: inout FieldErrors
  ) {
    let path: FieldPath = "spec.template.spec"
    let policy = template.object("spec").text("restartPolicy")
    if policy != "Always" {
      errors.addNotSupported(path["restartPolicy"], policy, allowed: ["Always"])
    }
    if template.object("spec")["activeDeadlineSeconds"] != nil {
      let detail = "activeDeadlineSeconds in \(kind) is not Supported"
      errors.addForbidden(path["activeDeadlineSeconds"], detail)
    }
  }

  /// How pods are replaced by those of a new template (`ValidateDeploymentStrategy`).
  private static func check(
    strategy: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    switch (strategy.text("type"), strategy["rollingUpdate"]) {
    case ("Recreate", nil): break
    case ("Recreate", _?):
      let detail = "may not be specified when strategy `type` is 'Recreate'"
      errors.addForbidden(path["rollingUpdate"], detail)
    case ("RollingUpdate", nil):
      let detail = "this should be defaulted and never be nil"
      errors.addRequired(path["rollingUpdate"], detail)
    case ("RollingUpdate", let update?):
      let path = path["rollingUpdate"]
      let unavailable = Portion(update["maxUnavailable"])
      let surge = Portion(update["maxSurge"])
      unavailable.check(at: path["maxUnavailable"], &errors)
      surge.check(at: path["maxSurge"], &errors)
      if unavailable.number == 0, surge.number == 0 {
        let detail = "may not be 0 when `maxSurge` is 0"
        errors.addInvalid(path["maxUnavailable"], unavailable.value, detail)
      }
      unavailable.checkAtMostAll(at: path["maxUnavailable"], &errors)
    case (_, _):
      errors.addNotSupported(path, strategy, allowed: ["Recreate", "RollingUpdate"])
    }
  }
}

extension WorkloadValidation {
  /// Checks a StatefulSet (`ValidateStatefulSetSpec`, `ValidateStatefulSetUpdate`).
  static func statefulSet(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation
  ) -> FieldErrors {
    check(object, operation, name: .label) { spec, errors in
      let former = operation.old?.object("spec")
      StatefulSetValidation.check(spec, old: former, &errors)
      if let former { StatefulSetValidation.checkKept(in: spec, of: former, &errors) }
    }
  }

  /// Checks a DaemonSet (`ValidateDaemonSetSpec`).
  static func daemonSet(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation
  ) -> FieldErrors {
    check(object, operation) { spec, errors in
      let path: FieldPath = "spec"
      let template = spec.object("template")
      let isUpdate = operation.old != nil
      errors.checkSelector(path["selector"], spec["selector"], allowingInvalidValues: isUpdate)
      var mistakes = FieldErrors()
      mistakes.checkSelector(.root, spec["selector"])
      if mistakes.isEmpty { _ = checkLabels(of: template, selector: spec["selector"], "", &errors) }
      if let selector = spec["selector"], LabelSelector(selector).isEmpty {
        errors.addInvalid(path["selector"], selector, "empty selector is invalid for daemonset")
      }
      PodValidation.check(template: template, at: path["template"], isUpdate: isUpdate, &errors)
      checkRestarts(of: template, kind: "DaemonSet", &errors)
      errors.checkNonnegative(path["minReadySeconds"], spec.number("minReadySeconds"))
      check(updateStrategy: spec.object("updateStrategy"), at: path["updateStrategy"], &errors)
      errors.checkNonnegative(path["revisionHistoryLimit"], spec.number("revisionHistoryLimit"))
      checkSelectorKept(in: spec, operation, &errors)
    }
  }

  /// How the pods of a DaemonSet are replaced (`ValidateDaemonSetUpdateStrategy`).
  private static func check(
    updateStrategy strategy: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    switch (strategy.text("type"), strategy["rollingUpdate"]) {
    case ("OnDelete", _): break
    case ("RollingUpdate", nil): errors.addRequired(path["rollingUpdate"])
    case ("RollingUpdate", let update?):
      let path = path["rollingUpdate"]
      let unavailable = Portion(update["maxUnavailable"])
      let surge = Portion(update["maxSurge"])
      unavailable.check(at: path["maxUnavailable"], &errors)
      surge.check(at: path["maxSurge"], &errors)
      unavailable.checkAtMostAll(at: path["maxUnavailable"], &errors)
      surge.checkAtMostAll(at: path["maxSurge"], &errors)
      switch (unavailable.number == 0, surge.number == 0) {
      case (false, false):
        let detail = "may not be set when maxUnavailable is non-zero"
        errors.addInvalid(path["maxSurge"], surge.value, detail)
      case (true, true):
        errors.addRequired(path["maxUnavailable"], "cannot be 0 when maxSurge is 0")
      default: break
      }
    case (_, _):
      errors.addNotSupported(path, strategy, allowed: ["RollingUpdate", "OnDelete"])
    }
  }
}

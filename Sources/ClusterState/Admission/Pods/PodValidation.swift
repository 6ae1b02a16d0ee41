/// What the API server checks in a pod.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidatePodCreate`, `ValidatePodUpdate` and
/// `ValidatePodStatusUpdate`.
enum PodValidation {
  static func errors(in pod: JSONTree, _ operation: ObjectAdmission.Operation) -> FieldErrors {
    var errors = FieldErrors()
    let spec = pod.object("spec")
    switch operation {
    case .create:
      check(pod, PodContext(spec, isPod: true), &errors)
      if !spec.list("ephemeralContainers").isEmpty {
        errors.addForbidden("spec.ephemeralContainers", "cannot be set on create")
      }
      if !spec.isZero("nodeName"), !spec.list("schedulingGates").isEmpty {
        let detail = "cannot be set until all schedulingGates have been cleared"
        errors.addForbidden("spec.nodeName", detail)
      }
    case .update(let old):
      errors.checkMetadataUpdate(of: pod, old: old)
      var context = PodContext(spec, isPod: true)
      context.allowsInvalidSelectorValues = true
      check(pod, context, &errors)
      PodUpdateValidation.check(spec, of: old.object("spec"), &errors)
    case .statusUpdate(let old):
      PodStatusValidation.check(pod, of: old, &errors)
    }
    return errors
  }

  private static func check(_ pod: JSONTree, _ context: PodContext, _ errors: inout FieldErrors) {
    errors.checkMetadata(of: pod)
    let annotations = pod.object("metadata").object("annotations")
    check(annotations: annotations, at: "metadata.annotations", &errors)
    PodSpecValidation.check(context, at: "spec", &errors)
    let spec = context.spec
    if spec.isZero("serviceAccountName") { checkTokens(in: spec, &errors) }
    for key in ["containers", "initContainers"] {
      for (index, container) in spec.list(key).enumerated() {
        let path = FieldPath.root["spec"][key][index]
        ContainerValidation.checkImage(of: container, at: path, &errors)
      }
    }
  }

  /// Only pods with a service account get tokens of it.
  private static func checkTokens(in spec: JSONTree, _ errors: inout FieldErrors) {
    for (index, volume) in spec.list("volumes").enumerated() {
      for (number, source) in volume.object("projected").list("sources").enumerated()
      where source["serviceAccountToken"] != nil {
        let path = FieldPath.root["spec"]["volumes"][index]["projected"]["sources"][number]
        let detail = "must not be specified when serviceAccountName is not set"
        errors.addForbidden(path["serviceAccountToken"], detail)
      }
    }
  }

  /// Annotations that mean something to the API server (`ValidatePodSpecificAnnotations`).
  private static func check(
    annotations: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let key = "controller.kubernetes.io/pod-deletion-cost"
    guard let cost = annotations[key]?.string else { return }
    // Neither a plus sign nor leading zeros, as a number has only one form.
    guard let number = Int32(cost), "\(number)" == cost else {
      let detail = "must be a 32bit integer"
      return errors.addInvalid(path[key: key], cost, [detail])
    }
  }

  /// Checks the template of a workload (`ValidatePodTemplateSpec`).
  static func check(
    template: JSONTree,
    at path: FieldPath,
    isUpdate: Bool,
    _ errors: inout FieldErrors
  ) {
    let metadata = template.object("metadata")
    errors.checkLabels(path["labels"], metadata["labels"])
    errors.checkAnnotations(path["annotations"], metadata["annotations"])
    check(annotations: metadata.object("annotations"), at: path["annotations"], &errors)
    var context = PodContext(template.object("spec"), isPod: false)
    context.allowsInvalidSelectorValues = isUpdate
    PodSpecValidation.check(context, at: path["spec"], &errors)
    if !context.spec.list("ephemeralContainers").isEmpty {
      let detail = "ephemeral containers not allowed in pod template"
      errors.addForbidden(path["spec"]["ephemeralContainers"], detail)
    }
  }
}

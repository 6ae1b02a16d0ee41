/// What the API server checks in a Node.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidateNode` and `ValidateNodeUpdate`.
enum NodeValidation {
  static func errors(in node: JSONTree, _ operation: ObjectAdmission.Operation) -> FieldErrors {
    var errors = FieldErrors()
    if let old = operation.old {
      errors.checkMetadataUpdate(of: node, old: old)
    } else {
      errors.checkMetadata(of: node, isNamespaced: false)
    }
    let spec = node.object("spec")
    // Where they are reported is odd in the API server, too.
    SchedulingValidation.check(taints: spec.list("taints"), at: "metadata.taints", &errors)
    checkResources(of: node.object("status"), &errors)
    if let old = operation.old {
      check(node, of: old, &errors)
    } else {
      check(ranges: spec.texts("podCIDRs"), &errors)
    }
    return errors
  }

  private static func checkResources(of status: JSONTree, _ errors: inout FieldErrors) {
    for key in ["capacity", "allocatable"] {
      for amount in status.object(key).members {
        let path = FieldPath.root["status"][key][amount.key]
        ResourceValidation.checkAmount(amount.value, of: amount.key, at: path, &errors)
      }
    }
  }

  /// One range of addresses for pods, or two of different families.
  private static func check(ranges: [String], _ errors: inout FieldErrors) {
    let path: FieldPath = "spec.podCIDRs"
    for (index, range) in ranges.enumerated() { errors.checkLegacyRange(path[index], range) }
    guard ranges.count > 1 else { return }
    let families = ranges.compactMap { SloppyRange($0)?.range.base.family }
    if families.count < ranges.count {
      let detail = "invalid PodCIDRs. failed to check with dual stack"
      errors.add(.internalError, path, "Internal error: \(detail)")
    }
    if Set(families).count < 2 || ranges.count > 2 {
      let detail = "may specify no more than one CIDR for each IP family"
      errors.addInvalid(path, ranges.map(JSONTree.string), detail)
    }
    for (index, range) in ranges.enumerated() where ranges[..<index].contains(range) {
      errors.addDuplicate(path[index], .string(range))
    }
  }

  private static func check(_ node: JSONTree, of old: JSONTree, _ errors: inout FieldErrors) {
    let addresses = node.object("status").list("addresses")
    for (index, address) in addresses.enumerated() where addresses[..<index].contains(address) {
      errors.addDuplicate(FieldPath.root["status"]["addresses"][index], address)
    }
    let (spec, former) = (node.object("spec"), old.object("spec"))
    checkRangesKept(spec.texts("podCIDRs"), of: former.texts("podCIDRs"), &errors)
    let provider = former.text("providerID")
    if !provider.isEmpty, provider != spec.text("providerID") {
      let detail = #"node updates may not change providerID except from "" to valid"#
      errors.addForbidden("spec.providerID", detail)
    }
    if spec.text("externalID") != former.text("externalID") {
      errors.addForbidden("spec.externalID", "may not be updated")
    }
  }

  /// Ranges that a node has stay.
  private static func checkRangesKept(
    _ ranges: [String],
    of former: [String],
    _ errors: inout FieldErrors
  ) {
    guard !former.isEmpty else { return }
    let changes =
      ranges.count == former.count ? zip(ranges, former).count { $0 != $1 } : 1
    for _ in 0..<changes {
      let detail = #"node updates may not change podCIDR except from "" to valid"#
      errors.addForbidden("spec.podCIDRs", detail)
    }
  }
}

/// What the API server checks in a Namespace.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidateNamespace` and
/// `ValidateNamespaceStatusUpdate`.
enum NamespaceValidation {
  static func errors(in object: JSONTree, _ operation: ObjectAdmission.Operation) -> FieldErrors {
    var errors = FieldErrors()
    switch operation {
    case .create:
      errors.checkMetadata(of: object, isNamespaced: false, name: .label)
      for finalizer in object.object("spec").texts("finalizers") {
        check(finalizer: finalizer, &errors)
      }
    case .update(let old):
      errors.checkMetadataUpdate(of: object, old: old)
    case .statusUpdate(let old):
      errors.checkMetadataUpdate(of: object, old: old)
      checkPhase(of: object, &errors)
    }
    return errors
  }

  private static func check(finalizer: String, _ errors: inout FieldErrors) {
    let path: FieldPath = "spec.finalizers"
    errors.addInvalid(path, finalizer, NameValidation.qualifiedName(finalizer))
    if !finalizer.contains("/"), finalizer != "kubernetes" {
      let detail = "name is neither a standard finalizer name nor is it fully qualified"
      errors.addInvalid(path, finalizer, [detail])
    }
  }

  /// A namespace ends when it is being deleted, and only then.
  private static func checkPhase(of object: JSONTree, _ errors: inout FieldErrors) {
    let phase = object.object("status").text("phase")
    let isDeleted = object.object("metadata")["deletionTimestamp"] != nil
    if !isDeleted, phase != "Active" {
      let detail = "may only be 'Active' if `deletionTimestamp` is empty"
      errors.addInvalid("status.Phase", phase, [detail])
    } else if isDeleted, phase != "Terminating" {
      let detail = "may only be 'Terminating' if `deletionTimestamp` is not empty"
      errors.addInvalid("status.Phase", phase, [detail])
    }
  }
}

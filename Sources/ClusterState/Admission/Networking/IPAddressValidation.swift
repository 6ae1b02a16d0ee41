/// What the API server checks in an IPAddress, the object that holds a cluster IP.
///
/// Source: pkg/apis/networking/validation/validation.go, `ValidateIPAddress` and
/// `ValidateIPAddressUpdate`.
enum IPAddressValidation {
  static func errors(in object: JSONTree, _ operation: ObjectAdmission.Operation) -> FieldErrors {
    var errors = FieldErrors()
    let parent = object.object("spec")["parentRef"]
    switch operation {
    case .create:
      let rule = NameRule(AddressValidation.canonicalAddress)
      errors.checkMetadata(of: object, isNamespaced: false, name: rule)
      check(parent: parent, &errors)
    case .update(let old), .statusUpdate(let old):
      errors.checkMetadataUpdate(of: object, old: old)
      errors.checkImmutable("spec.parentRef", parent, old.object("spec")["parentRef"])
    }
    return errors
  }

  /// The object that the address belongs to, of any resource; its group may be the empty one.
  private static func check(parent: JSONTree?, _ errors: inout FieldErrors) {
    let path: FieldPath = "spec.parentRef"
    guard let parent else { return errors.addRequired(path) }
    let group = parent.text("group")
    if !group.isEmpty {
      errors.addInvalid(path["group"], group, NameValidation.subdomain(group))
    }
    for key in ["resource", "name"] {
      ReferenceValidation.checkSegment(parent.text(key), at: path[key], &errors)
    }
    let namespace = parent.text("namespace")
    let messages = ReferenceValidation.pathSegmentMessages(namespace)
    errors.addInvalid(path["namespace"], namespace, messages)
  }
}

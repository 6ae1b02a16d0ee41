/// What the API server checks in a ServiceCIDR.
///
/// Source: pkg/apis/networking/validation/validation.go, `ValidateServiceCIDR` and
/// `ValidateServiceCIDRUpdate`.
enum ServiceCIDRValidation {
  static func errors(in object: JSONTree, _ operation: ObjectAdmission.Operation) -> FieldErrors {
    var errors = FieldErrors()
    let ranges = object.object("spec").texts("cidrs")
    switch operation {
    case .create:
      errors.checkMetadata(of: object, isNamespaced: false)
      check(ranges, &errors)
    case .update(let old):
      errors.checkMetadataUpdate(of: object, old: old)
      check(ranges, of: old.object("spec").texts("cidrs"), &errors)
    case .statusUpdate(let old):
      errors.checkMetadataUpdate(of: object, old: old)
    }
    return errors
  }

  private static let path: FieldPath = "spec.cidrs"

  /// One range, or two of different families.
  private static func check(_ ranges: [String], _ errors: inout FieldErrors) {
    guard !ranges.isEmpty else { return errors.addRequired(path, "at least one CIDR required") }
    guard ranges.count <= 2 else {
      let spec: JSONTree = ["CIDRs": .array(ranges.map(JSONTree.string))]
      return errors.addInvalid(path, spec, "may only hold up to 2 values")
    }
    for (index, range) in ranges.enumerated() {
      errors.addInvalid(path[index], range, AddressValidation.canonicalRange(range))
    }
    let families = ranges.compactMap { SloppyRange($0)?.range.base.family }
    if families.count == 2, families[0] == families[1] {
      errors.addInvalid(
        path,
        .array(ranges.map(JSONTree.string)),
        "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64"
      )
    }
  }

  /// Ranges stay as they are; one of the other family may be added to a single one.
  private static func check(
    _ ranges: [String],
    of former: [String],
    _ errors: inout FieldErrors
  ) {
    let detail = "field is immutable"
    if former.count == ranges.count {
      for (index, range) in ranges.enumerated() where range != former[index] {
        errors.addInvalid(path[index], range, [detail])
      }
    } else if former.count == 1, ranges.count == 2 {
      if ranges[0] != former[0] { errors.addInvalid(path[0], ranges[0], [detail]) }
      check(ranges, &errors)
    } else {
      errors.addInvalid(path, .array(ranges.map(JSONTree.string)), detail)
    }
  }
}

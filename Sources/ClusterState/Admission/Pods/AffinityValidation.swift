/// What the API server checks in affinities.
///
/// Source: pkg/apis/core/validation/validation.go, `validateAffinity`.
enum AffinityValidation {
  private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
  private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

  static func check(in pod: PodContext, at path: FieldPath, _ errors: inout FieldErrors) {
    let affinity = pod.spec.object("affinity")
    let path = path["affinity"]
    if let node = affinity["nodeAffinity"] {
      check(node: node, at: path["nodeAffinity"], &errors)
    }
    for key in ["podAffinity", "podAntiAffinity"] {
      for (index, term) in affinity.object(key).list(required).enumerated() {
        check(term: term, in: pod, at: path[key][required][index], &errors)
      }
      for (index, term) in affinity.object(key).list(preferred).enumerated() {
        let path = path[key][preferred][index]
        checkWeight(term, at: path, &errors)
        check(term: term.object("podAffinityTerm"), in: pod, at: path["podAffinityTerm"], &errors)
      }
    }
  }

  private static func checkWeight(
    _ term: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let weight = term.number("weight") ?? 0
    if !(1...100).contains(weight) {
      errors.addInvalid(path["weight"], .integer(weight), "must be in the range 1-100")
    }
  }

  private static func check(node: JSONTree, at path: FieldPath, _ errors: inout FieldErrors) {
    if let selector = node[required] {
      let path = path[required]["nodeSelectorTerms"]
      let terms = selector.list("nodeSelectorTerms")
      if terms.isEmpty {
        errors.addRequired(path, "must have at least one node selector term")
      }
      for (index, term) in terms.enumerated() { check(nodeTerm: term, at: path[index], &errors) }
    }
    for (index, term) in node.list(preferred).enumerated() {
      let path = path[preferred][index]
      checkWeight(term, at: path, &errors)
      check(nodeTerm: term.object("preference"), at: path["preference"], &errors)
    }
  }

  private static func check(
    nodeTerm term: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    for (index, requirement) in term.list("matchExpressions").enumerated() {
      let path = path["matchExpressions"][index]
      checkOperator(of: requirement, at: path, &errors)
      let key = requirement.text("key")
      errors.addInvalid(path["key"], key, NameValidation.qualifiedName(key))
    }
    for (index, requirement) in term.list("matchFields").enumerated() {
      check(fieldRequirement: requirement, at: path["matchFields"][index], &errors)
    }
  }

  private static func checkOperator(
    of requirement: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let count = requirement.list("values").count
    switch requirement.text("operator") {
    case "In", "NotIn":
      if count == 0 {
        let detail = "must be specified when `operator` is 'In' or 'NotIn'"
        errors.addRequired(path["values"], detail)
      }
    case "Exists", "DoesNotExist":
      if count > 0 {
        let detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
        errors.addForbidden(path["values"], detail)
      }
    case "Gt", "Lt":
      if count != 1 {
        let detail = "must be specified single value when `operator` is 'Lt' or 'Gt'"
        errors.addRequired(path["values"], detail)
      }
    case let text:
      errors.addInvalid(path["operator"], text, ["not a valid selector operator"])
    }
  }

  /// A requirement about a field of the node, which can only be its name.
  private static func check(
    fieldRequirement requirement: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let comparison = requirement.text("operator")
    let values = requirement.texts("values")
    if comparison != "In", comparison != "NotIn" {
      errors.addInvalid(path["operator"], comparison, ["not a valid selector operator"])
    } else if values.count != 1 {
      let detail =
        "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
      errors.addRequired(path["values"], detail)
    }
    let key = requirement.text("key")
    guard key == "metadata.name" else {
      return errors.addInvalid(path["key"], key, ["not a valid field selector key"])
    }
    for (index, value) in values.enumerated() {
      errors.addInvalid(path["values"][index], value, NameValidation.subdomain(value))
    }
  }

  private static func check(
    term: JSONTree,
    in pod: PodContext,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    for key in ["labelSelector", "namespaceSelector"] {
      let allowed = pod.allowsInvalidSelectorValues
      errors.checkSelector(path[key], term[key], allowingInvalidValues: allowed)
    }
    for name in term.texts("namespaces") {
      errors.addInvalid(path["namespace"], name, NameValidation.label(name))
    }
    let key = term.text("topologyKey")
    if key.isEmpty { errors.addRequired(path["topologyKey"], "can not be empty") }
    errors.addInvalid(path["topologyKey"], key, NameValidation.qualifiedName(key))
  }
}

/// What the API server checks in selectors of labels.
///
/// Source: apimachinery `pkg/apis/meta/v1/validation/validation.go`, `ValidateLabelSelector`.
extension FieldErrors {
  /// Checks `matchLabels` and `matchExpressions`; values may be let through for an old object
  /// that has malformed ones.
  package mutating func checkSelector(
    _ field: FieldPath,
    _ selector: JSONTree?,
    allowingInvalidValues: Bool = false
  ) {
    guard let selector else { return }
    checkLabels(field["matchLabels"], selector["matchLabels"])
    for (index, requirement) in selector.list("matchExpressions").enumerated() {
      let path = field["matchExpressions"][index]
      checkOperator(of: requirement, path)
      let key = requirement.text("key")
      addInvalid(path["key"], key, NameValidation.qualifiedName(key))
      guard !allowingInvalidValues else { continue }
      for (number, value) in requirement.texts("values").enumerated() {
        addInvalid(path["values"][number], value, NameValidation.labelValue(value))
      }
    }
  }

  private mutating func checkOperator(of requirement: JSONTree, _ path: FieldPath) {
    let count = requirement.list("values").count
    switch requirement.text("operator") {
    case "In", "NotIn":
      if count == 0 {
        addRequired(path["values"], "must be specified when `operator` is 'In' or 'NotIn'")
      }
    case "Exists", "DoesNotExist":
      if count > 0 {
        let detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
        addForbidden(path["values"], detail)
      }
    case let text:
      addInvalid(path["operator"], text, ["not a valid selector operator"])
    }
  }
}

extension LabelSelector {
  /// A selector as it stands in an object, whether or not it is valid.
  package init(_ tree: JSONTree) {
    self.init(
      matchLabels: Labels(tree.object("matchLabels")),
      matchExpressions: tree.list("matchExpressions").map { requirement in
        Requirement(
          key: requirement.text("key"),
          comparison: requirement.text("operator"),
          values: requirement.texts("values")
        )
      }
    )
  }
}

extension Labels {
  /// The texts of an object, such as `metadata.labels`.
  package init(_ tree: JSONTree) {
    self.init(pairs: tree.members.map { Pair(key: $0.key, value: $0.value.string ?? "") })
  }
}

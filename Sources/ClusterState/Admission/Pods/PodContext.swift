/// What the checks of a pod's parts must know of the pod.
struct PodContext {
  /// Whether this is a pod itself rather than the template of a workload.
  let isPod: Bool
  /// `spec` of the pod or of the template.
  let spec: JSONTree
  /// Sources of the volumes by name.
  var volumes: [String: JSONTree] = [:]
  /// Whether values of label selectors are left alone, as the old object has malformed ones.
  var allowsInvalidSelectorValues = false

  init(_ spec: JSONTree, isPod: Bool) {
    self.isPod = isPod
    self.spec = spec
  }

  /// The time that containers are given to end.
  var gracePeriod: Int64? { spec.number("terminationGracePeriodSeconds") }

  /// Whether users of the containers are those of the node.
  var usesHostUsers: Bool { spec["hostUsers"]?.boolean ?? true }

  /// Names of the claims that containers may refer to.
  var claimNames: [String] {
    spec.list("resourceClaims").map { $0.text("name") }.filter { !$0.isEmpty }
  }

  var isWindows: Bool { spec.object("os").text("name") == "windows" }
}

extension FieldErrors {
  /// Checks that a number is not negative (`ValidateNonnegativeField`).
  mutating func checkNonnegative(_ field: FieldPath, _ value: Int64?) {
    guard let value, value < 0 else { return }
    addInvalid(field, .integer(value), "must be greater than or equal to 0")
  }

  /// Checks a text of a closed set that must be there; the answer lists the set as it is.
  mutating func checkChoice(_ field: FieldPath, _ value: String, of allowed: [String]) {
    if value.isEmpty {
      addRequired(field)
    } else if !allowed.contains(value) {
      addNotSupported(field, .string(value), allowed: allowed)
    }
  }

  /// Checks the number of a port or its name (`ValidatePortNumOrName`).
  mutating func checkPort(_ field: FieldPath, _ port: JSONTree?) {
    if let name = port?.string {
      addInvalid(field, name, NameValidation.portName(name))
    } else {
      let number = port?.integer ?? 0
      addInvalid(field, number, NameValidation.portNumber(number))
    }
  }
}

/// What the API server checks in tolerations, taints and the spread of pods.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidateTolerations`, `validateNodeTaints`
/// and `validateTopologySpreadConstraints`.
enum SchedulingValidation {
  static let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]

  static func check(
    tolerations: [JSONTree],
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    for (index, toleration) in tolerations.enumerated() {
      let path = path[index]
      let (key, comparison) = (toleration.text("key"), toleration.text("operator"))
      let (value, effect) = (toleration.text("value"), toleration.text("effect"))
      if !key.isEmpty {
        errors.addInvalid(path["key"], key, NameValidation.qualifiedName(key))
      } else if comparison != "Exists" {
        let detail =
          "operator must be Exists when `key` is empty, which means \"match all values and all"
          + " keys\""
        errors.addInvalid(path["operator"], comparison, [detail])
      }
      if toleration["tolerationSeconds"] != nil, effect != "NoExecute" {
        let detail = "effect must be 'NoExecute' when `tolerationSeconds` is set"
        errors.addInvalid(path["effect"], effect, [detail])
      }
      switch comparison {
      case "Equal", "":
        let messages = NameValidation.labelValue(value)
        if !messages.isEmpty {
          errors.addInvalid(path["operator"], value, [messages.joined(separator: ";")])
        }
      case "Exists":
        if !value.isEmpty {
          let detail = "value must be empty when `operator` is 'Exists'"
          errors.addInvalid(path["operator"], value, [detail])
        }
      default:
        errors.addNotSupported(path["operator"], comparison, allowed: ["Equal", "Exists"])
      }
      if !effect.isEmpty, !effects.contains(effect) {
        errors.addNotSupported(path["effect"], .string(effect), allowed: effects)
      }
    }
  }

  static func check(taints: [JSONTree], at path: FieldPath, _ errors: inout FieldErrors) {
    var seen: Set<[String]> = []
    for (index, taint) in taints.enumerated() {
      let path = path[index]
      let (key, value) = (taint.text("key"), taint.text("value"))
      errors.addInvalid(path["key"], key, NameValidation.qualifiedName(key))
      let messages = NameValidation.labelValue(value)
      if !messages.isEmpty {
        errors.addInvalid(path["value"], value, [messages.joined(separator: ";")])
      }
      errors.checkChoice(path["effect"], taint.text("effect"), of: effects)
      if !seen.insert([key, taint.text("effect")]).inserted {
        errors.addDuplicate(path, taint)
      }
    }
  }

  static func check(
    spread constraints: [JSONTree],
    in pod: PodContext,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    var seen: Set<[String]> = []
    for (index, constraint) in constraints.enumerated() {
      let path = path[index]
      let skew = constraint.number("maxSkew") ?? 0
      if skew <= 0 {
        errors.addInvalid(path["maxSkew"], .integer(skew), "must be greater than zero")
      }
      let key = constraint.text("topologyKey")
      if key.isEmpty {
        errors.addRequired(path["topologyKey"], "can not be empty")
      } else {
        errors.addInvalid(path["topologyKey"], key, NameValidation.qualifiedName(key))
      }
      let action = constraint.text("whenUnsatisfiable")
      let actions = ["DoNotSchedule", "ScheduleAnyway"]
      if !actions.contains(action) {
        errors.addNotSupported(path["whenUnsatisfiable"], action, allowed: actions)
      }
      if !seen.insert([key, action]).inserted {
        errors.addDuplicate(path["{topologyKey, whenUnsatisfiable}"], "{\(key), \(action)}")
      }
      if let least = constraint.number("minDomains") {
        if least <= 0 {
          errors.addInvalid(path["minDomains"], .integer(least), "must be greater than 0")
        }
        if action != "DoNotSchedule" {
          let detail =
            "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not \(action)"
          errors.addInvalid(path["minDomains"], .integer(least), detail)
        }
      }
      for policy in ["nodeAffinityPolicy", "nodeTaintsPolicy"] {
        guard let value = constraint[policy]?.string, value != "Honor", value != "Ignore"
        else { continue }
        errors.addNotSupported(path[policy], value, allowed: ["Honor", "Ignore"])
      }
      let allowed = pod.allowsInvalidSelectorValues
      let selector = constraint["labelSelector"]
      errors.checkSelector(path["labelSelector"], selector, allowingInvalidValues: allowed)
    }
  }
}

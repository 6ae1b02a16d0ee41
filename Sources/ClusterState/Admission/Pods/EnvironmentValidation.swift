/// What the API server checks in the environment of containers.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidateEnv` and `ValidateEnvFrom`.
enum EnvironmentValidation {
  static func check(_ container: JSONTree, at path: FieldPath, _ errors: inout FieldErrors) {
    for (index, variable) in container.list("env").enumerated() {
      let path = path["env"][index]
      let name = variable.text("name")
      if name.isEmpty {
        errors.addRequired(path["name"])
      } else {
        errors.addInvalid(path["name"], name, nameMessages(name))
      }
      guard let source = variable["valueFrom"] else { continue }
      let hasValue = !variable.isZero("value")
      check(source, at: path["valueFrom"], hasValue: hasValue, &errors)
    }
    let path = path["envFrom"]
    for (index, source) in container.list("envFrom").enumerated() {
      let prefix = source.text("prefix")
      if !prefix.isEmpty {
        errors.addInvalid(path[index]["prefix"], prefix, nameMessages(prefix))
      }
      let references = ["configMapRef", "secretRef"].filter { source[$0] != nil }
      for key in references { checkName(source.object(key), at: path[index][key], &errors) }
      if references.isEmpty {
        let detail = "must specify one of: `configMapRef` or `secretRef`"
        errors.addInvalid(path, "", [detail])
      } else if references.count > 1 {
        errors.addInvalid(path, "", ["may not have more than one field specified at a time"])
      }
    }
  }

  /// Printable ASCII without `=` (`IsRelaxedEnvVarName`).
  private static func nameMessages(_ name: String) -> [String] {
    let isValid = name.utf8.allSatisfy { (32...126).contains($0) && $0 != UInt8(ascii: "=") }
    let detail =
      "a valid environment variable name must consist only of printable ASCII characters other"
      + " than '='"
    let pattern = #"^[ -<>-~]+$"#
    return isValid ? [] : [NameValidation.pattern(detail, [], pattern)]
  }

  private static func checkName(
    _ reference: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let name = reference.text("name")
    if name.isEmpty {
      errors.addRequired(path["name"])
    } else {
      let messages = NameRule.subdomain.messages(for: name, isPrefix: true)
      errors.addInvalid(path["name"], name, messages)
    }
  }

  private static func check(
    _ source: JSONTree,
    at path: FieldPath,
    hasValue: Bool,
    _ errors: inout FieldErrors
  ) {
    let kinds = [
      "fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef",
    ].filter { source[$0] != nil }
    for kind in kinds {
      let reference = source.object(kind)
      switch kind {
      case "fieldRef":
        checkField(reference, at: path[kind], allowed: environmentFields, &errors)
      case "resourceFieldRef":
        checkResource(reference, at: path[kind], needsContainer: false, &errors)
      case "fileKeyRef":
        for key in ["key", "volumeName", "path"] where reference.isZero(key) {
          errors.addRequired(path[kind][key])
        }
      default:
        checkKey(reference, at: path[kind], &errors)
      }
    }
    if kinds.isEmpty {
      let detail =
        "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef`"
        + " or `fileKeyRef`"
      errors.addInvalid(path, "", [detail])
    } else if hasValue {
      errors.addInvalid(path, "", ["may not be specified when `value` is not empty"])
    } else if kinds.count > 1 {
      errors.addInvalid(path, "", ["may not have more than one field specified at a time"])
    }
  }

  /// A key of a ConfigMap or Secret (`IsConfigMapKey`).
  private static func checkKey(
    _ reference: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let (name, key) = (reference.text("name"), reference.text("key"))
    errors.addInvalid(path["name"], name, NameValidation.subdomain(name))
    guard !key.isEmpty else { return errors.addRequired(path["key"]) }
    errors.addInvalid(path["key"], key, keyMessages(key))
  }

  static func keyMessages(_ key: String) -> [String] {
    var messages = NameValidation.tooLong(key, most: 253)
    let isValid = key.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 0x20) || "-._".utf8.contains(byte)
    }
    if !isValid || key.isEmpty {
      let rule =
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"
      let examples = ["key.name", "KEY_NAME", "key-name"]
      messages.append(NameValidation.pattern(rule, examples, "[-._a-zA-Z0-9]+"))
    }
    if key == "." || key == ".." {
      messages.append("must not be '\(key)'")
    } else if key.hasPrefix("..") {
      messages.append("must not start with '..'")
    }
    return messages
  }
}

extension EnvironmentValidation {
  private static let environmentFields = [
    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName",
    "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP",
    "status.podIPs",
  ]
  static let volumeFields = [
    "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace",
    "metadata.uid",
  ]
  private static let convertibleFields =
    environmentFields + volumeFields
    + ["spec.restartPolicy", "spec.schedulerName", "status.phase"]
  private static let resources = [
    "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu",
    "requests.ephemeral-storage", "requests.memory",
  ]

  /// A field of the pod itself (`validateObjectFieldSelector`).
  static func checkField(
    _ reference: JSONTree,
    at path: FieldPath,
    allowed: [String],
    _ errors: inout FieldErrors
  ) {
    let field = reference.text("fieldPath")
    if reference.isZero("apiVersion") { return errors.addRequired(path["apiVersion"]) }
    if field.isEmpty { return errors.addRequired(path["fieldPath"]) }
    if let start = field.firstIndex(of: "["), field.hasSuffix("']") {
      let key = String(field[start...].dropFirst(2).dropLast(2))
      switch field[..<start] {
      case "metadata.annotations":
        let lowercased = key.lowercased()
        errors.addInvalid(path, lowercased, NameValidation.qualifiedName(lowercased))
      case "metadata.labels":
        errors.addInvalid(path, key, NameValidation.qualifiedName(key))
      case let other:
        errors.addInvalid(path, String(other), ["does not support subscript"])
      }
      return
    }
    if reference["apiVersion"] != "v1" || !convertibleFields.contains(field) {
      let detail = "error converting fieldPath: field label not supported: \(field)"
      errors.addInvalid(path["fieldPath"], field, [detail])
    } else if !allowed.contains(field) {
      errors.addNotSupported(path["fieldPath"], field, allowed: allowed)
    }
  }

  /// A resource of a container (`validateContainerResourceFieldSelector`).
  static func checkResource(
    _ reference: JSONTree,
    at path: FieldPath,
    needsContainer: Bool,
    _ errors: inout FieldErrors
  ) {
    let resource = reference.text("resource")
    if needsContainer, reference.isZero("containerName") {
      errors.addRequired(path["containerName"])
    } else if resource.isEmpty {
      errors.addRequired(path["resource"])
    } else if !resources.contains(resource), !resource.hasPrefix("requests.hugepages-"),
      !resource.hasPrefix("limits.hugepages-")
    {
      errors.addNotSupported(path["resource"], resource, allowed: resources)
    }
  }
}

/// What the API server checks in the backend of an Ingress, and in what refers to an object of
/// the same namespace.
///
/// Source: pkg/apis/networking/validation/validation.go, `validateIngressBackend`.
enum IngressBackendValidation {
  static func check(
    _ backend: JSONTree,
    at path: FieldPath,
    _ serviceName: NameRule,
    _ errors: inout FieldErrors
  ) {
    switch (backend["resource"], backend["service"]) {
    case (_?, _?):
      errors.addInvalid(path, "", ["cannot set both resource and service backends"])
    case (let resource?, nil):
      ReferenceValidation.check(resource, at: path["resource"], &errors)
    case (nil, let service?):
      check(service: service, at: path, serviceName, &errors)
    case (nil, nil):
      errors.addInvalid(path, "", ["resource or service backend is required"])
    }
  }

  private static func check(
    service: JSONTree,
    at path: FieldPath,
    _ rule: NameRule,
    _ errors: inout FieldErrors
  ) {
    let namePath = path["service"]["name"]
    let name = service.text("name")
    if name.isEmpty {
      errors.addRequired(namePath)
    } else {
      errors.addInvalid(namePath, name, rule.messages(for: name))
    }
    let portPath = path["service"]["port"]
    let portName = service.object("port").text("name")
    let number = service.object("port").number("number") ?? 0
    switch (portName.isEmpty, number == 0) {
    case (false, false):
      errors.addInvalid(path, "", ["cannot set both port name & port number"])
    case (false, true):
      errors.addInvalid(portPath["name"], portName, NameValidation.portName(portName))
    case (true, false):
      for message in NameValidation.portNumber(number) {
        errors.addInvalid(portPath["number"], .integer(number), message)
      }
    case (true, true):
      errors.addRequired(path, "port name or number is required")
    }
  }
}

/// What the API server checks in references to objects of any kind.
///
/// Source: pkg/apis/networking/validation/validation.go,
/// `validateIngressTypedLocalObjectReference`.
enum ReferenceValidation {
  /// A group that may be absent, a kind and a name.
  static func check(_ reference: JSONTree, at path: FieldPath, _ errors: inout FieldErrors) {
    if let group = reference["apiGroup"]?.string {
      errors.addInvalid(path["apiGroup"], group, NameValidation.subdomain(group))
    }
    for key in ["kind", "name"] { checkSegment(reference.text(key), at: path[key], &errors) }
  }

  /// A text that must be there and fit into a URL as one segment.
  static func checkSegment(_ text: String, at path: FieldPath, _ errors: inout FieldErrors) {
    if text.isEmpty {
      errors.addRequired(path)
    } else {
      errors.addInvalid(path, text, pathSegmentMessages(text))
    }
  }

  /// Why a text cannot be one segment of a URL's path (apimachinery, `IsPathSegmentName`).
  static func pathSegmentMessages(_ text: String) -> [String] {
    if text == "." || text == ".." { return ["may not be '\(text)'"] }
    return ["/", "%"].filter { text.contains($0) }.map { "may not contain '\($0)'" }
  }
}

/// What the API server checks in an IngressClass.
///
/// Source: pkg/apis/networking/validation/validation.go, `ValidateIngressClass` and
/// `ValidateIngressClassUpdate`.
enum IngressClassValidation {
  static func errors(in object: JSONTree, _ operation: ObjectAdmission.Operation) -> FieldErrors {
    var errors = FieldErrors()
    let spec = object.object("spec")
    if case .update(let old) = operation {
      errors.checkMetadataUpdate(of: object, old: old)
      let former = old.object("spec")["controller"]
      errors.checkImmutable("spec.controller", spec["controller"], former)
    }
    errors.checkMetadata(of: object, isNamespaced: false)
    checkController(spec.text("controller"), &errors)
    if let parameters = spec["parameters"] { check(parameters: parameters, &errors) }
    return errors
  }

  /// The most bytes that the name of a controller may have.
  private static let controllerBytesMax = 250

  /// A domain and a path, such as `example.com/ingress-controller` (`IsDomainPrefixedPath`).
  private static func checkController(_ name: String, _ errors: inout FieldErrors) {
    let path = FieldPath.root["spec"]["controller"]
    guard !name.isEmpty else { return errors.addRequired(path) }
    if name.utf8.count > controllerBytesMax { errors.addTooLong(path, most: controllerBytesMax) }
    let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      let detail = #"must be a domain-prefixed path (such as "acme.io/foo")"#
      return errors.addInvalid(path, name, [detail])
    }
    let domain = String(parts[0])
    errors.addInvalid(path, domain, NameValidation.subdomain(domain))
    let isPath = parts[1].utf8.allSatisfy { byte in
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        || "/-._~%!$&'()*+,;=:".utf8.contains(byte)
    }
    if !isPath {
      let message = NameValidation.pattern("Invalid path", [], #"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+"#)
      errors.addInvalid(path, String(parts[1]), [message])
    }
  }

  private static func check(parameters: JSONTree, _ errors: inout FieldErrors) {
    let path = FieldPath.root["spec"]["parameters"]
    ReferenceValidation.check(parameters, at: path, &errors)
    let namespace = parameters["namespace"]?.string
    switch (parameters["scope"]?.string, namespace) {
    case (nil, _):
      errors.addRequired(path["scope"])
    case ("Namespace"?, nil):
      errors.addRequired(path["namespace"], "`parameters.scope` is set to 'Namespace'")
    case ("Namespace"?, let namespace?):
      errors.addInvalid(path["namespace"], namespace, NameValidation.label(namespace))
    case ("Cluster"?, _?):
      errors.addForbidden(path["namespace"], "`parameters.scope` is set to 'Cluster'")
    case ("Cluster"?, nil):
      break
    case (let scope?, _):
      errors.addNotSupported(path["scope"], scope, allowed: ["Cluster", "Namespace"])
    }
  }
}

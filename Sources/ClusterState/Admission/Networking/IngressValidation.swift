/// What the API server checks in an Ingress.
///
/// Source: pkg/apis/networking/validation/validation.go, `ValidateIngressCreate`,
/// `ValidateIngressUpdate` and `ValidateIngressStatusUpdate`.
enum IngressValidation {
  /// The annotation that named the class before there was `spec.ingressClassName`.
  static let classAnnotation = "kubernetes.io/ingress.class"

  /// What an object that is stored already may keep, although it would be refused today.
  private struct Leniency {
    var invalidSecretNames = false
    var invalidWildcardRules = false
  }

  static func errors(in ingress: JSONTree, _ operation: ObjectAdmission.Operation) -> FieldErrors {
    var errors = FieldErrors()
    switch operation {
    case .create:
      errors.checkMetadata(of: ingress)
      check(ingress.object("spec"), Leniency(), &errors)
      checkClass(of: ingress, &errors)
    case .update(let old):
      errors.checkMetadataUpdate(of: ingress, old: old)
      errors.checkMetadata(of: ingress)
      check(ingress.object("spec"), leniency(for: old), &errors)
    case .statusUpdate(let old):
      errors.checkMetadataUpdate(of: ingress, old: old)
      checkStatus(ingress, of: old, &errors)
    }
    return errors
  }

  /// On creation, annotation and field may both name the class only if they agree.
  private static func checkClass(of ingress: JSONTree, _ errors: inout FieldErrors) {
    guard let name = ingress.object("spec")["ingressClassName"]?.string,
      let annotation = ingress.object("metadata").object("annotations")[classAnnotation]?.string,
      name != annotation
    else { return }
    errors.addInvalid(
      FieldPath.root["annotations"][classAnnotation],
      .string(annotation),
      "must match `ingressClassName` when both are specified"
    )
  }

  private static func leniency(for old: JSONTree) -> Leniency {
    let spec = old.object("spec")
    return Leniency(
      invalidSecretNames: spec.list("tls").contains {
        !secretNameMessages($0.text("secretName")).isEmpty
      },
      invalidWildcardRules: spec.list("rules").contains { rule in
        guard rule.text("host").contains("*") else { return false }
        var errors = FieldErrors()
        // The names of Services are held to the old rule here, whatever is allowed now.
        checkPaths(of: rule, at: .root, serviceName: .label1035, &errors)
        return !errors.isEmpty
      }
    )
  }
}

extension IngressValidation {
  private static func check(
    _ spec: JSONTree,
    _ leniency: Leniency,
    _ errors: inout FieldErrors
  ) {
    let path: FieldPath = "spec"
    let rules = spec.list("rules")
    if rules.isEmpty, spec["defaultBackend"] == nil {
      errors.addInvalid(
        path,
        spec["rules"] ?? .null,
        "either `defaultBackend` or `rules` must be specified"
      )
    }
    if let backend = spec["defaultBackend"] {
      IngressBackendValidation.check(backend, at: path["defaultBackend"], .label, &errors)
    }
    for (index, rule) in rules.enumerated() {
      check(rule, at: path["rules"][index], leniency, &errors)
    }
    for (index, entry) in spec.list("tls").enumerated() {
      checkTLS(entry, at: path["tls"][index], leniency, &errors)
    }
    if let name = spec["ingressClassName"]?.string {
      errors.addInvalid(path["ingressClassName"], name, NameValidation.subdomain(name))
    }
  }

  private static func check(
    _ rule: JSONTree,
    at path: FieldPath,
    _ leniency: Leniency,
    _ errors: inout FieldErrors
  ) {
    let host = rule.text("host")
    let isWildcard = host.contains("*")
    if !host.isEmpty {
      if SloppyAddress(host) != nil {
        let detail = "must be a DNS name, not an IP address"
        errors.addInvalid(path["host"], .string(host), detail)
      }
      checkHost(host, at: path["host"], &errors)
    }
    if !isWildcard || !leniency.invalidWildcardRules {
      checkPaths(of: rule, at: path, serviceName: .label, &errors)
    }
  }

  /// A name of a host, perhaps with `*.` in front.
  private static func checkHost(
    _ host: String,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let messages =
      host.contains("*")
      ? NameValidation.wildcardSubdomain(host) : NameValidation.subdomain(host)
    errors.addInvalid(path, host, messages)
  }

  private static func checkTLS(
    _ entry: JSONTree,
    at path: FieldPath,
    _ leniency: Leniency,
    _ errors: inout FieldErrors
  ) {
    for (index, host) in entry.texts("hosts").enumerated() {
      checkHost(host, at: path["hosts"][index], &errors)
    }
    guard !leniency.invalidSecretNames else { return }
    let name = entry.text("secretName")
    errors.addInvalid(path["secretName"], name, secretNameMessages(name))
  }

  private static func secretNameMessages(_ name: String) -> [String] {
    name.isEmpty ? [] : NameValidation.subdomain(name)
  }

  private static func checkPaths(
    of rule: JSONTree,
    at path: FieldPath,
    serviceName: NameRule,
    _ errors: inout FieldErrors
  ) {
    guard let http = rule["http"] else { return }
    let paths = http.list("paths")
    if paths.isEmpty { errors.addRequired(path["http"]["paths"]) }
    for (index, entry) in paths.enumerated() {
      check(path: entry, at: path["http"]["paths"][index], serviceName, &errors)
    }
  }

  private static func check(
    path entry: JSONTree,
    at path: FieldPath,
    _ serviceName: NameRule,
    _ errors: inout FieldErrors
  ) {
    guard let type = entry["pathType"]?.string else {
      return errors.addRequired(path["pathType"], "pathType must be specified")
    }
    let text = entry.text("path")
    switch type {
    case "Exact", "Prefix":
      errors.addInvalid(path["path"], text, prefixMessages(text))
    case "ImplementationSpecific":
      if !text.isEmpty, !text.hasPrefix("/") {
        errors.addInvalid(path["path"], text, ["must be an absolute path"])
      }
    default:
      let allowed = ["Exact", "ImplementationSpecific", "Prefix"]
      errors.addNotSupported(path["pathType"], type, allowed: allowed)
    }
    let backend = entry.object("backend")
    IngressBackendValidation.check(backend, at: path["backend"], serviceName, &errors)
  }

  /// What is wrong with a path that is compared element by element.
  private static func prefixMessages(_ text: String) -> [String] {
    let sequences = ["//", "/./", "/../", "%2f", "%2F"].filter { text.contains($0) }
    let ends = ["/..", "/."].filter { text.hasSuffix($0) }
    return (text.hasPrefix("/") ? [] : ["must be an absolute path"])
      + sequences.map { "must not contain '\($0)'" } + ends.map { "cannot end with '\($0)'" }
  }
}

extension IngressValidation {
  /// Addresses and names that a load balancer gave; what was there may stay as it is.
  private static func checkStatus(
    _ ingress: JSONTree,
    of old: JSONTree,
    _ errors: inout FieldErrors
  ) {
    let entries = { (object: JSONTree) in
      object.object("status").object("loadBalancer").list("ingress")
    }
    let known = entries(old).map { $0.text("ip") }
    for (index, entry) in entries(ingress).enumerated() {
      let path = FieldPath.root["status"]["loadBalancer"]["ingress"][index]
      let (address, host) = (entry.text("ip"), entry.text("hostname"))
      if !address.isEmpty {
        errors.checkLegacyAddress(path["ip"], address, old: known)
      }
      guard !host.isEmpty else { continue }
      errors.addInvalid(path["hostname"], host, NameValidation.subdomain(host))
      if SloppyAddress(host) != nil {
        let detail = "must be a DNS name, not an IP address"
        errors.addInvalid(path["hostname"], host, [detail])
      }
    }
  }
}

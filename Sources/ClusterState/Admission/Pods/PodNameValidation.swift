/// What the API server checks in the names that a pod has, refers to and resolves.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidatePodSpec`, `validatePodHostName` and
/// `validatePodDNSConfig`.
enum PodNameValidation {
  static let policies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"]

  static func check(_ spec: JSONTree, at path: FieldPath, _ errors: inout FieldErrors) {
    checkOverride(spec, at: path["hostnameOverride"], &errors)
    for key in ["serviceAccountName", "nodeName"] where !spec.isZero(key) {
      errors.addInvalid(path[key], spec.text(key), NameValidation.subdomain(spec.text(key)))
    }
    for key in ["hostname", "subdomain"] where !spec.isZero(key) {
      errors.addInvalid(path[key], spec.text(key), NameValidation.label(spec.text(key)))
    }
    for (index, alias) in spec.list("hostAliases").enumerated() {
      let path = path["hostAliases"][index]
      errors.checkLegacyAddress(path["ip"], alias.text("ip"))
      for (number, name) in alias.texts("hostnames").enumerated() {
        errors.addInvalid(path["hostnames"][number], name, NameValidation.subdomain(name))
      }
    }
    if !spec.isZero("priorityClassName") {
      let name = spec.text("priorityClassName")
      errors.addInvalid(path["priorityClassName"], name, NameValidation.subdomain(name))
    }
    if let name = spec["runtimeClassName"]?.string {
      errors.addInvalid(path["runtimeClassName"], name, NameValidation.subdomain(name))
    }
  }

  /// A host name that takes the place of the one made of the pod's name.
  private static func checkOverride(
    _ spec: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    guard let name = spec["hostnameOverride"]?.string else { return }
    for key in ["setHostnameAsFQDN", "hostNetwork"] where spec[key] == true {
      errors.addForbidden(path, "may not be specified when \(key) is true")
    }
    if name.utf8.count > 64 { errors.addTooLong(path, most: 64) }
    errors.addInvalid(path, name, NameValidation.subdomain(name))
  }

  /// Limits of the resolver in the C library of Linux.
  private enum ResolverLimit {
    static let nameserversMax = 3
    static let searchesMax = 32
    static let searchCharactersMax = 2048
  }

  static func checkDNS(_ spec: JSONTree, at path: FieldPath, _ errors: inout FieldErrors) {
    let dnsConfig = spec["dnsConfig"]
    if spec["dnsPolicy"] == "None" {
      guard let dnsConfig else {
        return errors.addRequired(path, "must provide `dnsConfig` when `dnsPolicy` is None")
      }
      if dnsConfig.list("nameservers").isEmpty {
        let detail = "must provide at least one DNS nameserver when `dnsPolicy` is None"
        return errors.addRequired(path["nameservers"], detail)
      }
    }
    guard let dnsConfig else { return }
    let servers = dnsConfig.texts("nameservers")
    if servers.count > ResolverLimit.nameserversMax {
      let detail = "must not have more than \(ResolverLimit.nameserversMax) nameservers"
      errors.addInvalid(path["nameservers"], dnsConfig.list("nameservers"), detail)
    }
    for (index, server) in servers.enumerated() {
      errors.checkLegacyAddress(path["nameservers"][index], server)
    }
    check(searches: dnsConfig.texts("searches"), at: path["searches"], &errors)
    for (index, option) in dnsConfig.list("options").enumerated() where option.isZero("name") {
      errors.addRequired(path["options"][index], "must not be empty")
    }
  }

  private static func check(
    searches: [String],
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let list = searches.map(JSONTree.string)
    if searches.count > ResolverLimit.searchesMax {
      let detail = "must not have more than \(ResolverLimit.searchesMax) search paths"
      errors.addInvalid(path, list, detail)
    }
    if searches.joined(separator: " ").utf8.count > ResolverLimit.searchCharactersMax {
      let detail =
        "must not have more than \(ResolverLimit.searchCharactersMax) characters (including"
        + " spaces) in the search list"
      errors.addInvalid(path, list, detail)
    }
    // Underscores and a single dot are good names to search (KEP-4427).
    for (index, search) in searches.enumerated() where search != "." {
      let domain = search.hasSuffix(".") ? String(search.dropLast()) : search
      let messages = NameValidation.subdomain(domain.replacing("_", with: "a"))
      errors.addInvalid(path[index], domain, messages)
    }
  }
}

extension FieldErrors {
  /// A list that is malformed or too long.
  mutating func addInvalid(_ field: FieldPath, _ values: [JSONTree], _ detail: String) {
    addInvalid(field, .array(values), detail)
  }
}

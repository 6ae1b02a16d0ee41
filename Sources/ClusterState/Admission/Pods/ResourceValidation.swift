/// What the API server checks in amounts of resources.
///
/// Source: pkg/apis/core/validation/validation.go, `ValidateContainerResourceRequirements`.
enum ResourceValidation {
  /// Checks requests and limits of a container.
  static func check(
    _ resources: JSONTree,
    at path: FieldPath,
    claims: [String],
    _ errors: inout FieldErrors
  ) {
    let limits = resources.object("limits")
    let requests = resources.object("requests")
    for limit in limits.members {
      let field = path["limits"][key: limit.key]
      checkName(limit.key, at: field, &errors)
      checkAmount(limit.value, of: limit.key, at: field, &errors)
    }
    for request in requests.members {
      let field = path["requests"][key: request.key]
      checkName(request.key, at: field, &errors)
      checkAmount(request.value, of: request.key, at: field, &errors)
      check(request, against: limits[request.key], at: path, &errors)
    }
    let names = (limits.members + requests.members).map(\.key)
    if names.contains(where: isHugePages), !names.contains("cpu"), !names.contains("memory") {
      errors.addForbidden(path, "HugePages require cpu or memory")
    }
    check(claims: resources.list("claims"), of: claims, at: path["claims"], &errors)
  }

  /// Nothing is requested beyond the limit; what cannot be shared is limited to what is
  /// requested.
  private static func check(
    _ request: JSONTree.Member,
    against limit: JSONTree?,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let isShared = isNative(request.key) && !isHugePages(request.key)
    guard let limit else {
      if !isShared {
        let detail = "Limit must be set for non overcommitable resources"
        errors.addRequired(path["limits"], detail)
      }
      return
    }
    guard let wanted = Quantity(request.value), let most = Quantity(limit) else { return }
    let rule: String
    if wanted != most, !isShared {
      rule = "must be equal to"
    } else if wanted > most {
      rule = "must be less than or equal to"
    } else {
      return
    }
    let detail = "\(rule) \(request.key) limit of \(most)"
    errors.addInvalid(path["requests"], wanted.description, [detail])
  }

  private static func check(
    claims: [JSONTree],
    of known: [String],
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    var seen: Set<String> = []
    for (index, claim) in claims.enumerated() {
      let name = claim.text("name")
      guard !name.isEmpty else {
        errors.addRequired(path[index])
        continue
      }
      let request = claim.text("request")
      let key = request.isEmpty ? name : "\(name)/\(request)"
      if !seen.insert(key).inserted { errors.addDuplicate(path[index], .string(key)) }
      guard !known.contains(name) else { continue }
      let list = known.isEmpty ? " which is empty" : ": " + known.sorted().joined(separator: ", ")
      errors.add(
        .notFound,
        path[index],
        "Not found: \"\(name)\": must be one of the names in pod.spec.resourceClaims\(list)"
      )
    }
  }

  /// The name of a resource that a container can have (`validateContainerResourceName`).
  private static func checkName(
    _ name: String,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let messages = NameValidation.qualifiedName(name)
    errors.addInvalid(path, name, messages)
    if name.contains("/") {
      if !isNative(name), name.hasPrefix("requests.") {
        errors.addInvalid(path, name, ["doesn't follow extended resource name standard"])
      }
      return
    }
    let isOfContainers = ["cpu", "memory", "ephemeral-storage"].contains(name) || isHugePages(name)
    if messages.isEmpty, !isOfContainers, !otherResources.contains(name) {
      errors.addInvalid(path, name, ["must be a standard resource type or fully qualified"])
    }
    if !isOfContainers {
      errors.addInvalid(path, name, ["must be a standard resource for containers"])
    }
  }

  /// Standard resources that containers cannot have.
  private static let otherResources = [
    "configmaps", "limits.cpu", "limits.ephemeral-storage", "limits.memory",
    "persistentvolumeclaims", "pods", "replicationcontrollers", "requests.cpu",
    "requests.ephemeral-storage", "requests.memory", "requests.storage", "resourcequotas",
    "secrets", "services", "services.loadbalancers", "services.nodeports", "storage",
  ]

  /// An amount that is not negative and, of some resources, whole.
  static func checkAmount(
    _ value: JSONTree,
    of resource: String,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    guard let amount = Quantity(value) else { return }
    if amount.isNegative {
      errors.addInvalid(path, amount.description, ["must be greater than or equal to 0"])
    }
    let isCounted = !isNative(resource) || resource == "pods"
    if isCounted, !amount.isWhole {
      errors.addInvalid(path, amount.description, ["must be an integer"])
    }
  }

  private static func isNative(_ name: String) -> Bool {
    !name.contains("/") || name.contains("kubernetes.io/")
  }

  private static func isHugePages(_ name: String) -> Bool { name.hasPrefix("hugepages-") }
}

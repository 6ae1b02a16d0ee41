extension FieldErrors {
  /// Checks what must agree about cluster IPs and families
  /// (`ValidateServiceClusterIPsRelatedFields`); addresses that `old` had may be written as they
  /// were.
  mutating func checkClusterIPs(_ service: ServiceFields, old: ServiceFields?) {
    guard !service.isExternalName else { return }
    let addresses = service.clusterIPs
    let value = JSONTree.array(addresses.map(JSONTree.string))
    let path: FieldPath = "spec.clusterIPs"
    switch (service.clusterIP.isEmpty, addresses.first) {
    case (true, nil): break
    case (true, .some): addInvalid(path, value, "must be empty when `clusterIP` is not specified")
    case (false, nil): addRequired(path)
    case (false, let first?):
      if first != service.clusterIP {
        addInvalid(path, value, "first value must match `clusterIP`")
      }
    }
    checkFamilies(service)
    let isReadable = checkClusterIPForms(addresses, value, old: old?.clusterIPs ?? [])
    if addresses.count > 2 { addInvalid(path, value, "may only hold up to 2 values") }
    // Mistakes in single addresses would make what follows misleading.
    guard isReadable else { return }
    let families = addresses.map(Self.family)
    if addresses.count > 1, Set(families).count != 2 {
      addInvalid(path, value, "may specify no more than one IP for each IP family")
    }
    guard !service.isHeadless else { return }
    for (index, (address, wanted)) in zip(addresses, service.families).enumerated()
    where Self.families.contains(wanted) && families[index]?.rawValue != wanted {
      addInvalid(
        path[index],
        address,
        ["expected an \(wanted) value as indicated by `ipFamilies[\(index)]`"]
      )
    }
  }

  private static let families = ["IPv4", "IPv6"]

  /// The family of an address, however it is written.
  static func family(of address: String) -> IPFamily? { SloppyAddress(address)?.address.family }

  private mutating func checkFamilies(_ service: ServiceFields) {
    var seen: Set<String> = []
    for (index, family) in service.families.enumerated() {
      let path = FieldPath("spec.ipFamilies")[index]
      if !Self.families.contains(family) {
        addNotSupported(path, family, allowed: Self.families)
      }
      if !seen.insert(family).inserted { addDuplicate(path, .string(family)) }
    }
    let policies = ["PreferDualStack", "RequireDualStack", "SingleStack"]
    if let policy = service.familyPolicy, !policies.contains(policy) {
      addNotSupported("spec.ipFamilyPolicy", policy, allowed: policies)
    }
  }

  /// Whether every address is `None` where that may stand, or can be read.
  private mutating func checkClusterIPForms(
    _ addresses: [String],
    _ value: JSONTree,
    old: [String]
  ) -> Bool {
    let path: FieldPath = "spec.clusterIPs"
    var isReadable = true
    for (index, address) in addresses.enumerated() {
      guard index > 0 || address != "None" else {
        if addresses.count > 1 {
          isReadable = false
          addInvalid(path, value, "'None' must be the first and only value")
        }
        continue
      }
      let messages = AddressValidation.legacyAddress(address, old: old)
      addInvalid(path[index], address, messages)
      isReadable = isReadable && messages.isEmpty
    }
    return isReadable
  }

  mutating func checkExternalIPs(_ spec: JSONTree, old: JSONTree?) {
    let former = old?.texts("externalIPs") ?? []
    for (index, address) in spec.texts("externalIPs").enumerated() {
      let path = FieldPath("spec.externalIPs")[index]
      let messages = AddressValidation.legacyAddress(address, old: former)
      let special = AddressValidation.nonSpecialAddress(address)
      addInvalid(path, address, messages.isEmpty ? special : messages)
    }
  }

  /// Checks the ranges that may use a load balancer; blanks around them are allowed, and
  /// mistakes are told of a path that no field has.
  mutating func checkSourceRanges(_ service: ServiceFields, old: ServiceFields?) {
    let member = "loadBalancerSourceRanges"
    let ranges = service.spec.texts(member)
    let reason = "may only be used when `type` is 'LoadBalancer'"
    guard ranges.isEmpty else {
      let path: FieldPath = "spec.LoadBalancerSourceRanges"
      if !service.isLoadBalancer { addForbidden(path, reason) }
      let former = old?.spec.texts(member).map(Self.trimmed) ?? []
      for (index, range) in ranges.enumerated() {
        checkLegacyRange(path[index], Self.trimmed(range), old: former)
      }
      return
    }
    let annotation = ServiceAnnotation.loadBalancerSourceRanges
    guard let text = service.annotation(annotation) else { return }
    let path = FieldPath("metadata.annotations")[key: annotation]
    if !service.isLoadBalancer { addForbidden(path, reason) }
    // An annotation is old only as a whole.
    guard old?.annotation(annotation) != text else { return }
    for range in Self.ranges(text) { checkLegacyRange(path, range) }
  }

  private static func ranges(_ text: String) -> [String] {
    let text = trimmed(text)
    guard !text.isEmpty else { return [] }
    return text.split(separator: ",", omittingEmptySubsequences: false).map { trimmed(String($0)) }
  }

  static func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    let rest = text.drop(while: isBlank)
    let count = rest.reversed().prefix(while: isBlank).count
    return String(rest.dropLast(count))
  }
}

extension ServiceFields {
  /// The value of an annotation; `nil` if there is none of this key.
  func annotation(_ key: String) -> String? {
    tree.object("metadata").object("annotations")[key]?.string
  }
}

extension ServiceRegistry {
  /// Decides on families and the policy about them (`initIPFamilyFields`).
  mutating func completeFamilies(
    _ tree: inout JSONTree,
    old: ServiceFields?
  ) throws(AdmissionRefusal) {
    let service = ServiceFields(tree)
    guard !service.isExternalName, !service.keepsPreferredFamilies(of: old) else { return }
    let policy = policy(of: service, old: old)
    tree.change("spec") { $0["ipFamilyPolicy"] = .string(policy) }
    var related = FieldErrors()
    related.checkClusterIPs(ServiceFields(tree), old: old)
    guard related.isEmpty else { throw AdmissionRefusal(related) }

    var errors = FieldErrors()
    if let old { Self.checkReduction(&tree, policy, old: old, &errors) }
    Self.checkSingleStack(ServiceFields(tree), policy, &errors)
    inferFamilies(&tree, &errors)
    guard errors.isEmpty else { throw AdmissionRefusal(errors) }
    guard !ServiceFields(tree).isHeadlessWithoutSelector else {
      // Nothing of the cluster is needed for these: any family will do.
      var families = ServiceFields(tree).families
      if families.isEmpty { families = primaryFamily }
      tree.setSpecTexts("ipFamilies", policy == "SingleStack" ? families : Self.both(families))
      return
    }
    try completeOfferedFamilies(&tree, policy)
  }

  private var offered: [String] { addresses.families.map(\.rawValue) }
  private var primaryFamily: [String] { Array(offered.prefix(1)) }

  private func policy(of service: ServiceFields, old: ServiceFields?) -> String {
    if let policy = service.familyPolicy ?? old?.familyPolicy { return policy }
    return service.isHeadlessWithoutSelector ? "RequireDualStack" : "SingleStack"
  }

  /// With both families, the one that is missing last.
  private static func both(_ families: [String]) -> [String] {
    families.count == 1 ? families + [families[0] == "IPv4" ? "IPv6" : "IPv4"] : families
  }

  /// SingleStack drops what is second by itself; otherwise less than before is a mistake.
  private static func checkReduction(
    _ tree: inout JSONTree,
    _ policy: String,
    old: ServiceFields,
    _ errors: inout FieldErrors
  ) {
    let service = ServiceFields(tree)
    let (addresses, families) = (service.clusterIPs, service.families)
    guard policy != "SingleStack" else {
      if addresses == old.clusterIPs, addresses.count > 1 {
        tree.setSpecTexts("clusterIPs", Array(addresses.prefix(1)))
      }
      if families == old.families, families.count > 1 {
        tree.setSpecTexts("ipFamilies", Array(families.prefix(1)))
      }
      return
    }
    let path: FieldPath = "spec.ipFamilyPolicy"
    if !addresses.isEmpty, addresses.count < old.clusterIPs.count {
      let rule = "must be 'SingleStack' to release the secondary cluster IP"
      errors.addInvalid(path, .string(policy), rule)
    }
    if !families.isEmpty, families.count < old.families.count {
      let rule = "must be 'SingleStack' to release the secondary IP family"
      errors.addInvalid(path, .string(policy), rule)
    }
  }

  private static func checkSingleStack(
    _ service: ServiceFields,
    _ policy: String,
    _ errors: inout FieldErrors
  ) {
    guard policy == "SingleStack" else { return }
    let rule = "must be 'RequireDualStack' or 'PreferDualStack' when multiple"
    let path: FieldPath = "spec.ipFamilyPolicy"
    if service.clusterIPs.count == 2 {
      errors.addInvalid(path, .string(policy), "\(rule) cluster IPs are specified")
    }
    if service.families.count == 2 {
      errors.addInvalid(path, .string(policy), "\(rule) IP families are specified")
    }
  }

  /// Addresses that were asked for tell their families.
  private func inferFamilies(_ tree: inout JSONTree, _ errors: inout FieldErrors) {
    let service = ServiceFields(tree)
    var families = service.families
    for (index, address) in service.clusterIPs.enumerated() {
      guard address != "None", let family = FieldErrors.family(of: address)?.rawValue else { break }
      guard index >= service.families.count else { continue }
      if offered.contains(family) {
        families.append(family)
      } else {
        errors.addInvalid(
          FieldPath("spec.clusterIPs")[index],
          .array(service.clusterIPs.map(JSONTree.string)),
          "\(family) is not configured on this cluster"
        )
      }
    }
    tree.setSpecTexts("ipFamilies", families)
  }

  private func completeOfferedFamilies(
    _ tree: inout JSONTree,
    _ policy: String
  ) throws(AdmissionRefusal) {
    var errors = FieldErrors()
    if policy == "RequireDualStack", offered.count < 2 {
      errors.addInvalid(
        "spec.ipFamilyPolicy",
        .string(policy),
        "this cluster is not configured for dual-stack services"
      )
    }
    var families = ServiceFields(tree).families
    for (index, family) in families.enumerated() where !offered.contains(family) {
      errors.addInvalid(
        FieldPath("spec.ipFamilies")[index],
        .string(family),
        "not configured on this cluster"
      )
    }
    guard errors.isEmpty else { throw AdmissionRefusal(errors) }
    if families.isEmpty { families = primaryFamily }
    if policy != "SingleStack", offered.count == 2 { families = Self.both(families) }
    tree.setSpecTexts("ipFamilies", families)
  }
}

extension ServiceFields {
  /// Whether a Service that prefers two families stays as it is, whatever the cluster offers by
  /// now (`isMatchingPreferDualStackClusterIPFields`).
  func keepsPreferredFamilies(of old: ServiceFields?) -> Bool {
    guard let old, familyPolicy == "PreferDualStack", type == old.type else { return false }
    return (type == "ClusterIP" || needsNodePort)
      && (old.familyPolicy ?? "PreferDualStack") == "PreferDualStack"
      && clusterIPs == old.clusterIPs && families == old.families
  }
}

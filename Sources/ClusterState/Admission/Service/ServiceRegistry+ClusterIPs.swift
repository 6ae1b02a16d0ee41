extension ServiceRegistry {
  /// Gives a cluster IP of each family, or takes the one that is asked for (`allocClusterIPs`).
  mutating func allocateClusterIPs(_ tree: inout JSONTree) throws(AdmissionRefusal) {
    let service = ServiceFields(tree)
    guard !service.isExternalName, service.clusterIPs.first != "None" else { return }
    var given = service.clusterIPs
    try checkReference(service)
    for (index, family) in service.families.enumerated() {
      if index >= given.count { given.append("") }
      given[index] = try take(given[index], IPFamily(rawValue: family), all: service.clusterIPs)
    }
    tree.setClusterIPs(given)
  }

  /// Every address is an IPAddress object that refers to its Service, so a Service without a name
  /// that can be referred to is refused for it before its name is looked at.
  private func checkReference(_ service: ServiceFields) throws(AdmissionRefusal) {
    guard !service.families.isEmpty else { return }
    let name = service.tree.object("metadata").text("name")
    let messages = name.isEmpty ? ["Required value"] : NameRule.pathSegment.messages(for: name)
    guard let message = messages.first else { return }
    throw AdmissionRefusal {
      $0.addInvalid(
        "spec.clusterIPs",
        service.spec["clusterIPs"] ?? .null,
        "failed to allocate IP: IPAddress.networking.k8s.io is invalid: spec.parentRef.name:"
          + " \(message)"
      )
    }
  }

  /// Cluster IPs of a Service that changes (`updateClusterIPs`); what is no longer used is given
  /// back elsewhere.
  mutating func updateClusterIPs(
    _ tree: inout JSONTree,
    old: ServiceFields
  ) throws(AdmissionRefusal) {
    let service = ServiceFields(tree)
    guard !service.keepsPreferredFamilies(of: old) else { return }
    if old.isExternalName, !service.isExternalName { return try allocateClusterIPs(&tree) }
    guard old.clusterIPs.first != "None" else { return }
    guard old.families.count == 1, service.families.count == 2 else { return }
    var given = service.clusterIPs
    if given.count < 2 { given.append("") }
    let second = given.count - 1
    let family = IPFamily(rawValue: service.families[1])
    given[second] = try take(given[second], family, all: service.clusterIPs)
    tree.setSpecTexts("clusterIPs", given)
  }

  /// One address: the one that is wanted, or any where none is.
  private mutating func take(
    _ wanted: String,
    _ family: IPFamily,
    all: [String]
  ) throws(AdmissionRefusal) -> String {
    do throws(ServiceAddressAllocator.Failure) {
      guard !wanted.isEmpty else {
        return try addresses.allocateAddress(family, &generator).description
      }
      guard let address = SloppyAddress(wanted)?.address else { return wanted }
      try addresses.allocate(address)
      return wanted
    } catch {
      throw AdmissionRefusal { errors in
        if wanted.isEmpty {
          errors.addInternal("failed to allocate a serviceIP: \(error)")
        } else {
          errors.addInvalid(
            "spec.clusterIPs",
            .array(all.map(JSONTree.string)),
            "failed to allocate IP \(wanted): \(error)"
          )
        }
      }
    }
  }
}

extension FieldErrors {
  /// Something that is no field's fault.
  mutating func addInternal(_ message: String) {
    add(.internalError, .root, "Internal error occurred: \(message)")
  }
}

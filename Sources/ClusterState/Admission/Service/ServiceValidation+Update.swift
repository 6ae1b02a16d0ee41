// Cluster IPs and families, once given, stay: a second one may be added, and dropped again with
// the policy SingleStack. To and from ExternalName everything may change.

extension FieldErrors {
  /// `validateUpgradeDowngradeClusterIPs`.
  mutating func checkClusterIPChange(_ service: ServiceFields, old: ServiceFields) {
    guard !service.isExternalName, !old.isExternalName else { return }
    guard !(service.isHeadless && old.isHeadless) else { return }
    let (addresses, former) = (service.clusterIPs, old.clusterIPs)
    let path: FieldPath = "spec.clusterIPs"
    let value = JSONTree.array(addresses.map(JSONTree.string))
    if addresses.count == former.count {
      for (index, pair) in zip(addresses, former).enumerated() where pair.0 != pair.1 {
        addInvalid(path[index], value, "may not change once set")
      }
      return
    }
    if addresses.isEmpty { addInvalid(path[0], value, "primary clusterIP can not be unset") }
    if let first = addresses.first, let formerFirst = former.first, first != formerFirst {
      addInvalid(path[0], value, "may not change once set")
    }
    if former.count > addresses.count, addresses.count == 1 {
      checkSingleStack(service, releasing: "clusterIP")
    }
  }

  /// `validateUpgradeDowngradeIPFamilies`.
  mutating func checkFamilyChange(_ service: ServiceFields, old: ServiceFields) {
    guard !service.isExternalName, !old.isExternalName else { return }
    // Headless Services may change their families.
    guard !service.isHeadless, !old.isHeadless else { return }
    let (families, former) = (service.families, old.families)
    let path = FieldPath("spec.ipFamilies")[0]
    let value = JSONTree.array(families.map(JSONTree.string))
    if families.count == former.count {
      for pair in zip(families, former) where pair.0 != pair.1 {
        addInvalid(path, value, "may not change once set")
      }
      return
    }
    if former.count > families.count, service.clusterIPs.isEmpty {
      addInvalid(path, value, "primary ipFamily can not be unset")
    }
    if let first = families.first, let formerFirst = former.first, first != formerFirst {
      addInvalid(path, value, "may not change once set")
    }
    if former.count > families.count, families.count == 1 {
      checkSingleStack(service, releasing: "ipFamily")
    }
  }

  private mutating func checkSingleStack(_ service: ServiceFields, releasing what: String) {
    guard service.familyPolicy != "SingleStack" else { return }
    addInvalid(
      "spec.ipFamilyPolicy",
      service.spec["ipFamilyPolicy"] ?? .null,
      "must be set to 'SingleStack' when releasing the secondary \(what)"
    )
  }

  /// Checks what a load balancer reports (`ValidateServiceStatusUpdate`).
  mutating func checkServiceStatusUpdate(_ tree: JSONTree, old: JSONTree) {
    checkMetadataUpdate(of: tree, old: old)
    let ingress = tree.object("status").object("loadBalancer").list("ingress")
    let former = old.object("status").object("loadBalancer").list("ingress")
    let path: FieldPath = "status.loadBalancer.ingress"
    guard ServiceFields(tree).isLoadBalancer || ingress.isEmpty else {
      return addForbidden(path, "may only be used when `spec.type` is \"LoadBalancer\"")
    }
    for (index, point) in ingress.enumerated() {
      checkIngressPoint(path[index], point, old: former.map { $0.text("ip") })
    }
  }

  private mutating func checkIngressPoint(
    _ path: FieldPath,
    _ point: JSONTree,
    old: [String]
  ) {
    let address = point.text("ip")
    if !address.isEmpty { checkLegacyAddress(path["ip"], address, old: old) }
    switch (point["ipMode"]?.string, address.isEmpty) {
    case (nil, true), ("VIP", false), ("Proxy", false): break
    case (nil, false): addRequired(path["ipMode"], "must be specified when `ip` is set")
    case (_, true): addForbidden(path["ipMode"], "may not be specified when `ip` is not set")
    case (let mode?, false):
      addNotSupported(path["ipMode"], mode, allowed: ["Proxy", "VIP"])
    }
    let name = point.text("hostname")
    guard !name.isEmpty else { return }
    addInvalid(path["hostname"], name, NameValidation.subdomain(name))
    if SloppyAddress(name) != nil {
      addInvalid(path["hostname"], name, ["must be a DNS name, not an IP address"])
    }
  }
}

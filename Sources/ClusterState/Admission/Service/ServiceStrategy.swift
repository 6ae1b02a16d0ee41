/// What the API server sets and clears in a Service whatever its writer says
/// (pkg/registry/core/service/strategy.go).
enum ServiceStrategy {
  /// `status` is nobody's to write here.
  static func prepared(_ tree: JSONTree, _ operation: ObjectAdmission.Operation) -> JSONTree {
    var tree = tree
    let empty: JSONTree = ["loadBalancer": [:]]
    switch operation {
    case .create: tree["status"] = empty
    case .update(let old):
      tree["status"] = old["status"] ?? empty
      clearDependentFields(&tree, old: ServiceFields(old))
      if !ServiceFields(tree).isLoadBalancer {
        tree.change("status") { $0["loadBalancer"] = [:] }
      }
    case .statusUpdate(let old): tree["spec"] = old["spec"]
    }
    tree.change("spec") { spec in
      // Absent and 0 are the same here.
      for member in ["healthCheckNodePort", "publishNotReadyAddresses"] where spec.isZero(member) {
        spec[member] = nil
      }
      spec.changeEach(of: "ports") { if $0.isZero("nodePort") { $0["nodePort"] = nil } }
    }
    return tree
  }

  /// Clears what a change of type leaves without a meaning, unless it was changed as well
  /// (`dropTypeDependentFields`).
  private static func clearDependentFields(_ tree: inout JSONTree, old: ServiceFields) {
    let service = ServiceFields(tree)
    func isSame(_ member: String) -> Bool {
      service.spec[member]?.nonZero == old.spec[member]?.nonZero
    }
    func clear(_ member: String) { tree.change("spec") { $0[member] = nil } }
    if old.needsClusterIP, !service.needsClusterIP {
      if isSame("clusterIP"), isSame("clusterIPs") { tree.setClusterIPs([]) }
      // The last is not in that list, but a real 1.36 drops it too.
      let members = ["ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"]
      for member in members where isSame(member) { clear(member) }
    }
    if old.needsNodePort, !service.needsNodePort,
      Set(old.nodePorts).isSuperset(of: service.nodePorts)
    {
      tree.change("spec") { $0.changeEach(of: "ports") { $0["nodePort"] = nil } }
    }
    if old.needsHealthCheck, !service.needsHealthCheck, isSame("healthCheckNodePort") {
      clear("healthCheckNodePort")
    }
    if old.isLoadBalancer, !service.isLoadBalancer {
      for member in ["allocateLoadBalancerNodePorts", "loadBalancerClass"] where isSame(member) {
        clear(member)
      }
    }
    if old.isExternallyAccessible, !service.isExternallyAccessible,
      isSame("externalTrafficPolicy")
    {
      clear("externalTrafficPolicy")
    }
  }

  /// What is worth saying about a Service that is taken (pkg/api/service/warnings.go).
  static func warnings(about tree: JSONTree) -> [AdmissionWarning] {
    let service = ServiceFields(tree)
    let spec = service.spec
    var warnings: [AdmissionWarning] = []
    func add(_ field: FieldPath, _ message: String) {
      warnings.append(AdmissionWarning(field, message))
    }
    if service.annotation(ServiceAnnotation.topologyAwareHints) != nil {
      add(
        FieldPath("metadata.annotations")[key: ServiceAnnotation.topologyAwareHints],
        "annotation \(ServiceAnnotation.topologyAwareHints) is deprecated, please use"
          + " \(ServiceAnnotation.topologyMode) instead"
      )
    }
    if !["", "None"].contains(service.clusterIP) {
      addAddresses("spec.clusterIPs", service.clusterIPs, to: &warnings)
    }
    let isHeadless = service.type == "ClusterIP" && service.clusterIP == "None"
    let hasExternalIPs = !spec.isZero("externalIPs")
    if isHeadless {
      let rest = "is ignored for headless services"
      if !spec.isZero("loadBalancerIP") {
        add("spec.loadBalancerIP", "spec.loadBalancerIP \(rest)")
      }
      if hasExternalIPs { add("spec.externalIPs", "spec.externalIPs \(rest)") }
      if spec.text("sessionAffinity") != "None" {
        add("spec.sessionAffinity", "spec.SessionAffinity \(rest)")
      }
    }
    addAddresses("spec.externalIPs", spec.texts("externalIPs"), to: &warnings)
    if hasExternalIPs, !isHeadless, !service.isExternalName {
      let rest = "is deprecated and may no longer be implemented in some clusters"
      add("spec.externalIPs", "spec.externalIPs \(rest)")
    }
    let balancer: FieldPath = "spec.loadBalancerIP"
    if let text = AddressWarnings.address(balancer, spec.text("loadBalancerIP")) {
      add(balancer, text)
    }
    for (index, range) in spec.texts("loadBalancerSourceRanges").enumerated() {
      let path = FieldPath("spec.loadBalancerSourceRanges")[index]
      for text in AddressWarnings.range(path, range) { add(path, text) }
    }
    if service.isExternalName, hasExternalIPs {
      add("spec.externalIPs", "spec.externalIPs is ignored when spec.type is \"ExternalName\"")
    }
    if !service.isExternalName, !spec.isZero("externalName") {
      let text = "spec.externalName is ignored when spec.type is not \"ExternalName\""
      add("spec.externalName", text)
    }
    if spec.text("trafficDistribution") == "PreferClose" {
      add(
        "spec.trafficDistribution",
        "spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\""
      )
    }
    return warnings
  }

  private static func addAddresses(
    _ field: FieldPath,
    _ addresses: [String],
    to warnings: inout [AdmissionWarning]
  ) {
    for (index, address) in addresses.enumerated() {
      guard let text = AddressWarnings.address(field[index], address) else { continue }
      warnings.append(AdmissionWarning(field[index], text))
    }
  }
}

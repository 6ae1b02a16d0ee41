/// What clients need not send again (pkg/registry/core/service/storage/storage.go).
enum ServicePatch {
  /// Takes allocated values that the new object lacks from the stored one
  /// (`patchAllocatedValues`).
  static func keepAllocated(_ tree: inout JSONTree, old: ServiceFields) {
    let service = ServiceFields(tree)
    if service.needsClusterIP, old.needsClusterIP {
      tree.change("spec") { spec in
        if spec.text("clusterIP").isEmpty, !old.clusterIP.isEmpty {
          spec["clusterIP"] = .string(old.clusterIP)
        }
        if spec.list("clusterIPs").isEmpty, !old.clusterIPs.isEmpty {
          spec["clusterIPs"] = old.spec["clusterIPs"]
        }
      }
    }
    if service.needsNodePort, old.needsNodePort { keepNodePorts(&tree, old: old) }
    if service.needsHealthCheck, old.needsHealthCheck, service.healthCheckNodePort == 0 {
      tree.change("spec") { $0["healthCheckNodePort"] = .integer(old.healthCheckNodePort) }
    }
  }

  /// Ports are told by their names; a node port that another port asks for is not taken again.
  private static func keepNodePorts(_ tree: inout JSONTree, old: ServiceFields) {
    var used = Set(old.nodePorts).intersection(ServiceFields(tree).nodePorts)
    var former: [String: Int64] = [:]
    for port in old.ports { former[port.text("name")] = port.number("nodePort") ?? 0 }
    tree.change("spec") { spec in
      spec.changeEach(of: "ports") { port in
        guard port.isZero("nodePort"), let number = former[port.text("name")], number != 0,
          used.insert(number).inserted
        else { return }
        port["nodePort"] = .integer(number)
      }
    }
  }

  /// Clients that know only one of `clusterIP` and `clusterIPs` may change that alone
  /// (`normalizeClusterIPs`).
  static func agreeOnClusterIPs(_ tree: inout JSONTree, old: ServiceFields) {
    let service = ServiceFields(tree)
    if !old.clusterIPs.isEmpty, service.clusterIPs.isEmpty, old.clusterIP == service.clusterIP {
      tree.setSpecTexts("clusterIPs", old.clusterIPs)
    }
    guard old.clusterIP != service.clusterIP, service.clusterIPs == old.clusterIPs else { return }
    let wasCleared = !old.clusterIP.isEmpty && service.clusterIP.isEmpty
    tree.setSpecTexts("clusterIPs", wasCleared ? [] : [service.clusterIP])
  }
}

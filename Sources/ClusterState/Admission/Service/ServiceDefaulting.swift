extension ServiceFields {
  /// The Service with its defaults (pkg/apis/core/v1/defaults.go, `SetDefaults_Service`).
  static func defaulted(_ tree: JSONTree) -> JSONTree {
    var tree = tree
    tree.change("spec") { setDefaults(&$0) }
    // Reported addresses count as the load balancer's own unless it says otherwise.
    if ServiceFields(tree).isLoadBalancer, tree["status"]?["loadBalancer"]?["ingress"] != nil {
      tree.change("status") { status in
        status.change("loadBalancer") { balancer in
          balancer.changeEach(of: "ingress") { point in
            if !point.text("ip").isEmpty { point.setDefault("ipMode", "VIP") }
          }
        }
      }
    }
    return tree
  }

  private static func setDefaults(_ spec: inout JSONTree) {
    if spec.text("sessionAffinity").isEmpty { spec["sessionAffinity"] = "None" }
    switch spec.text("sessionAffinity") {
    case "None": spec["sessionAffinityConfig"] = nil
    case "ClientIP":
      if spec["sessionAffinityConfig"]?["clientIP"]?["timeoutSeconds"] == nil {
        spec["sessionAffinityConfig"] = ["clientIP": ["timeoutSeconds": 10_800]]
      }
    default: break
    }
    if spec.text("type").isEmpty { spec["type"] = "ClusterIP" }
    spec.changeEach(of: "ports") { port in
      if port.text("protocol").isEmpty { port["protocol"] = "TCP" }
      if port.isZero("targetPort") { port["targetPort"] = port["port"] ?? 0 }
    }
    let fields = ServiceFields(["spec": spec])
    if fields.isExternallyAccessible, spec.text("externalTrafficPolicy").isEmpty {
      spec["externalTrafficPolicy"] = "Cluster"
    }
    if fields.type == "ClusterIP" || fields.needsNodePort {
      spec.setDefault("internalTrafficPolicy", "Cluster")
    }
    if fields.isLoadBalancer { spec.setDefault("allocateLoadBalancerNodePorts", true) }
  }
}

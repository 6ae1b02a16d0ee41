/// A Service's tree as the rules about Services look at it.
struct ServiceFields {
  let tree: JSONTree
  let spec: JSONTree

  init(_ tree: JSONTree) {
    self.tree = tree
    spec = tree.object("spec")
  }

  var type: String { spec.text("type") }
  var isExternalName: Bool { type == "ExternalName" }
  var isLoadBalancer: Bool { type == "LoadBalancer" }
  var ports: [JSONTree] { spec.list("ports") }
  var clusterIP: String { spec.text("clusterIP") }
  var clusterIPs: [String] { spec.texts("clusterIPs") }
  var families: [String] { spec.texts("ipFamilies") }
  /// `nil`: not set.
  var familyPolicy: String? { spec["ipFamilyPolicy"]?.string }

  /// The one cluster IP is `None`.
  var isHeadless: Bool { clusterIPs == ["None"] }

  /// `clusterIP` is `None` and nothing is selected: such a Service may have families that the
  /// cluster does not offer.
  var isHeadlessWithoutSelector: Bool { clusterIP == "None" && spec.isZero("selector") }

  /// Every type but one has cluster IPs, be it `None`.
  var needsClusterIP: Bool { !isExternalName }

  var needsNodePort: Bool { type == "NodePort" || isLoadBalancer }

  /// Whether traffic from outside the cluster may be meant for it (`ExternallyAccessible`).
  var isExternallyAccessible: Bool {
    needsNodePort || (type == "ClusterIP" && !spec.isZero("externalIPs"))
  }

  /// Whether a load balancer asks the nodes which of them have endpoints (`NeedsHealthCheck`).
  var needsHealthCheck: Bool {
    isLoadBalancer && spec.text("externalTrafficPolicy") == "Local"
  }

  var healthCheckNodePort: Int64 { spec.number("healthCheckNodePort") ?? 0 }

  /// Whether it has what a cluster gives to Services, but for node ports.
  var isComplete: Bool {
    (!clusterIP.isEmpty || !clusterIPs.isEmpty || !needsClusterIP)
      && (healthCheckNodePort != 0 || !needsHealthCheck)
  }

  /// The Service with both fields for cluster IPs where a shortened document has only one.
  static func withBothClusterIPs(_ tree: JSONTree) -> JSONTree {
    let fields = ServiceFields(tree)
    var tree = tree
    switch (fields.clusterIP.isEmpty, fields.clusterIPs.first) {
    case (false, nil): tree.setSpecTexts("clusterIPs", [fields.clusterIP])
    case (true, let first?): tree.change("spec") { $0["clusterIP"] = .string(first) }
    default: break
    }
    return tree
  }

  /// Node ports of its ports, without those that have none.
  var nodePorts: [Int64] { ports.map { $0.number("nodePort") ?? 0 }.filter { $0 != 0 } }

  /// Whether node ports are to be given to ports that have none.
  var allocatesNodePorts: Bool {
    type == "NodePort"
      || (isLoadBalancer && spec["allocateLoadBalancerNodePorts"]?.boolean != false)
  }
}

/// Names of annotations that rules about Services look at.
enum ServiceAnnotation {
  static let topologyMode = "service.kubernetes.io/topology-mode"
  /// The former name of ``topologyMode``.
  static let topologyAwareHints = "service.kubernetes.io/topology-aware-hints"
  static let loadBalancerSourceRanges = "service.beta.kubernetes.io/load-balancer-source-ranges"
}

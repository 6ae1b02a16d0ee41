/// Rules about the traffic policies Local: which nodes have an endpoint of their own.
enum PolicyRules {
  static let all = [externalLocal, loadBalancerLocal, uneven, internalLocal, nobodyPasses]

  private static let externalLocal = LintRule(
    "external-local-nodes-without-endpoints",
    .warning,
    "externalTrafficPolicy: Local, and nodes without an endpoint",
    """
    With the external policy Local a node hands connections from outside to its own endpoints \
    only. A node without any drops them: the client hears nothing and waits. Clients inside the \
    cluster reach all endpoints as ever.
    """,
    lessons: [7, 11, 18],
    popeye: [1108],
    sources: [
      "pkg/proxy/topology.go", "kubernetes/kubernetes#66354", "kubernetes/kubernetes#121371",
    ],
    explainsFailure: true,
    check: .service { service, facts in
      guard service.isExternalLocal, service.spec.type != .loadBalancer,
        let bare = nodesWithout(service, facts)
      else { return [] }
      let entry = service.entrance
      return [
        LintNote(
          "\(bare): connections to \(entry) there are dropped",
          fix: "\(LintFix.patch(service.service, spec: "\"externalTrafficPolicy\":\"Cluster\""))"
            + ", or a pod on every node (DaemonSet)"
        )
      ]
    }
  )

  private static let loadBalancerLocal = LintRule(
    "load-balancer-local-nodes-without-endpoints",
    .info,
    "A load balancer that leaves nodes out because of the policy Local",
    """
    Nodes without a local endpoint answer the health check node port with 503, and a load balancer \
    that asks it sends them nothing: nodes that are shown as unhealthy are as they should be. One \
    that does not ask loses what it sends there.
    """,
    lessons: [7, 12],
    sources: [
      "pkg/proxy/healthcheck/service_health.go", "kubernetes/cloud-provider-aws#87",
    ],
    check: .service { service, facts in
      guard service.isExternalLocal, service.spec.type == .loadBalancer,
        let bare = nodesWithout(service, facts)
      else { return [] }
      let port = service.spec.healthCheckNodePort
      return [
        LintNote(
          port == 0
            ? "\(bare): the health check fails there, and what arrives is dropped"
            : "\(bare): health check node port \(port) fails there, and what arrives is dropped",
          fix: "nothing, if the load balancer asks the health check node port; otherwise"
            + " externalTrafficPolicy: Cluster"
        )
      ]
    }
  )

  private static let uneven = LintRule(
    "external-local-uneven",
    .warning,
    "externalTrafficPolicy: Local, and endpoints unevenly over nodes",
    """
    A load balancer spreads over nodes, and with the policy Local each node over its own \
    endpoints: a pod that is alone on its node gets as much as all pods of another node together.
    """,
    lessons: [5],
    sources: ["kubernetes/kubernetes#97147", "kubernetes/kubernetes#68474"],
    check: .service { service, _ in
      guard service.isExternalLocal else { return [] }
      var counts: [String: Int] = [:]
      for endpoint in service.ready where !endpoint.nodeName.isEmpty {
        counts[endpoint.nodeName, default: 0] += 1
      }
      let nodes = counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      guard let least = nodes.first, let most = nodes.last, most.value >= 2 * least.value else {
        return []
      }
      let share = { (count: Int) in "\((200 / (nodes.count * count) + 1) / 2) %" }
      return [
        LintNote(
          "if nodes get equal parts, a pod on \(least.key) (\(least.value) of them) gets"
            + " \(share(least.value)) of the connections, one on \(most.key) (\(most.value))"
            + " \(share(most.value))",
          fix: "spread the pods evenly: topologySpreadConstraints with topologyKey"
            + " kubernetes.io/hostname and maxSkew 1"
        )
      ]
    }
  )

  private static let internalLocal = LintRule(
    "internal-local-nodes-without-endpoints",
    .warning,
    "internalTrafficPolicy: Local, and nodes without an endpoint",
    """
    With the internal policy Local pods reach only endpoints on their own node. There is no \
    fallback: on a node without any, connections to the cluster IP are dropped while everything \
    looks healthy elsewhere.
    """,
    lessons: [10, 11],
    sources: [
      "pkg/proxy/topology.go", "kubernetes/kubernetes#134895", "kubernetes/enhancements#3016",
    ],
    explainsFailure: true,
    check: .service { service, facts in
      guard service.hasClusterIP, service.spec.internalTrafficPolicy == .local,
        let bare = nodesWithout(service, facts)
      else { return [] }
      let patch = LintFix.patch(
        service.service,
        spec: "\"internalTrafficPolicy\":\"Cluster\",\"trafficDistribution\":\"PreferSameNode\""
      )
      return [
        LintNote(
          "\(bare): connections of pods there to the cluster IP are dropped",
          fix: "\(patch), or a pod on every node (DaemonSet)"
        )
      ]
    }
  )

  private static let nobodyPasses = LintRule(
    "load-balancer-no-healthy-node",
    .error,
    "A load balancer without a node to send to",
    """
    With the policy Local only nodes with an endpoint pass the health check, and nodes with the \
    label node.kubernetes.io/exclude-from-external-load-balancers are no targets at all. Where the \
    pods run on such nodes only, nobody is left.
    """,
    lessons: [12, 18],
    sources: ["staging/src/k8s.io/cloud-provider/controllers/service/controller.go"],
    check: .service { service, facts in
      guard service.isExternalLocal, service.spec.type == .loadBalancer, !service.ready.isEmpty
      else { return [] }
      let homes = Set(service.ready.map(\.nodeName))
      let local = facts.nodes.filter { homes.contains($0.name) }
      guard !local.isEmpty, local.count == homes.count,
        local.allSatisfy({ !$0.isReady || $0.isExcludedFromLoadBalancers })
      else { return [] }
      let unlabel = LintFix.removeLabel(
        "node.kubernetes.io/exclude-from-external-load-balancers",
        from: "node",
        local[0].node.metadata
      )
      return [
        LintNote(
          "all endpoints are on \(LintWords.list(local.map(\.name))), which load balancers leave"
            + " out (label or not ready)",
          fix: "run pods on other nodes, or \(unlabel)"
        )
      ]
    }
  )

  /// `2 of 3 nodes have no endpoint (node-b and node-c)`; `nil` if all have one, or none has.
  private static func nodesWithout(_ service: ServiceFacts, _ facts: LintFacts) -> Sentence? {
    guard service.hasUsable else { return nil }
    let homes = Set(service.endpoints.filter(\.getsLocalTraffic).map(\.nodeName))
    let nodes = facts.readyNames
    let count = nodes.list.count - homes.count { nodes.set.contains($0) }
    guard count > 0 else { return nil }
    // A large cluster has thousands: only as many are looked for as are named.
    let bare = Array(nodes.list.lazy.filter { !homes.contains($0) }.prefix(LintWords.namesMax))
    if nodes.list.count == 1 { return "\(bare[0]), the only node, has no endpoint" }
    let names = LintWords.list(bare, count: count)
    return count == 1
      ? "\(count) of \(nodes.list.count) nodes has no endpoint (\(names))"
      : "\(count) of \(nodes.list.count) nodes have no endpoint (\(names))"
  }
}

extension ListedEndpoint {
  /// Whether connections bound to its node can go to it.
  fileprivate var getsLocalTraffic: Bool { isReady || isServing && isTerminating }
}

extension ServiceFacts {
  /// Whether traffic from outside is bound to the node it arrives on.
  var isExternalLocal: Bool { isExternal && spec.externalTrafficPolicy == .local }

  /// Where such traffic arrives, in words.
  fileprivate var entrance: Sentence {
    let ports = spec.ports.filter { $0.nodePort != 0 }.map { "\($0.nodePort)" }
    if !ports.isEmpty { return "node port \(LintWords.list(ports))" }
    return "external IP \(LintWords.list(spec.externalIPs))"
  }
}

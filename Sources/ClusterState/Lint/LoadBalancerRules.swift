/// Rules about Services of type LoadBalancer.
enum LoadBalancerRules {
  static let all = [pending, wayAround, proxyWithoutNodePorts, nodePortsKept, mixedProtocols]

  private static let pending = LintRule(
    "load-balancer-pending",
    .warning,
    "A load balancer without an address",
    """
    Kubernetes itself makes no load balancers: a controller of the cloud, or one such as MetalLB, \
    has to see the Service and write status.loadBalancer. Without one the address stays pending \
    for ever, and only node ports lead in.
    """,
    lessons: [28],
    sources: [
      "staging/src/k8s.io/cloud-provider/controllers/service/controller.go",
      "https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer",
    ],
    check: .service { service, _ in
      guard service.spec.type == .loadBalancer, service.service.status.ingress.isEmpty else {
        return []
      }
      let name = service.spec.loadBalancerClass
      return [
        LintNote(
          name.isEmpty
            ? "the external address is pending: no controller has written"
              + " status.loadBalancer.ingress"
            : "the external address is pending: no controller for the class \(name) has written"
              + " status.loadBalancer.ingress",
          fix: "install a load balancer controller (a cloud's, MetalLB), or use type NodePort"
        )
      ]
    }
  )

  private static let wayAround = LintRule(
    "load-balancer-not-short-circuited",
    .info,
    "A load balancer's address that pods reach through the load balancer",
    """
    For an address of mode VIP kube-proxy takes pods' connections to the load balancer straight to \
    the endpoints. For a host name, and for mode Proxy, it has no rule: pods go out to the load \
    balancer and in again, as clients from outside.
    """,
    lessons: [8],
    sources: ["KEP-1860", "kubernetes/kubernetes#65387"],
    check: .service { service, _ in
      guard service.spec.type == .loadBalancer,
        let entry = service.service.status.ingress.first(where: {
          $0.ip.isEmpty || $0.ipMode == "Proxy"
        })
      else { return [] }
      let what: Sentence =
        entry.ip.isEmpty ? "the name \(entry.hostname)" : "\(entry.ip) (ipMode Proxy)"
      return [
        LintNote(
          "kube-proxy has no rule for \(what): pods that use it leave the cluster and come back",
          fix: "let pods use \(service.metadata.name).\(service.metadata.namespace) instead"
        )
      ]
    }
  )

  private static let proxyWithoutNodePorts = LintRule(
    "proxy-mode-without-node-ports",
    .warning,
    "A proxying load balancer, and no node ports for it",
    """
    A load balancer that ends connections itself opens new ones to the node ports. With \
    allocateLoadBalancerNodePorts: false there are none, so it must reach the pods' addresses by \
    itself.
    """,
    lessons: [42],
    sources: ["KEP-1860", "kubernetes/kubernetes#63552"],
    explainsFailure: true,
    check: .service { service, _ in
      guard service.spec.type == .loadBalancer,
        let entry = service.service.status.ingress.first(where: { $0.ipMode == "Proxy" })
      else { return [] }
      let bare = service.spec.ports.filter { $0.nodePort == 0 }
      guard !bare.isEmpty else { return [] }
      let ports = LintWords.list(bare.map { ServiceFacts.name(of: $0) })
      return [
        LintNote(
          "\(entry.ip) has ipMode Proxy, but port \(ports) has no node port to go on to",
          fix: LintFix.patch(service.service, spec: "\"allocateLoadBalancerNodePorts\":true")
        )
      ]
    }
  )

  private static let nodePortsKept = LintRule(
    "node-ports-kept",
    .info,
    "Node ports that stay after they were switched off",
    """
    allocateLoadBalancerNodePorts: false stops new allocations only. Ports that the Service has \
    already stay open until they are removed by hand.
    """,
    lessons: [42],
    sources: [
      "https://kubernetes.io/docs/concepts/services-networking/service/"
        + "#load-balancer-nodeport-allocation",
      "kubernetes/kubernetes#92744",
    ],
    check: .service { service, _ in
      let ports = service.spec.ports.map(\.nodePort).filter { $0 != 0 }.map { "\($0)" }
      guard service.spec.type == .loadBalancer, !ports.isEmpty,
        service.spec.allocateLoadBalancerNodePorts == false
      else { return [] }
      return [
        LintNote(
          "allocateLoadBalancerNodePorts is false, but node port \(LintWords.list(ports)) is still"
            + " open",
          fix: "set nodePort: 0 in each entry of spec.ports in the same update"
        )
      ]
    }
  )

  private static let mixedProtocols = LintRule(
    "load-balancer-mixed-protocols",
    .info,
    "A load balancer for two protocols",
    """
    Kubernetes allows TCP and UDP in one load balancer since 1.26; not every implementation does. \
    One that cannot says so in the condition LoadBalancerPortsError.
    """,
    lessons: [45],
    sources: ["KEP-1435", "staging/src/k8s.io/api/core/v1/types.go"],
    check: .service { service, _ in
      let protocols = LintWords.unique(service.spec.ports.map { "\($0.protocol)" })
      guard service.spec.type == .loadBalancer, protocols.count > 1 else { return [] }
      return [
        LintNote(
          "one load balancer for \(LintWords.list(protocols)): not all implementations serve both",
          fix: "use one Service for each protocol if status.conditions has LoadBalancerPortsError"
        )
      ]
    }
  )
}

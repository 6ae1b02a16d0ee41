/// Rules about the addresses and node ports at which Services answer.
enum AddressRules {
  static let all = [
    addressConflict, nodePortConflict, externalIPs, loadBalancerIP, nodePortWithoutNeed,
    sourceHidden,
  ]

  private static let addressConflict = LintRule(
    "address-conflict",
    .error,
    "Two Services at one address and port",
    """
    External IPs are not allocated: whoever writes one takes all its traffic, and of two Services \
    at one address and port kube-proxy serves whichever comes last by chance. Load balancers may \
    share an address as long as ports or protocols differ.
    """,
    lessons: [43, 45],
    sources: ["pkg/proxy/servicechangetracker.go", "kubernetes/kubernetes#97076"],
    check: .service { service, facts in
      guard let entry = facts.simulation.serviceTable[service.service.key] else { return [] }
      var seen: Set<ServiceTable.Destination> = []
      return entry.ports.flatMap { port in
        entry.addresses.compactMap { address, _ -> LintNote? in
          let destination = ServiceTable.Destination(
            address: address,
            port: port.port,
            protocol: port.protocol
          )
          guard seen.insert(destination).inserted else { return nil }
          let rivals = facts.simulation.serviceTable.claimants(destination).map(\.service)
            .filter { $0 != service.service.key }
          guard !rivals.isEmpty else { return nil }
          return LintNote(
            "\(address.withPort(port.port))/\(port.protocol) is claimed by"
              + " \(LintWords.list(LintWords.unique(rivals.map { "\($0)" }))) too: one of them gets"
              + " everything",
            fix: "give one of them another address or port"
          )
        }
      }
    }
  )

  private static let nodePortConflict = LintRule(
    "node-port-conflict",
    .error,
    "Two Services at one node port",
    """
    A node port belongs to one Service in the whole cluster; the API server refuses a second \
    one, even for another protocol. Within one Service TCP and UDP may share a number.
    """,
    lessons: [45],
    sources: [
      "pkg/registry/core/service/portallocator", "test/e2e/network/service.go:1575",
    ],
    check: .service { service, facts in
      service.spec.ports.compactMap { port in
        guard service.hasClusterIP, let number = UInt16(exactly: port.nodePort), number != 0 else {
          return nil
        }
        let nodePort = ServiceTable.NodePort(port: number, protocol: port.protocol)
        let rivals = facts.simulation.serviceTable.claimants(nodePort).map(\.service)
          .filter { $0 != service.service.key }
        guard !rivals.isEmpty else { return nil }
        return LintNote(
          "node port \(number)/\(port.protocol) is claimed by"
            + " \(LintWords.list(rivals.map { "\($0)" })) too: one of them gets everything",
          fix: "leave spec.ports[].nodePort out, so that a free one is allocated"
        )
      }
    }
  )

  private static let externalIPs = LintRule(
    "external-ips-deprecated",
    .warning,
    "spec.externalIPs",
    """
    Deprecated in 1.36. Whoever may write a Service can claim any address with them and take the \
    traffic that nodes and pods send there (CVE-2020-8554); routing the address to the nodes is \
    nobody's business.
    """,
    lessons: [43],
    sources: [
      "KEP-5707 (kubernetes/enhancements#5873)", "kubernetes/kubernetes#97076",
      "pkg/api/service/warnings.go",
    ],
    check: .service { service, _ in
      guard service.hasClusterIP, !service.spec.externalIPs.isEmpty else { return [] }
      return [
        LintNote(
          "spec.externalIPs (\(LintWords.list(service.spec.externalIPs))) is deprecated",
          fix: "use type LoadBalancer, a Gateway or an Ingress, and remove spec.externalIPs"
        )
      ]
    }
  )

  private static let loadBalancerIP = LintRule(
    "load-balancer-ip-deprecated",
    .warning,
    "spec.loadBalancerIP",
    """
    Deprecated since 1.24: it never meant the same to two implementations and knows no dual stack. \
    Annotations of the load balancer's implementation replace it.
    """,
    lessons: [43],
    sources: ["staging/src/k8s.io/api/core/v1/types.go", "kubernetes/kubernetes#107235"],
    check: .service { service, _ in
      guard !service.spec.loadBalancerIP.isEmpty else { return [] }
      return [
        LintNote(
          "spec.loadBalancerIP \(service.spec.loadBalancerIP) is deprecated, and many load"
            + " balancers ignore it",
          fix: "say the address in the annotation of your load balancer, and remove"
            + " spec.loadBalancerIP"
        )
      ]
    }
  )

  private static let nodePortWithoutNeed = LintRule(
    "node-port-without-need",
    .info,
    "A node port behind an Ingress",
    """
    Most Ingress controllers run in the cluster and go to the endpoints themselves. A node port \
    besides is one more way in, on every node, past the Ingress and its TLS.
    """,
    lessons: [6, 18],
    popeye: [1104],
    sources: ["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
    check: .service { service, facts in
      guard service.spec.type == .nodePort,
        let ingresses = facts.ingressesByService[service.service.key]
      else { return [] }
      let ports = service.spec.ports.map(\.nodePort).filter { $0 != 0 }.map { "\($0)" }
      let names = ingresses.map { "\($0.name)" }
      return [
        LintNote(
          "Ingress \(LintWords.list(names)) leads here, and node port \(LintWords.list(ports)) is"
            + " open on every node as well",
          fix: "\(LintFix.patch(service.service, spec: "\"type\":\"ClusterIP\""))"
            + ", unless your Ingress controller needs node ports"
        )
      ]
    }
  )

  private static let sourceHidden = LintRule(
    "source-address-hidden",
    .info,
    "Pods that do not see who connects from outside",
    """
    With externalTrafficPolicy: Cluster the node that took a connection may send it to another \
    one, and replaces the source address by its own so that the answer comes back through it.
    """,
    lessons: [14],
    popeye: [1107],
    sources: [
      "kubernetes/kubernetes#91374",
      "https://kubernetes.io/docs/tutorials/services/source-ip/",
    ],
    check: .service { service, facts in
      guard service.isExternal, service.spec.externalTrafficPolicy != .local,
        facts.nodes.count > 1, service.hasUsable
      else { return [] }
      let local = LintFix.patch(service.service, spec: "\"externalTrafficPolicy\":\"Local\"")
      return [
        LintNote(
          "externalTrafficPolicy Cluster: for connections from outside the pods see a node's"
            + " address instead of the client's",
          fix: "if the client's address matters: \(local)"
        )
      ]
    }
  )
}

import ClusterState

extension LintCase {
  /// Addresses and node ports.
  static let addresses = [
    LintCase(
      "address-conflict",
      says: ["198.51.100.1:80/TCP is claimed by shop/other too"],
      {
        $0.web { $0.spec.externalIPs = ["198.51.100.1"] }
        $0.addOther { $0.spec.externalIPs = ["198.51.100.1"] }
      },
      but: {
        $0.web { $0.spec.externalIPs = ["198.51.100.1"] }
        $0.addOther {
          $0.spec.externalIPs = ["198.51.100.1"]
          $0.spec.ports[0].port = 81
        }
      }
    ),
    LintCase(
      "node-port-conflict",
      says: ["node port 30080/TCP is claimed by shop/other too"],
      {
        $0.web(makeNodePort)
        $0.addOther(makeNodePort)
      },
      but: {
        $0.web(makeNodePort)
        $0.addOther {
          makeNodePort(&$0)
          $0.spec.ports[0].protocol = .udp
        }
      }
    ),
    LintCase(
      "external-ips-deprecated",
      says: ["198.51.100.1", "deprecated"],
      { $0.web { $0.spec.externalIPs = ["198.51.100.1"] } }
    ),
    LintCase(
      "load-balancer-ip-deprecated",
      says: ["198.51.100.1 is deprecated"],
      { $0.loadBalancer("198.51.100.1") { $0.loadBalancerIP = "198.51.100.1" } },
      but: { $0.loadBalancer("198.51.100.1") }
    ),
    LintCase(
      "node-port-without-need",
      says: ["Ingress front leads here, and node port 30080"],
      {
        $0.web(makeNodePort)
        $0.ingresses = [LintWorld.ingress("front")]
      },
      but: { $0.web(makeNodePort) }
    ),
    LintCase(
      "source-address-hidden",
      says: ["a node's address instead of the client's"],
      { $0.web(makeNodePort) },
      but: {
        $0.web(makeNodePort)
        $0.web { $0.spec.externalTrafficPolicy = .local }
      }
    ),
  ]

  private static func makeNodePort(_ service: inout Service) {
    service.spec.type = .nodePort
    service.spec.ports[0].nodePort = 30_080
  }

  /// Load balancers and who may use them.
  static let balancers = [
    LintCase(
      "load-balancer-pending",
      says: ["no controller for the class cloud"],
      { $0.loadBalancer { $0.loadBalancerClass = "cloud" } },
      but: { $0.loadBalancer("198.51.100.1") }
    ),
    LintCase(
      "load-balancer-not-short-circuited",
      says: ["198.51.100.1 (ipMode Proxy)"],
      {
        $0.loadBalancer("198.51.100.1")
        $0.services[0].status.ingress[0].ipMode = "Proxy"
      },
      but: { $0.loadBalancer("198.51.100.1") }
    ),
    LintCase(
      "proxy-mode-without-node-ports",
      says: ["port http has no node port"],
      {
        $0.loadBalancer("198.51.100.1") { $0.allocateLoadBalancerNodePorts = false }
        $0.services[0].status.ingress[0].ipMode = "Proxy"
      },
      but: {
        $0.loadBalancer("198.51.100.1")
        $0.services[0].status.ingress[0].ipMode = "Proxy"
      }
    ),
    LintCase(
      "node-ports-kept",
      says: ["node port 30080 is still open"],
      {
        $0.loadBalancer("198.51.100.1") {
          $0.allocateLoadBalancerNodePorts = false
          $0.ports[0].nodePort = 30_080
        }
      },
      but: { $0.loadBalancer("198.51.100.1") { $0.allocateLoadBalancerNodePorts = false } }
    ),
    LintCase(
      "load-balancer-mixed-protocols",
      says: ["TCP and UDP"],
      {
        $0.loadBalancer("198.51.100.1") {
          var port = LintWorld.servicePort("dns", 53)
          port.protocol = .udp
          $0.ports.append(port)
        }
      },
      but: {
        $0.loadBalancer("198.51.100.1") { $0.ports.append(LintWorld.servicePort("alt", 81)) }
      }
    ),
    LintCase(
      "source-ranges-one-family",
      says: ["IPv4 only: 2001:db8::1 is open to everybody"],
      {
        $0.loadBalancer("198.51.100.1", "2001:db8::1") {
          $0.loadBalancerSourceRanges = ["203.0.113.0/24"]
        }
      },
      but: {
        $0.loadBalancer("198.51.100.1") { $0.loadBalancerSourceRanges = ["203.0.113.0/24"] }
      }
    ),
    LintCase(
      "source-ranges-on-other-type",
      says: ["203.0.113.0/24 has no effect on type ClusterIP"],
      { $0.web { $0.spec.loadBalancerSourceRanges = ["203.0.113.0/24"] } },
      but: {
        $0.loadBalancer("198.51.100.1") { $0.loadBalancerSourceRanges = ["203.0.113.0/24"] }
      }
    ),
    LintCase(
      "source-ranges-exclude-pods",
      says: ["leave out the pods' range 10.244.0.0/22"],
      {
        $0.loadBalancer("198.51.100.1") { $0.loadBalancerSourceRanges = ["203.0.113.0/24"] }
      },
      but: {
        $0.loadBalancer("198.51.100.1") {
          $0.loadBalancerSourceRanges = ["203.0.113.0/24", "10.0.0.0/8"]
        }
      }
    ),
    LintCase(
      "source-ranges-leave-node-port",
      says: ["node port 30080 is open to everybody"],
      {
        $0.loadBalancer("198.51.100.1") {
          $0.loadBalancerSourceRanges = ["203.0.113.0/24"]
          $0.ports[0].nodePort = 30_080
        }
      },
      but: {
        $0.loadBalancer("198.51.100.1") {
          $0.loadBalancerSourceRanges = ["203.0.113.0/24"]
          $0.allocateLoadBalancerNodePorts = false
        }
      }
    ),
  ]

  /// kube-proxy's own options.
  static let proxies = [
    LintCase(
      "ipvs-deprecated",
      "kube-proxy",
      says: ["IPVS mode"],
      options: .proxy { $0.mode = .ipvs },
      { _ in }
    ),
    LintCase(
      "nftables-localhost-node-ports",
      "kube-proxy",
      says: ["127.0.0.1"],
      options: .proxy { $0.mode = .nftables },
      { $0.web(makeNodePort) },
      but: { $0.web(makeNodePort) }
    ),
    LintCase(
      "no-local-detection",
      "kube-proxy",
      says: ["the cluster CIDR is empty"],
      options: .proxy { $0.clusterCIDRs = [] },
      { _ in }
    ),
    LintCase(
      "masquerade-all",
      "kube-proxy",
      says: ["masqueradeAll is on"],
      options: .proxy { $0.masqueradesAll = true },
      { _ in }
    ),
    LintCase(
      "node-port-addresses-match-nothing",
      "Node node-a",
      says: ["192.168.0.11", "172.30.0.0/16"],
      options: .proxy { $0.nodePortAddresses = .ranges(CIDR("172.30.0.0/16").map { [$0] } ?? []) },
      { $0.web(makeNodePort) },
      but: { $0.web(makeNodePort) }
    ),
    LintCase(
      "pod-range-outside-cluster-cidr",
      "Node node-c",
      says: ["10.244.3.0/24 is not in the cluster CIDR 10.244.0.0/23"],
      options: .proxy { $0.clusterCIDRs = CIDR("10.244.0.0/23").map { [$0] } },
      { _ in }
    ),
  ]
}

extension LoadedDocument {
  /// A second Service `other` for the same pods.
  fileprivate mutating func addOther(_ change: (inout Service) -> Void) {
    var other = LintWorld.service("other")
    other.spec.selector = ["app": "web"]
    change(&other)
    services.append(other)
  }
}

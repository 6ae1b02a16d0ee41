extension IPSet.Kind {
  /// The type under which the kernel knows the set (pkg/proxy/ipvs/ipset.go).
  package var type: String {
    switch self {
    case .clusterIP, .externalIP, .externalIPLocal, .loadBalancer, .loadBalancerFirewall,
      .loadBalancerLocal, .nodePortLocalSCTP, .nodePortSCTP:
      "hash:ip,port"
    case .healthCheckNodePort, .nodePortLocalTCP, .nodePortLocalUDP, .nodePortTCP, .nodePortUDP:
      "bitmap:port"
    case .boundAddresses: "hash:ip"
    case .loadBalancerSourceRange: "hash:ip,port,net"
    case .loadBalancerSourceIP, .hairpin: "hash:ip,port,ip"
    }
  }

  /// The comment of rules that look into the set.
  package var comment: String {
    let service = "Kubernetes service "
    let local = " with externalTrafficPolicy=local"
    return switch self {
    case .clusterIP: service + "cluster ip + port for masquerade purpose"
    case .externalIP: service + "external ip + port for masquerade and filter purpose"
    case .externalIPLocal: service + "external ip + port" + local
    case .healthCheckNodePort: "Kubernetes health check node port"
    case .boundAddresses: "Addresses on the ipvs interface"
    case .loadBalancer: service + "lb portal"
    case .loadBalancerFirewall:
      service + "load balancer ip + port for load balancer with sourceRange"
    case .loadBalancerLocal: service + "load balancer ip + port" + local
    case .loadBalancerSourceRange:
      service + "load balancer ip + port + source cidr for packet filter purpose"
    case .loadBalancerSourceIP:
      service + "load balancer ip + port + source IP for packet filter purpose"
    case .hairpin: "Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose"
    case .nodePortLocalSCTP: nodePort("SCTP", local) + sctpType
    case .nodePortLocalTCP: nodePort("TCP", local)
    case .nodePortLocalUDP: nodePort("UDP", local)
    case .nodePortSCTP: nodePort("SCTP", " for masquerade purpose") + sctpType
    case .nodePortTCP: nodePort("TCP", " for masquerade purpose")
    case .nodePortUDP: nodePort("UDP", " for masquerade purpose")
    }
  }

  private var sctpType: String { " with type 'hash ip:port'" }

  private func nodePort(_ transport: String, _ purpose: String) -> String {
    "Kubernetes nodeport \(transport) port" + purpose
  }

  /// Which sides of a packet are looked up in the set.
  var directions: String {
    switch self {
    case .hairpin, .loadBalancerSourceRange, .loadBalancerSourceIP: "dst,dst,src"
    case .healthCheckNodePort, .boundAddresses, .nodePortTCP, .nodePortUDP, .nodePortLocalTCP,
      .nodePortLocalUDP:
      "dst"
    default: "dst,dst"
    }
  }

  /// The name in the kernel, which takes 31 characters of it.
  package func name(isIPv6: Bool) -> String {
    String(((isIPv6 ? "KUBE-6-" : "KUBE-") + rawValue).prefix(31))
  }
}

/// Rules about `loadBalancerSourceRanges`: who may use a load balancer's address.
enum SourceRangeRules {
  static let all = [oneFamily, otherType, excludePods, nodePortOpen]

  private static let oneFamily = LintRule(
    "source-ranges-one-family",
    .warning,
    "Source ranges of one family before addresses of both",
    """
    Ranges guard addresses of their own family. An IPv6 address of a Service with IPv4 ranges only \
    is open to everybody, and the other way round.
    """,
    lessons: [19, 44],
    sources: ["pkg/proxy/serviceport.go", "pkg/proxy/iptables/proxier.go"],
    check: .service { service, _ in
      guard service.spec.type == .loadBalancer, !service.ranges.isEmpty else { return [] }
      let guarded = Set(service.ranges.map(\.base.isIPv6))
      let open = service.virtualIPs.filter { !guarded.contains($0.isIPv6) }
      guard let first = open.first else { return [] }
      let guardedFamily = first.isIPv6 ? "IPv4" : "IPv6"
      return [
        LintNote(
          "the source ranges are \(guardedFamily) only:"
            + " \(LintWords.list(open.map { "\($0)" })) is open to everybody",
          fix: "add \(first.family) ranges to spec.loadBalancerSourceRanges"
        )
      ]
    }
  )

  private static let otherType = LintRule(
    "source-ranges-on-other-type",
    .warning,
    "Source ranges on a Service that is no load balancer",
    """
    The ranges guard addresses of load balancers. Node ports, external IPs and cluster IPs are \
    open whatever they say; the API server refuses them on other types.
    """,
    lessons: [19, 46],
    sources: ["pkg/apis/core/validation/validation.go", "pkg/api/service/util.go"],
    check: .service { service, _ in
      let said = service.spec.loadBalancerSourceRanges + service.annotatedRanges
      guard service.spec.type != .loadBalancer, !said.isEmpty else { return [] }
      return [
        LintNote(
          "loadBalancerSourceRanges \(LintWords.list(said)) has no effect on type"
            + " \(service.spec.type): everybody is let in",
          fix: "use a NetworkPolicy, or type LoadBalancer"
        )
      ]
    }
  )

  private static let excludePods = LintRule(
    "source-ranges-exclude-pods",
    .info,
    "Source ranges that keep the cluster's own pods out",
    """
    Pods that use the load balancer's address are taken straight to the endpoints, but through the \
    same firewall: without their range in the list their connections are dropped.
    """,
    lessons: [8, 19],
    sources: ["test/e2e/network/loadbalancer.go:422", "pkg/proxy/iptables/proxier.go"],
    explainsFailure: true,
    check: .service { service, facts in
      guard service.spec.type == .loadBalancer, !service.ranges.isEmpty,
        let address = service.virtualIPs.first
      else { return [] }
      let out = facts.settings.clusterCIDRs.filter { pods in
        let mine = service.ranges.filter { $0.base.isIPv6 == pods.base.isIPv6 }
        return service.virtualIPs.contains { $0.isIPv6 == pods.base.isIPv6 } && !mine.isEmpty
          && !mine.contains { $0.contains(pods.base) || pods.contains($0.base) }
      }
      guard !out.isEmpty else { return [] }
      let ranges = LintWords.list(out.map { "\($0)" })
      return [
        LintNote(
          "the source ranges (\(LintWords.list(service.ranges.map { "\($0)" }))) leave out the"
            + " pods' range \(ranges): pods that use \(address) are dropped",
          fix: "add \(ranges) to spec.loadBalancerSourceRanges, or let pods use the cluster IP"
        )
      ]
    }
  )

  private static let nodePortOpen = LintRule(
    "source-ranges-leave-node-port",
    .info,
    "Source ranges, and node ports that everybody may use",
    """
    kube-proxy applies the ranges to the load balancer's addresses. The node ports of the same \
    Service take connections from everywhere.
    """,
    lessons: [19],
    sources: ["pkg/proxy/iptables/proxier.go", "pkg/proxy/nftables/proxier.go"],
    check: .service { service, _ in
      let ports = service.spec.ports.map(\.nodePort).filter { $0 != 0 }.map { "\($0)" }
      guard service.spec.type == .loadBalancer, !service.ranges.isEmpty, !ports.isEmpty else {
        return []
      }
      return [
        LintNote(
          "the source ranges guard the load balancer's address only: node port"
            + " \(LintWords.list(ports)) is open to everybody",
          fix: "keep node ports closed from outside, or"
            + " allocateLoadBalancerNodePorts: false if the load balancer needs none"
        )
      ]
    }
  )
}

extension ServiceFacts {
  /// The source ranges in force.
  fileprivate var ranges: [CIDR] {
    let said =
      spec.loadBalancerSourceRanges.isEmpty ? annotatedRanges : spec.loadBalancerSourceRanges
    return said.compactMap { CIDR($0) }
  }

  /// Ranges of the older annotation.
  fileprivate var annotatedRanges: [String] {
    let said = metadata.annotations[ServiceAnnotation.loadBalancerSourceRanges] ?? ""
    return said.split(separator: ",").map { range in
      String(range.filter { $0 != " " })
    }
  }

  /// Addresses of the load balancer that kube-proxy answers at.
  fileprivate var virtualIPs: [IPAddress] {
    service.status.ingress.filter { $0.ipMode != "Proxy" }.compactMap { IPAddress($0.ip) }
  }
}

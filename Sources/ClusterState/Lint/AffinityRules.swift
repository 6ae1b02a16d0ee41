/// Rules about session affinity: whom kube-proxy takes for one client, and for how long.
enum AffinityRules {
  static let all = [behindNAT, memory, timeout]

  private static let behindNAT = LintRule(
    "affinity-behind-snat",
    .warning,
    "Session affinity by addresses that may not be the clients'",
    """
    kube-proxy remembers a client by the source address that reaches the node, each node for \
    itself. Clients behind one NAT, or behind a load balancer that puts its own address in, are \
    one client and all get one pod; a client whose connections come in over several nodes gets a \
    pod from each. What kube-proxy itself does to the source with externalTrafficPolicy: Cluster \
    comes after the choice and does not disturb it.
    """,
    lessons: [14, 21, 22],
    sources: [
      "kubernetes/kubernetes#13865", "kubernetes/kubernetes#43958",
      "kubernetes/kubernetes#55429", "pkg/proxy/iptables/proxier.go",
    ],
    check: .service { service, facts in
      guard service.hasAffinity, service.isExternal, service.usable.count != 1 else { return [] }
      let proxies = service.service.status.ingress.filter { $0.ipMode == "Proxy" }
      let nodes = facts.readyNodes.count
      var parts: [Sentence] = []
      if let first = proxies.first {
        parts.append(
          "the load balancer at \(first.ip) opens connections itself (ipMode Proxy), so all its"
            + " clients have its addresses and share one pod"
        )
      } else if service.spec.type == .loadBalancer {
        parts.append(
          "if the load balancer replaces source addresses, all its clients share one pod"
        )
      } else {
        parts.append("clients behind one NAT share one pod")
      }
      if nodes > 1 {
        parts.append(
          "each of the \(nodes) nodes remembers for itself, so a client that comes in over several"
            + " gets several pods"
        )
      }
      return [
        LintNote(
          "sessionAffinity ClientIP for connections from outside: \(parts.joined(separator: "; "))",
          fix: "keep sessions at layer 7 (a cookie at the Ingress or Gateway), or have the load"
            + " balancer keep source addresses and send a client to one node"
        )
      ]
    }
  )

  private static let memory = LintRule(
    "affinity-memory-of-100-clients",
    .info,
    "Session affinity in iptables mode remembers few clients",
    """
    In iptables mode the memory is the kernel module xt_recent, which keeps 100 addresses for each \
    endpoint unless told otherwise (ip_list_tot). With more clients the ones seen longest ago are \
    forgotten before their time is up.
    """,
    lessons: [22],
    sources: ["pkg/proxy/iptables/proxier.go", "net/netfilter/xt_recent.c (Linux)"],
    check: .service { service, facts in
      guard service.hasAffinity, service.hasClusterIP, service.usable.count > 1,
        facts.modes.contains(.iptables)
      else { return [] }
      return [
        LintNote(
          "iptables mode remembers 100 clients of each of the \(service.usable.count) endpoints on"
            + " a node; the next one pushes the oldest out",
          fix: "use kube-proxy's nftables mode, or raise xt_recent's ip_list_tot on the nodes"
        )
      ]
    }
  )

  private static let timeout = LintRule(
    "affinity-timeout",
    .info,
    "A timeout of session affinity",
    """
    timeoutSeconds counts from a client's last new connection, not from the first: who comes back \
    in time stays with its pod for ever. It does not rotate anything, and connections that are \
    open do not count.
    """,
    lessons: [20],
    sources: ["kubernetes/website#37911", "kubernetes/kubernetes#86522"],
    check: .service { service, _ in
      guard service.hasAffinity, service.hasClusterIP,
        let seconds = service.spec.affinityTimeoutSeconds, seconds != 10_800
      else { return [] }
      return [
        LintNote(
          "a client keeps its pod until it has opened no connection for \(seconds) s; each new one"
            + " starts the time anew",
          fix: "nothing, if that is meant; sessionAffinity: None spreads each new connection"
        )
      ]
    }
  )
}

extension ServiceFacts {
  /// Whether connections of one client are kept together.
  var hasAffinity: Bool { spec.sessionAffinity == .clientIP }
}

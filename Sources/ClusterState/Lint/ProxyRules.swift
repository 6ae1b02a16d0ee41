/// Rules about how kube-proxy is set up, for all nodes or for one.
enum ProxyRules {
  static let all = [ipvs, localhost, noDetection, masqueradesAll, nodePortAddresses, podRange]

  private static let ipvs = LintRule(
    "ipvs-deprecated",
    .warning,
    "kube-proxy in IPVS mode",
    """
    IPVS mode is deprecated; nftables mode replaces it. It also differs from the others: it \
    balances by schedulers, keeps terminating endpoints at weight 0, and answers on more addresses.
    """,
    lessons: [4, 29],
    sources: ["cmd/kube-proxy/app/server_linux.go", "KEP-3866"],
    check: .proxy { facts in
      guard facts.modes.contains(.ipvs) else { return [] }
      let own = facts.nodes.map(\.name).filter { facts.settings.nodes[$0]?.proxy?.mode == .ipvs }
      return [
        LintNote(
          facts.settings.mode == .ipvs
            ? "kube-proxy runs in IPVS mode, which is deprecated"
            : "kube-proxy runs in IPVS mode on \(LintWords.list(own)), which is deprecated",
          fix: Sentence(verbatim: "--proxy-mode nftables (mode: nftables)")
        )
      ]
    }
  )

  private static let localhost = LintRule(
    "nftables-localhost-node-ports",
    .info,
    "Node ports that do not answer on 127.0.0.1",
    """
    Only iptables mode answers node ports on loopback addresses, and for IPv4 only. In nftables \
    mode node ports answer on the node's first address of each family unless --nodeport-addresses \
    says otherwise.
    """,
    lessons: [17, 18],
    sources: [
      "k0sproject/k0s#5760", "kubernetes/enhancements#3824",
      "pkg/proxy/nftables/README.md",
    ],
    check: .proxy { facts in
      guard facts.modes.contains(.nftables), facts.hasNodePorts else { return [] }
      return [
        LintNote(
          "nftables mode: node ports do not answer on 127.0.0.1, and without --nodeport-addresses"
            + " only on a node's primary addresses",
          fix: "connect to the node's own address; --nodeport-addresses opens others"
        )
      ]
    }
  )

  private static let noDetection = LintRule(
    "no-local-detection",
    .warning,
    "kube-proxy cannot tell pods from others",
    """
    Without a cluster CIDR (detect-local-mode ClusterCIDR) no source counts as a pod's: \
    connections from outside to cluster IPs are not masqueraded, and pods that use external \
    addresses of Services with a policy Local are treated as clients from outside.
    """,
    lessons: [8, 14],
    sources: ["pkg/proxy/util/localdetector.go", "cmd/kube-proxy/app/server_linux.go"],
    check: .proxy { facts in
      guard facts.settings.proxy.detection == .clusterCIDR([]) else { return [] }
      return [
        LintNote(
          "the cluster CIDR is empty, so no source address counts as a pod's",
          fix: "--cluster-cidr with the pods' ranges, or --detect-local-mode NodeCIDR"
        )
      ]
    }
  )

  private static let masqueradesAll = LintRule(
    "masquerade-all",
    .info,
    "Every connection to a cluster IP is masqueraded",
    """
    With --masquerade-all the pods behind a Service see a node's address instead of the client \
    pod's, also within the cluster. Network policies that go by pods then do not match.
    """,
    lessons: [14],
    sources: ["pkg/proxy/apis/config/types.go"],
    check: .proxy { facts in
      guard facts.settings.proxy.masqueradesAll else { return [] }
      return [
        LintNote(
          "masqueradeAll is on: servers see nodes' addresses instead of pods'",
          fix: "--masquerade-all=false, unless the network needs it"
        )
      ]
    }
  )

  private static let nodePortAddresses = LintRule(
    "node-port-addresses-match-nothing",
    .error,
    "A node on which no node port answers",
    """
    --nodeport-addresses limits node ports to addresses in its ranges. A node without such an \
    address answers on none of them.
    """,
    lessons: [18],
    sources: ["pkg/proxy/util/nodeport_addresses.go"],
    check: .node { node, facts in
      let proxy = facts.simulation.proxyNode(node.id)
      guard case .ranges(let ranges)? = proxy.options.nodePortAddresses, !proxy.addresses.isEmpty,
        !proxy.addresses.contains(where: proxy.answersNodePorts), facts.hasNodePorts
      else { return [] }
      return [
        LintNote(
          "none of its addresses (\(LintWords.list(proxy.addresses.map { "\($0)" }))) is in"
            + " --nodeport-addresses \(ranges.map { "\($0)" }.joined(separator: ",")): no node port"
            + " answers here",
          fix: "--nodeport-addresses primary, or a range that holds the nodes' addresses"
        )
      ]
    }
  )

  private static let podRange = LintRule(
    "pod-range-outside-cluster-cidr",
    .warning,
    "Pods that kube-proxy takes for clients from outside",
    """
    kube-proxy tells pods by the cluster CIDR. Pods whose range is not in it are masqueraded when \
    they connect to cluster IPs, and the policy Local treats them as clients from outside.
    """,
    lessons: [8, 14],
    sources: ["pkg/proxy/util/localdetector.go"],
    check: .node { node, facts in
      let proxy = facts.simulation.proxyNode(node.id)
      guard case .clusterCIDR(let cluster) = proxy.options.detection else { return [] }
      let out = proxy.podCIDRs.filter { pods in
        let mine = cluster.filter { $0.base.isIPv6 == pods.base.isIPv6 }
        return !mine.isEmpty && !mine.contains { $0.contains(pods.base) }
      }
      guard !out.isEmpty else { return [] }
      return [
        LintNote(
          "its pods' range \(LintWords.list(out.map { "\($0)" })) is not in the cluster CIDR"
            + " \(cluster.map { "\($0)" }.joined(separator: ",")): they count as outside",
          fix: "--cluster-cidr with all pod ranges, or --detect-local-mode NodeCIDR"
        )
      ]
    }
  )
}

/// Rules about pods as clients: what names they can resolve.
enum PodRules {
  static let all = [hostNetwork]

  private static let hostNetwork = LintRule(
    "host-network-without-cluster-dns",
    .info,
    "Pods on the host network that do not ask the cluster's DNS",
    """
    A pod on its node's network with the default policy ClusterFirst gets the node's own \
    resolv.conf: names of Services mean nothing to it. ClusterFirstWithHostNet is what asks the \
    cluster's DNS.
    """,
    lessons: [33],
    sources: [
      "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/",
      "pkg/kubelet/network/dns/dns.go",
    ],
    check: .podSpec { spec, field in
      guard spec.hostNetwork, spec.dnsPolicy == .clusterFirst else { return [] }
      return [
        LintNote(
          "hostNetwork with dnsPolicy ClusterFirst: names of Services do not resolve",
          fix: "set \(field).dnsPolicy: ClusterFirstWithHostNet, if it uses Services by name"
        )
      ]
    }
  )
}

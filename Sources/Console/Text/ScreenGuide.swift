internal import ClusterState

/// What one sees on a screen, in Kubernetes's terms: the paragraph above its keys in the help.
enum ScreenGuide {
  static func text(_ screen: Screen) -> Sentence {
    switch screen {
    case .overview: overview
    case .list(let kind): text(kind)
    case .text:
      "A text to read: / and n find words in it, Esc leads back to where it was asked for."
    case .timeline: timeline
    case .comparison:
      "Two branches side by side, at the last moment that both have: what was sent and lost in "
        + "each, what was done since they parted, and the fields of objects that differ."
    case .charts: charts
    case .topology:
      "The machines: zones (the label topology.kubernetes.io/zone), nodes in them and pods on "
        + "the nodes. What lies behind the selected Service is marked, with its share; requests "
        + "move along as simulated time passes."
    case .matrix:
      "Who reaches what: a row is a client, a column an address of a Service. A dot is "
        + "delivered, X rejected at once (no endpoints), d dropped in silence (policy Local, "
        + "source ranges), t timed out. What the last change made different is marked; w on a "
        + "cell tells its way."
    case .rules: rules
    case .names:
      "What a pod's resolver makes of a name: the search path and ndots of its /etc/resolv.conf, "
        + "every query, and the records CoreDNS keeps for a Service: A and AAAA of clusterIPs "
        + "or, if it is headless, of ready endpoints, SRV of named ports, CNAME of an "
        + "ExternalName."
    }
  }

  private static let overview: Sentence =
    "Services are stable names and virtual addresses (spec.clusterIP) for pods that come and go. "
    + "Endpoints are what stands behind the selected one, as its EndpointSlices list it: "
    + "EXPECTED is the share that kube-proxy's rules give each, COUNT what it really got. "
    + "Traffic tells how requests ended, Events what the control plane did about it."

  private static let timeline: Sentence =
    "Everything that was done, on an axis of simulated time. A command given in the past begins "
    + "a branch of its own, and the other one stays as it is: Enter goes to a moment, u leads "
    + "back, C compares two branches."

  private static let charts: Sentence =
    "The traffic of one Service: how requests ended over time, how long answers took, what share "
    + "each endpoint got and what chance alone would give it (the band), and which client went "
    + "to which endpoint. Shares outside the band are policy, affinity or kept connections, "
    + "not luck."

  private static let rules: Sentence =
    "What kube-proxy has written on one node, Service by Service, as iptables-save, nft or "
    + "ipvsadm print it. + and - mark what the last change brought and took away: x changes a "
    + "policy, M the mode, v leaves the marks out. PKTS and BYTES count first packets of "
    + "connections; the numbers before them are the steps of the last request, } walks them. Below "
    + "is what conntrack remembers. Shift-Right shows what stands further right, "
    + "w says what a rule does and which field it comes from."

  private static func text(_ kind: ListKind) -> Sentence {
    switch kind {
    case .pods:
      "Pods have an address each (status.podIPs), and lose it when they end. One is an endpoint "
        + "of a Service while its labels match spec.selector; it gets requests while its "
        + "condition Ready is true."
    case .services:
      "Services give pods one name and one address. TYPE says from where it can be reached, "
        + "PORT(S) shows port:nodePort, ENDPOINTS how many of those behind it are ready."
    case .endpoints:
      "Addresses behind Services, as the EndpointSlices list them with their conditions ready, "
        + "serving and terminating; kube-proxy sends to those that are ready, and to terminating "
        + "ones only where nothing else is left."
    case .slices:
      "EndpointSlices are what the slice controller writes and every kube-proxy reads: up to 100 "
        + "endpoints each (1,000 at most), one address family, the ports, and hints for zones "
        + "and nodes. Those with the label kubernetes.io/service-name belong to that Service."
    case .workloads:
      "What keeps pods alive: a Deployment rolls out through ReplicaSets, a StatefulSet keeps "
        + "names and order, a DaemonSet one pod a node. A pod that is killed comes back under "
        + "another name and address."
    case .nodes:
      "Machines: each has its kubelet, its range of pod addresses (spec.podCIDRs), its zone and "
        + "its kube-proxy, which writes the rules a packet meets there first."
    case .zones:
      "Zones are nodes with the same label topology.kubernetes.io/zone. trafficDistribution "
        + "PreferSameZone keeps requests within one, by hints in the EndpointSlices."
    case .ingresses:
      "Entrances for HTTP: an Ingress or HTTPRoute sends a host and a path to a Service. "
        + "Controllers of both go straight to its endpoints, past the cluster IP and kube-proxy."
    case .namespaces:
      "Namespaces divide names: a Service selects pods of its own namespace only, and DNS looks "
        + "for bare names there first. Enter shows one of them alone."
    case .events:
      "What happened, newest last: what you did, what controllers, kubelets and kube-proxies did "
        + "about it, and when. w on requests tells their way."
    case .tree:
      "What leads where, from the entrance to the pod: Ingress or route, Service, EndpointSlice, "
        + "pod; and from a Deployment through its ReplicaSets. Enter or Space folds."
    case .ignored:
      "Objects of the document that play no part in Service networking. They are kept as they "
        + "are and written out again by export."
    case .delays:
      "How long each part of the control plane takes to see and do something: kubelet probes, "
        + "the slice controller's batches, kube-proxy's minSyncPeriod. Requests are lost in "
        + "these gaps."
    case .connections:
      "What conntrack on the nodes remembers: a connection stays with the endpoint it was given, "
        + "whatever rules say later. Stale ones lead where no new connection would go."
    case .streams:
      "Plans of traffic that run: how requests arrive, how they share connections, how many were "
        + "sent. They go on while time passes, also while you change things."
    }
  }
}

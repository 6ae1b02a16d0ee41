/// What holds for a whole session: options of kube-proxy and of the API server, the seed, delays.
package struct Settings: Equatable, Sendable {
  package var seed: UInt64 = 42
  /// The options of every kube-proxy that ``nodes`` says nothing else of.
  package var proxy = ProxyOptions()
  /// What is special about single nodes, by name.
  package var nodes: [String: NodeSettings] = [:]
  /// Ranges of pod addresses, as far as anybody says or implies them: where nodes without a range
  /// of their own get one.
  package var clusterCIDRs: [CIDR] = []
  /// Ranges that cluster IPs come from, the primary family first.
  package var serviceCIDRs: [CIDR] = []
  package var nodePorts: ClosedRange<Int64> = 30_000...32_767
  package var delays = Delays()
  package var loadBalancer = LoadBalancerModel()
  /// How pods behave; of each part, what the first entry says that matches a pod.
  package var pods: [PodBehaviorRule] = []
  package var sliceController = SliceControllerOptions()

  package init() {}

  /// How long something takes of which nobody said anything: kube-proxies in IPVS mode do not rest.
  package func standard(_ name: Delays.Name) -> Delays.Range {
    name == .minSyncPeriod && mode == .ipvs ? .zero : name.standard
  }

  /// How the kube-proxies work that have no mode of their own.
  package var mode: ProxyMode { proxy.mode }
}

/// What is special about one node.
package struct NodeSettings: Hashable, Sendable {
  /// Addresses that are its own besides its InternalIPs and loopback.
  package var addresses: [IPAddress] = []
  /// The options of its kube-proxy; `nil`: those of all.
  package var proxy: ProxyOptions?
  /// How long its kube-proxy rests between two syncs; `nil`: as long as all others.
  package var minSyncPeriod: Delays.Range?
  /// What one sync of its kube-proxy takes; `nil`: as long as all others.
  package var proxySync: Delays.Range?

  package init() {}
}

/// Our model of a load balancer's health checks: Kubernetes promises nothing of them.
package struct LoadBalancerModel: Hashable, Sendable {
  /// Failed checks in a row after which a node gets no more connections.
  package var unhealthyThreshold = 2
  /// Checks in a row that a node must pass to get connections again.
  package var healthyThreshold = 2

  package init() {}
}

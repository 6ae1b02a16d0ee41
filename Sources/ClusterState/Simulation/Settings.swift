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
  /// How pods serve.
  package var behaviors = PodBehaviors()
  package var sliceController = SliceControllerOptions()

  package init() {}

  /// How the kube-proxies work that have no mode of their own.
  package var mode: ProxyMode { proxy.mode }
}

/// What is special about one node.
package struct NodeSettings: Hashable, Sendable {
  /// Addresses that are its own besides its InternalIPs and loopback.
  package var addresses: [IPAddress] = []
  /// The options of its kube-proxy; `nil`: those of all.
  package var proxy: ProxyOptions?

  package init() {}
}

/// How long the parts of a cluster take.
///
/// Defaults and their sources: docs/timing.md.
package struct Delays: Equatable, Sendable {
  /// From the creation of a pod to its containers running, image present.
  package var podStart = Delay.milliseconds(1_020)
  /// From SIGTERM to the end of a process that exits on it.
  package var processExit = Delay.seconds(1)

  package init() {}

  /// Everything happens at once: how a document is completed before time begins.
  package static let none: Self = {
    var delays = Self()
    delays.podStart = .zero
    delays.processExit = .zero
    return delays
  }()
}

/// What holds for a whole session: options of kube-proxy and of the API server, the seed, delays.
package struct Settings: Equatable, Sendable {
  package var seed: UInt64 = 42
  package var mode = ProxyMode.iptables
  /// Ranges of pod addresses, at most one a family; none: no traffic counts as a pod's.
  package var clusterCIDRs: [CIDR] = []
  /// Whether the source of all traffic to cluster IPs is replaced (`--masquerade-all`).
  package var masqueradesAll = false
  /// Ranges that cluster IPs come from, the primary family first.
  package var serviceCIDRs: [CIDR] = []
  package var nodePorts: ClosedRange<Int64> = 30_000...32_767
  package var delays = Delays()
  package var sliceController = SliceControllerOptions()

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

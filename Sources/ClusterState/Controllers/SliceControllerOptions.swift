/// How the endpoint slice controller is set up: flags and gates of kube-controller-manager.
package struct SliceControllerOptions: Equatable, Sendable {
  /// Endpoints in one slice (`--max-endpoints-per-slice`).
  package var endpointsPerSliceMax = 100
  /// Whether `PreferSameZone` and `PreferSameNode` mean anything (gate
  /// PreferSameTrafficDistribution, always on since 1.35).
  package var knowsSameZoneAndNode = true
  /// Whether the annotation for topology mode Auto is heeded (gate TopologyAwareHints).
  package var heedsTopologyMode = true

  package init() {}
}

internal import HashTreeCollections

/// Remembers look-ups while many pods are loaded: neighbours in a dump are mostly alike.
struct PodLoader {
  private var namespace = ""
  private var labels = Labels()
  private var services: [ServiceID]?
  private var owner = ""
  private var isOwnerMissing = false
  private let rangesByNode: [String: [CIDR]]

  /// Knows the nodes of the cluster, which must be there before the pods.
  init(_ cluster: Cluster) {
    let nodes = cluster.nodes.ids.compactMap { cluster.nodes[$0] }
    rangesByNode = Dictionary(
      nodes.map { ($0.metadata.name, $0.spec.podCIDRs.compactMap(CIDR.init)) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Services that select a pod.
  mutating func services(selecting pod: Pod, in cluster: Cluster) -> [ServiceID] {
    if let services, pod.metadata.namespace == namespace, pod.metadata.labels == labels {
      return services
    }
    let found = cluster.services(selecting: pod)
    (namespace, labels, services) = (pod.metadata.namespace, pod.metadata.labels, found)
    return found
  }

  /// Whether the pod names a controller that the cluster does not have.
  mutating func isOrphan(_ pod: Pod, in cluster: Cluster) -> Bool {
    guard let reference = pod.metadata.controller else { return false }
    if reference.uid != owner {
      owner = reference.uid
      isOwnerMissing = cluster.workloadByUID[owner] == nil
    }
    return isOwnerMissing
  }

  /// The ranges that pods of a node get their addresses from.
  func ranges(of node: String) -> [CIDR] { rangesByNode[node] ?? [] }
}

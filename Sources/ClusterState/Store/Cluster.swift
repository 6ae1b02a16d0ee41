internal import HashTreeCollections

package typealias PodID = ObjectID<Pod>
package typealias NodeID = ObjectID<Node>
package typealias ServiceID = ObjectID<Service>
package typealias SliceID = ObjectID<EndpointSlice>

/// All objects and the indexes over them.
///
/// Every change goes through here, keeps the indexes right and is noted, so that controllers look
/// at what it concerns and at nothing else.
package struct Cluster: Equatable, Sendable {
  package internal(set) var nodes = ObjectTable<Node>()
  package internal(set) var namespaces = ObjectTable<Namespace>()
  package internal(set) var pods = ObjectTable<Pod>()
  package internal(set) var services = ObjectTable<Service>()
  package internal(set) var endpointSlices = ObjectTable<EndpointSlice>()
  package internal(set) var endpoints = ObjectTable<Endpoints>()
  package internal(set) var deployments = ObjectTable<Deployment>()
  package internal(set) var replicaSets = ObjectTable<ReplicaSet>()
  package internal(set) var statefulSets = ObjectTable<StatefulSet>()
  package internal(set) var daemonSets = ObjectTable<DaemonSet>()
  package internal(set) var ingresses = ObjectTable<Ingress>()
  package internal(set) var ingressClasses = ObjectTable<IngressClass>()
  package internal(set) var httpRoutes = ObjectTable<HTTPRoute>()
  package internal(set) var gateways = ObjectTable<Gateway>()
  package internal(set) var gatewayClasses = ObjectTable<GatewayClass>()
  package internal(set) var referenceGrants = ObjectTable<ReferenceGrant>()
  package internal(set) var podDisruptionBudgets = ObjectTable<PodDisruptionBudget>()

  /// Which pod holds an address; pods on the host network are found by their node's.
  var podByAddress = TreeDictionary<IPAddress, PodID>()
  /// Which node an InternalIP belongs to.
  var nodeByAddress = TreeDictionary<IPAddress, NodeID>()
  /// Existing pods by the uid of their controller.
  var podsByOwner = TreeDictionary<String, [PodID]>()
  /// The oldest pod that each namespace ever had: where looking for one of its pods begins.
  var firstPodByNamespace = TreeDictionary<String, PodID>()
  /// Unfinished pods by the name of their node.
  var podsByNode = TreeDictionary<String, TreeSet<PodID>>()
  /// Unfinished pods without a node.
  var unscheduledPods = TreeSet<PodID>()
  /// Workloads by uid.
  var workloadByUID = TreeDictionary<String, WorkloadID>()
  /// ReplicaSets by the uid of their Deployment, oldest first.
  var replicaSetsByOwner = TreeDictionary<String, [ObjectID<ReplicaSet>]>()
  /// Revisions of the templates of StatefulSets and DaemonSets, by uid.
  var revisionHistories = TreeDictionary<String, RevisionHistory>()
  /// Ingresses and HTTPRoutes by the hosts they name; see ``HostPattern/key``.
  var ingressesByHost = TreeDictionary<String, [ObjectID<Ingress>]>()
  var httpRoutesByHost = TreeDictionary<String, [ObjectID<HTTPRoute>]>()
  /// How many Services each namespace has.
  var serviceCountByNamespace = TreeDictionary<String, Int>()
  var slicesByService = TreeDictionary<ObjectName, [SliceID]>()
  var selectorIndex = SelectorIndex()
  /// Pods that a Service's selector matches, oldest first, by the Service's number.
  var podsByService = ChunkedArray<[PodID]>()

  /// What changed since the controllers looked last, oldest first.
  var changes: [Change] = []
  /// Counts changes: equal revisions of one history mean equal clusters.
  package internal(set) var revision = 0

  package init() {}

  mutating func note(_ change: Change) {
    revision += 1
    if changes.last != change { changes.append(change) }
  }

  mutating func takeChanges() -> [Change] {
    defer { changes = [] }
    return changes
  }
}

/// What a controller must look at again because an object was added, changed or removed.
enum Change: Hashable, Sendable {
  /// The pods that this Service selects, or the Service itself.
  case endpointSlices(ServiceID)
  /// The Endpoints object of this name, or whether its Service wants it mirrored.
  case mirroredSlices(ObjectName)
  /// A slice of the Service of this name, or what kube-proxy reads of the Service.
  case serviceTable(ObjectName)
  /// The pods of a workload, or the workload itself.
  case workload(WorkloadID)
  /// A pod without a node.
  case unscheduled(PodID)
  case node(NodeID)
  /// Which nodes there are, their zones, or which of them are ready.
  case nodeTopology
}

/// A workload of any kind.
package enum WorkloadID: Hashable, Sendable {
  case deployment(ObjectID<Deployment>)
  case replicaSet(ObjectID<ReplicaSet>)
  case statefulSet(ObjectID<StatefulSet>)
  case daemonSet(ObjectID<DaemonSet>)
}

/// A fact: something that happened at an instant, and why.
package struct Event: Equatable, Sendable {
  /// What an event goes back to.
  package enum Cause: Hashable, Sendable {
    /// The document as it was opened.
    case document
    /// The n-th command of this history, from 1.
    case command(Int)
    /// A controller or the kubelet, in the course of time.
    case time
  }

  /// What happened, with the names of those it happened to.
  package enum Kind: Equatable, Sendable {
    /// Something the document left open was filled in.
    case completed(Completion)
    case podDeleted(ObjectName, graceSeconds: Int64)
    /// SIGTERM came and the process closed its ports.
    case podStopped(ObjectName)
    /// SIGTERM came; the process finishes what it has for so long.
    case podDraining(ObjectName, Delay)
    case podIgnoresSIGTERM(ObjectName)
    /// A container ended by itself.
    case podCrashed(ObjectName)
    /// The kubelet waits before it starts a container again.
    case podBackingOff(ObjectName, Delay)
    case podRestarted(ObjectName)
    /// The node lacks images, which are fetched.
    case imagesPulling(ObjectName, node: String, images: [String])
    /// The pod did not tolerate a lost node any longer.
    case podEvicted(ObjectName, node: String)
    case podRemoved(ObjectName)
    case podCreated(ObjectName, by: String)
    case podUnschedulable(ObjectName)
    /// A workload wants more pods than the simulation holds.
    case podsLimited(ObjectName, wanted: Int, created: Int)
    /// The node's range of pod addresses is used up, or it has none.
    case podWithoutAddress(ObjectName, node: String)
    case podStarted(ObjectName, address: String, node: String)
    case podReady(ObjectName)
    /// Its readiness probes have failed often enough.
    case podUnready(ObjectName)
    /// The endpoints of a Service became more or fewer.
    case endpointsChanged(ObjectName, ready: Int, total: Int)
    case patched(kind: String, ObjectName, fields: [String])
    /// What a pod answers its readiness probes from now on.
    case podReadinessChanged(ObjectName, isReady: Bool)
    case nodeCordoned(String, Bool)
    case nodeDrained(String)
    /// What the control plane thinks of a node.
    case nodeReadinessChanged(String, isReady: Bool)
    /// A node lost its power or got it back.
    case nodePowered(String, isOn: Bool)
    /// kube-proxies have written their rules, in which these Services changed.
    case proxiesSynced(nodes: [String], services: [ObjectName])
    /// A load balancer changed its mind about a node: for one Service, or for all.
    case healthCheckChanged(node: String, ObjectName?, isHealthy: Bool)
    case scaled(kind: String, ObjectName, from: Int64, to: Int64)
    case serviceDeleted(ObjectName, clusterIP: String)
    case workloadDeleted(kind: String, ObjectName)
    case rolloutRestarted(kind: String, ObjectName)
    case rolloutUndone(ObjectName, revision: Int64)
    case rolloutPaused(ObjectName, Bool)
    case imageSet(kind: String, ObjectName, image: String)
    case delaySet(Delays.Name, Delays.Range, node: String?)
    case perfectionSet(Bool)
    case behaviorSet(PodBehaviorRule)
    case modeChanged(from: ProxyMode, to: ProxyMode)
    case requestsSent(SendReport)
    case streamStarted(TrafficPlan)
    /// It sends no more; so many requests were sent in all.
    case streamStopped(TrafficPlan, sent: Int)
  }

  package var instant: Instant
  package var cause: Cause
  package var kind: Kind
}

/// What was filled in when a document was opened.
package enum Completion: Hashable, Sendable {
  case nodesMadeUp([String])
  case podsCreated(workload: String, count: Int)
  /// A controller that pods name but the document does not hold.
  case workloadAssumed(kind: String, ObjectName, replicas: Int64)
  case clusterIPAllocated(ObjectName, String)
  case nodePortAllocated(ObjectName, Int64)
  case slicesComputed(services: Int)
  /// Objects of kinds that play no part were counted and left alone.
  case objectsIgnored(Int)
}

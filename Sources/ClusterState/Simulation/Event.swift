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
    case podRemoved(ObjectName)
    case podCreated(ObjectName, by: String)
    case podUnschedulable(ObjectName)
    /// A workload wants more pods than the simulation holds.
    case podsLimited(ObjectName, wanted: Int, created: Int)
    /// The node's range of pod addresses is used up, or it has none.
    case podWithoutAddress(ObjectName, node: String)
    case podStarted(ObjectName, address: String, node: String)
    case podReady(ObjectName)
    /// The endpoints of a Service became more or fewer.
    case endpointsChanged(ObjectName, ready: Int, total: Int)
    case patched(kind: String, ObjectName, fields: [String])
    case podReadinessChanged(ObjectName, isReady: Bool)
    case nodeCordoned(String, Bool)
    case nodeDrained(String)
    case nodeReadinessChanged(String, isReady: Bool)
    case scaled(kind: String, ObjectName, from: Int64, to: Int64)
    case serviceDeleted(ObjectName, clusterIP: String)
    case workloadDeleted(kind: String, ObjectName)
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

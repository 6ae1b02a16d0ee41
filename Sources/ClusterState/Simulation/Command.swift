/// What is asked of the cluster.
///
/// Commands are recorded: the same document, seed and commands give the same history.
package enum Command: Hashable, Sendable {
  /// Deletes a pod; without `graceSeconds` with the pod's own grace period.
  case deletePod(ObjectName, graceSeconds: Int64?)
  case deleteService(ObjectName)
  /// Deletes a Deployment, ReplicaSet, StatefulSet or DaemonSet and what it owns.
  case deleteWorkload(kind: String, ObjectName)
  case scale(kind: String, ObjectName, replicas: Int64)
  /// A merge patch for a Service or a Deployment, through admission.
  case patch(kind: String, ObjectName, ObjectPatch)
  /// Lets a pod's readiness probe succeed or fail from now on.
  case setPodReady(ObjectName, Bool)
  /// Keeps new pods away from a node, or lets them come again.
  case cordon(String, Bool)
  /// Cordons a node and evicts its pods.
  case drain(String)
  /// A node's kubelet stops reporting, or reports again.
  case setNodeReady(String, Bool)
  case setMode(ProxyMode)
  case send(Traffic, count: Int)
  /// Starts a stream; one of the same name, or nameless from here to there, ends.
  case startStream(TrafficPlan)
  case stopStream(StreamSelection)
  /// Says how pods serve from now on.
  case behave(PodBehavior.Selector, PodBehavior.Change)
  /// Lets time pass until the next thing happens.
  case step
}

extension Command {
  /// Starts a stream of `rate` requests a second.
  package static func startStream(_ traffic: Traffic, rate: Int) -> Self {
    .startStream(TrafficPlan(traffic, rate: rate))
  }

  /// Stops all streams to the same destination.
  package static func stopStream(to destination: Destination) -> Self {
    .stopStream(.to(destination))
  }

  /// Whether it changes the cluster rather than only sending or waiting: losses are counted anew
  /// from there.
  var isChange: Bool {
    switch self {
    case .send, .startStream, .stopStream, .step: false
    default: true
    }
  }
}

/// Why a command was refused.
///
/// Nothing has changed then.
package enum CommandError: Error, Hashable, Sendable {
  case notFound(kind: String, ObjectName)
  case notScalable(kind: String, ObjectName)
  /// Only Services and Deployments can be patched.
  case notPatchable(kind: String)
  /// The API server would not take the object.
  case refused(kind: String, ObjectName, [FieldError])
  case replicasOutOfRange(Int64)
  case requestsOutOfRange(Int)
  case alreadyTerminating(ObjectName)
  case noStream(StreamSelection)
  /// An option is out of bounds.
  case outOfRange(PlanMistake)
  case tooMany(String, limit: Int)
  case nothingPlanned
  /// The Service has several ports and none was named.
  case portMissing(ObjectName, ports: [String])
  case portUnknown(ObjectName, String, ports: [String])
  case noAddress(String)
  /// kube-proxy has no rules for the Service: it is headless, an ExternalName, or another's.
  case notProxied(ObjectName)
}

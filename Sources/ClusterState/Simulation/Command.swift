/// What is asked of the cluster.
///
/// Commands are recorded: the same document, seed and commands give the same history.
package enum Command: Hashable, Sendable {
  /// Deletes a pod; without `graceSeconds` with the pod's own grace period.
  case deletePod(ObjectName, graceSeconds: Int64?)
  /// Deletes the pods of a namespace that have these labels when the command is performed.
  case deletePods(namespace: String, LabelSelector, graceSeconds: Int64?)
  case deleteService(ObjectName)
  /// Deletes a Deployment, ReplicaSet, StatefulSet or DaemonSet and what it owns.
  case deleteWorkload(kind: String, ObjectName)
  /// Deletes a Node object; the machine runs on.
  case deleteNode(String)
  case scale(kind: String, ObjectName, replicas: Int64)
  /// A merge patch for a Service, a workload with revisions or a PodDisruptionBudget, through
  /// admission.
  case patch(kind: String, ObjectName, ObjectPatch)
  /// Lets a pod's readiness probe succeed or fail from now on.
  case setPodReady(ObjectName, Bool)
  /// Keeps new pods away from a node, or lets them come again.
  case cordon(String, Bool)
  /// Cordons a node and evicts its pods.
  case drain(String)
  /// A node's kubelet stops reporting, or reports again.
  case setNodeReady(String, Bool)
  /// A container of the pod ends by itself; with `isLooping` again after each start.
  case crash(ObjectName, isLooping: Bool)
  /// A new template that differs by the annotation of `kubectl rollout restart` only.
  case restartRollout(kind: String, ObjectName)
  /// Goes back to the template of an earlier revision; `nil`: the one before.
  case undoRollout(kind: String, ObjectName, toRevision: Int64?)
  /// Lets a rollout rest, or go on.
  case pauseRollout(ObjectName, Bool)
  /// Gives a container of a workload's template another image (`kubectl set image`).
  case setImage(kind: String, ObjectName, container: String, image: String)
  /// How long something takes from now on; of one node or of all.
  case setDelay(Delays.Name, Delays.Range, node: String?)
  /// Something takes as long as if nobody had said anything; of one node or of all.
  case resetDelay(Delays.Name, node: String?)
  /// Everything takes no time, or its time again.
  case setPerfect(Bool)
  /// What processes of some pods do from now on when SIGTERM comes.
  case setBehavior(PodBehaviorRule)
  case setMode(ProxyMode)
  case send(Traffic, count: Int)
  /// Starts a stream; one of the same name, or nameless from here to there, ends.
  case startStream(TrafficPlan)
  case stopStream(StreamSelection)
  /// Lets time pass until the next thing happens.
  case step
  /// Commands that are performed at one moment, one after the other, and taken back together; if
  /// one cannot be performed, none is.
  case several([Command])

  /// Some commands as one, which one alone is already.
  package static func all(of commands: [Command]) -> Command {
    commands.count == 1 ? commands[0] : .several(commands.flatMap(\.parts))
  }

  /// The single commands of which it consists.
  package var parts: [Command] {
    if case .several(let commands) = self { commands } else { [self] }
  }
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
  /// No pod of the namespace has these labels.
  case nothingSelected(namespace: String, LabelSelector)
  case notScalable(kind: String, ObjectName)
  /// Objects of this kind cannot be patched.
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
  /// The sender's node has no power.
  case sourceDown(node: String)
  /// The pod has no process that could crash.
  case notRunning(ObjectName)
  case noSuchRevision(ObjectName, Int64?)
  case noSuchContainer(ObjectName, String, containers: [String])
  /// Only delays of kube-proxies can differ from node to node.
  case delayOfAllNodes(Delays.Name)
  /// The power of the node is as asked already.
  case powerUnchanged(String, isOn: Bool)
  /// The Service has several ports and none was named.
  case portMissing(ObjectName, ports: [String])
  case portUnknown(ObjectName, String, ports: [String])
  case noAddress(String)
  /// kube-proxy has no rules for the Service: it is headless, an ExternalName, or another's.
  case notProxied(ObjectName)
  /// Given in the past of a branch, it would begin one more than the history holds.
  case tooManyBranches(Int)
}

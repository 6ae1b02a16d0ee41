internal import HashTreeCollections

/// How the processes of a pod are, where there is more to say than that they run and answer.
struct PodProcess: Equatable, Sendable {
  enum State: Sendable {
    case running
    /// After SIGTERM: it finishes what it has and takes nothing new.
    case draining
    /// After SIGTERM: it takes nothing new and is about to end.
    case stopping
    /// It has ended, or its node has lost power.
    case ended
  }

  var state = State.running
  /// From then on it answers.
  var answersFrom = Instant.longAgo
  /// When its containers were started last.
  var startedAt = Instant.longAgo
  /// What it says when a readiness probe asks.
  var saysReady = true
  /// Counts changes of that answer: a result of older probes is void.
  var probeEpoch = 0
  /// Crashes without a long sound run between them.
  var crashesInARow = 0
  /// Whether it crashes again each time it was started.
  var isLooping = false

  init() {}
}

extension Simulation {
  /// Whether a pod's processes run and accept connections.
  package func isListening(_ id: PodID) -> Bool {
    guard let pod = cluster.pods[id], pod.status.phase == .running, isPoweredOn(under: pod) else {
      return false
    }
    guard let process = processes[id] else { return true }
    return process.state == .running && process.answersFrom <= now
  }

  /// Whether a pod's processes still serve connections that are established.
  package func isServing(_ id: PodID) -> Bool {
    guard let pod = cluster.pods[id], pod.status.phase == .running, isPoweredOn(under: pod) else {
      return false
    }
    return processes[id]?.state != .ended
  }

  /// Whether the node that a pod is bound to has power.
  func isPoweredOn(under pod: Pod) -> Bool {
    cluster.nodes.id(ObjectName(name: pod.spec.nodeName)).map(isPoweredOn) ?? true
  }

  mutating func changeProcess(of id: PodID, _ change: (inout PodProcess) -> Void) {
    var process = processes[id] ?? PodProcess()
    change(&process)
    processes[id] = process == PodProcess() ? nil : process
  }
}

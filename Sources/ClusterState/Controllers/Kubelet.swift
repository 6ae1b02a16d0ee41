internal import HashTreeCollections

// The lifecycle of a pod on its node: start, readiness, end.

extension Simulation {
  /// Seconds a pod without `terminationGracePeriodSeconds` gets (pkg/apis/core/v1/defaults.go).
  static let defaultGraceSeconds: Int64 = 30

  /// The image is there and the containers run: the pod gets its address.
  mutating func startContainers(of id: PodID) {
    guard let pod = cluster.pods[id], !pod.isTerminating, pod.status.phase == .pending,
      let nodeID = cluster.nodes.id(ObjectName(name: pod.spec.nodeName)),
      let node = cluster.nodes[nodeID], !node.isDown
    else { return }
    let addresses =
      pod.spec.hostNetwork
      ? node.status.internalIPs : podAddresses.allocate(on: node, nodeID, in: cluster)
    guard let primary = addresses.first else {
      note(.podWithoutAddress(pod.key, node: pod.spec.nodeName))
      return
    }
    cluster.updatePod(id) { pod in
      pod.status.phase = .running
      pod.status.podIPs = addresses
      pod.status.hostIP = node.status.internalIPs.first ?? ""
      pod.status.ready = false
    }
    note(.podStarted(pod.key, address: primary, node: pod.spec.nodeName))
    guard !pod.isKeptUnready else { return }
    let wait = pod.spec.readinessDelay
    if wait == .zero || settings.delays == .none {
      makeReady(id)
    } else {
      agenda.plan(.makeReady(id), at: now + wait)
    }
  }

  /// All readiness probes have succeeded.
  mutating func makeReady(_ id: PodID) {
    guard let pod = cluster.pods[id], pod.status.phase == .running, !pod.isTerminating,
      pod.status.ready != true, cluster.nodes[ObjectName(name: pod.spec.nodeName)]?.isDown != true
    else { return }
    setReady(true, id)
    note(.podReady(pod.key))
  }

  /// Writes the Ready condition of a pod.
  mutating func setReady(_ isReady: Bool, _ id: PodID) {
    guard let pod = cluster.pods[id], pod.status.ready != isReady else { return }
    let time = timestamp
    cluster.updatePod(id) { pod in
      pod.status.ready = isReady
      pod.status.readyTransition = time
    }
  }

  mutating func deletePod(_ key: ObjectName, graceSeconds: Int64?) {
    guard let id = cluster.pods.id(key) else { return }
    terminate(id, graceSeconds: graceSeconds)
  }

  /// Stamps the pod as deleted; its processes get SIGTERM after the preStop hook.
  ///
  /// A pod that never ran, has ended, or gets no grace is gone at once.
  mutating func terminate(_ id: PodID, graceSeconds: Int64?) {
    guard let pod = cluster.pods[id] else { return }
    let grace =
      graceSeconds ?? pod.spec.terminationGracePeriodSeconds ?? Self.defaultGraceSeconds
    note(.podDeleted(pod.key, graceSeconds: grace))
    guard grace > 0, pod.status.phase == .running else {
      removePod(id)
      return
    }
    let end = now + .seconds(grace)
    let deletion = Timestamp(microseconds: openedAt.microseconds + end.microseconds)
    cluster.updatePod(id) { pod in
      pod.metadata.deletionTimestamp = deletion
      pod.metadata.deletionGracePeriodSeconds = grace
    }
    endProcesses(of: id)
  }

  /// The kubelet learns that a pod was deleted: SIGTERM comes after the preStop hook.
  ///
  /// Without a kubelet, and for a pod that does not heed signals, nothing happens.
  mutating func endProcesses(of id: PodID) {
    guard let pod = cluster.pods[id], !pod.isHeld,
      cluster.nodes[ObjectName(name: pod.spec.nodeName)]?.isDown != true
    else { return }
    let deletion = (pod.metadata.deletionTimestamp ?? timestamp).microseconds
    let end = max(now, Instant(microseconds: deletion - openedAt.microseconds))
    let preStop = pod.spec.containers.compactMap(\.preStopSleepSeconds).max() ?? 0
    if preStop == 0 {
      stopProcesses(of: id)
    } else {
      agenda.plan(.stopPod(id), at: min(now + .seconds(preStop), end))
    }
  }

  /// SIGTERM: the processes stop listening at once and are gone a little later, at the latest
  /// when the grace period ends.
  mutating func stopProcesses(of id: PodID) {
    guard let pod = cluster.pods[id], !stoppedPods.contains(id) else { return }
    stoppedPods.insert(id)
    note(.podStopped(pod.key))
    let end = (pod.metadata.deletionTimestamp ?? timestamp).microseconds
    let latest = Instant(microseconds: end - openedAt.microseconds)
    agenda.plan(.removePod(id), at: max(now, min(now + settings.delays.processExit, latest)))
  }

  /// The pod object is gone, and its address with it.
  mutating func removePod(_ id: PodID) {
    guard let pod = cluster.pods[id] else { return }
    stoppedPods.remove(id)
    breakConnections(to: id, .processExited)
    cluster.removePod(id)
    note(.podRemoved(pod.key))
    // A StatefulSet or DaemonSet waits for the name or the node to be free again.
  }
}

extension PodSpec {
  /// From the start of the containers until the last of them passes its readiness probe.
  ///
  /// The first probe comes as soon as the initial delay is over (pkg/kubelet/prober).
  fileprivate var readinessDelay: Delay {
    let seconds = containers.compactMap(\.readinessProbe).map {
      $0.initialDelaySeconds + ($0.successThreshold - 1) * $0.periodSeconds
    }
    return .seconds(max(0, seconds.max() ?? 0))
  }
}

extension Pod {
  /// Whether the pod is never to become ready by itself: annotation `svctui.dev/ready: "false"`.
  var isKeptUnready: Bool { metadata.annotations["svctui.dev/ready"] == "false" }
  /// Whether the pod's processes outlive their end, so that it stays terminating: annotation
  /// `svctui.dev/hold: "true"`.
  var isHeld: Bool { metadata.annotations["svctui.dev/hold"] == "true" }
}

extension Node {
  /// Whether the kubelet does not report any more.
  var isDown: Bool { status.ready == "Unknown" }
}

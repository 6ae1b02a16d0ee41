internal import HashTreeCollections

// A pod on its node: how it ends.

extension Simulation {
  /// Seconds a pod without `terminationGracePeriodSeconds` gets (pkg/apis/core/v1/defaults.go).
  static let defaultGraceSeconds: Int64 = 30
  /// What a process is left to heed SIGTERM when its preStop hook has used up the grace period
  /// (pkg/kubelet/kuberuntime/kuberuntime_container.go, `minimumGracePeriodInSeconds`).
  static let leastGrace = Delay.seconds(2)

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
  private mutating func endProcesses(of id: PodID) {
    guard let pod = cluster.pods[id], !pod.isHeld, isPoweredOn(under: pod) else { return }
    let known = now + draw(.apiWatch, for: pod.key)
    let preStop = Delay.seconds(pod.spec.containers.compactMap(\.preStopSleepSeconds).max() ?? 0)
    let stop = min(known + preStop, max(known, end(of: pod)))
    if stop <= now { stopProcesses(of: id) } else { agenda.plan(.stopPod(id), at: stop) }
  }

  /// When the grace period of a deleted pod is over.
  private func end(of pod: Pod) -> Instant {
    let deletion = (pod.metadata.deletionTimestamp ?? timestamp).microseconds
    return Instant(microseconds: deletion - openedAt.microseconds)
  }

  /// SIGTERM: what happens now is up to the process; SIGKILL comes when the grace period ends.
  mutating func stopProcesses(of id: PodID) {
    guard let pod = cluster.pods[id], isPoweredOn(under: pod) else { return }
    guard processes[id]?.state ?? .running == .running else {
      // It had crashed: there is nobody to wait for.
      removePod(id)
      return
    }
    let kill = max(end(of: pod), now + Self.leastGrace)
    switch settings.behavior(of: pod).onSIGTERM {
    case .exit:
      changeProcess(of: id) { $0.state = .stopping }
      note(.podStopped(pod.key))
      plan(.removePod(id), at: min(now + draw(.processExit, for: pod.key), kill))
    case .drain(let duration):
      changeProcess(of: id) { $0.state = .draining }
      breakConnections(to: id, .closedGracefully)
      note(.podDraining(pod.key, duration))
      plan(.removePod(id), at: min(now + duration, kill))
    case .ignore:
      note(.podIgnoresSIGTERM(pod.key))
      plan(.removePod(id), at: kill)
    }
  }

  private mutating func plan(_ step: Agenda.Step, at instant: Instant) {
    agenda.plan(step, at: max(now, instant))
  }

  /// The pod object is gone, and its address with it.
  mutating func removePod(_ id: PodID) {
    guard let pod = cluster.pods[id] else { return }
    breakConnections(to: id, .processExited)
    processes[id] = nil
    // Images outlast the pods that needed them.
    keepImages(of: pod)
    cluster.removePod(id)
    note(.podRemoved(pod.key))
    // A StatefulSet or DaemonSet waits for the name or the node to be free again.
  }
}

// A container that ends by itself (pkg/kubelet/kubelet.go, back-off of containers).
extension Simulation {
  /// How long a container of a looping pod runs before it crashes again.
  private static let loopRun = Delay.seconds(1)

  /// A container ends; the kubelet notices a little later.
  mutating func crash(_ id: PodID) {
    guard let pod = cluster.pods[id], isListening(id) else { return }
    changeProcess(of: id) { $0.state = .ended }
    breakConnections(to: id, .processExited)
    note(.podCrashed(pod.key))
    plan(.noticeCrash(id), at: now + draw(.containerExitNoticed, for: pod.key))
  }

  /// The pod is not ready any more; its container starts again at once the first time, then after
  /// 10 s, 20 s and so on up to 300 s.
  mutating func noticeCrash(of id: PodID) {
    guard let pod = cluster.pods[id], processes[id]?.state == .ended, isPoweredOn(under: pod)
    else { return }
    setReady(false, id)
    let reset = settings.delays[.crashBackOffReset].longest
    let runtime = now - (processes[id]?.startedAt ?? .longAgo)
    let isSound = runtime >= reset && !settings.delays.isPerfect
    changeProcess(of: id) { process in
      process.crashesInARow = isSound ? 1 : process.crashesInARow + 1
    }
    guard !pod.isTerminating else { return }
    let wait = backOff(processes[id]?.crashesInARow ?? 1, pod.key)
    if wait > .zero { cluster.updatePod(id) { $0.status.reason = "CrashLoopBackOff" } }
    note(.podBackingOff(pod.key, wait))
    plan(.restart(id), at: now + wait)
  }

  private func backOff(_ crashes: Int, _ key: ObjectName) -> Delay {
    guard crashes > 1 else { return .zero }
    let longest = draw(.crashBackOffMax, for: key).microseconds
    var wait = draw(.crashBackOff, for: key).microseconds
    for _ in 2..<max(crashes, 2) where wait < longest { wait *= 2 }
    return Delay(microseconds: min(wait, longest))
  }

  /// The container runs again, in the same sandbox: the address stays.
  mutating func restartContainers(of id: PodID) {
    guard let pod = cluster.pods[id], !pod.isTerminating, processes[id]?.state == .ended,
      isPoweredOn(under: pod)
    else { return }
    cluster.updatePod(id) { pod in
      pod.status.reason = ""
      pod.status.restartCount += 1
    }
    note(.podRestarted(pod.key))
    beginProbing(id)
    if processes[id]?.isLooping == true { plan(.crash(id), at: now + Self.loopRun) }
  }
}

internal import HashTreeCollections

// A pod on its node: how it starts and becomes ready.

extension Simulation {
  /// A pod was bound to a node: the kubelet learns of it, fetches images, makes the sandbox.
  mutating func planStart(of id: PodID) {
    guard let pod = cluster.pods[id] else { return }
    let delay = draw(.apiWatch, for: pod.key) + pullDelay(of: pod) + draw(.podSandbox, for: pod.key)
    if delay == .zero {
      startContainers(of: id)
    } else {
      agenda.plan(.startPod(id), at: now + delay)
    }
  }

  /// What fetching the images takes that the node does not have, one after the other as kubelets do
  /// (`serializeImagePulls`).
  private mutating func pullDelay(of pod: Pod) -> Delay {
    let node = pod.spec.nodeName
    let wanted = pod.spec.images.filter { !hasImage($0, on: node) }
    guard !wanted.isEmpty, settings.delays[.imagePull] != .zero else { return .zero }
    var images = pulledImages[node] ?? []
    var delay = Delay.zero
    for image in wanted {
      images.insert(image)
      delay = delay + draw(.imagePull, for: ObjectName(namespace: node, name: image))
    }
    pulledImages[node] = images
    note(.imagesPulling(pod.key, node: node, images: wanted))
    return delay
  }

  /// Whether a node has an image: it was fetched, or another pod there runs it.
  private func hasImage(_ image: String, on node: String) -> Bool {
    if pulledImages[node]?.contains(image) == true { return true }
    return cluster.pods(on: node).contains { id in
      guard let pod = cluster.pods[id], !pod.status.podIPs.isEmpty else { return false }
      return pod.spec.images.contains(image)
    }
  }

  /// Remembers that a node has the images of a pod that goes.
  mutating func keepImages(of pod: Pod) {
    guard !pod.status.podIPs.isEmpty, !pod.spec.images.isEmpty else { return }
    pulledImages[pod.spec.nodeName, default: []].formUnion(pod.spec.images)
  }

  /// The sandbox is there and the containers run: the pod gets its address.
  mutating func startContainers(of id: PodID) {
    guard let pod = cluster.pods[id], !pod.isTerminating,
      pod.status.phase == .pending || processes[id]?.state == .ended,
      let nodeID = cluster.nodes.id(ObjectName(name: pod.spec.nodeName)),
      let node = cluster.nodes[nodeID], isPoweredOn(nodeID)
    else { return }
    let addresses =
      pod.spec.hostNetwork
      ? node.status.internalIPs : podAddresses.allocate(on: node, nodeID, in: cluster)
    guard let primary = addresses.first else {
      note(.podWithoutAddress(pod.key, node: pod.spec.nodeName))
      return
    }
    cluster.updatePod(id) { pod in
      if pod.status.phase == .running { pod.status.restartCount += 1 }
      pod.status.phase = .running
      pod.status.podIPs = addresses
      pod.status.hostIP = node.status.internalIPs.first ?? ""
      pod.status.ready = false
    }
    note(.podStarted(pod.key, address: primary, node: pod.spec.nodeName))
    beginProbing(id)
  }

  /// The processes have just started: they answer after a while, and probes find that out.
  ///
  /// Without a readiness probe a pod counts as ready at once, whether it answers or not
  /// (pkg/kubelet/prober).
  mutating func beginProbing(_ id: PodID) {
    guard let pod = cluster.pods[id] else { return }
    let appStart = draw(.appStart, for: pod.key)
    let start = now
    let takesTime = !settings.delays.isPerfect
    changeProcess(of: id) { process in
      process.state = .running
      process.startedAt = takesTime ? start : .longAgo
      process.answersFrom = appStart == .zero ? .longAgo : start + appStart
      process.probeEpoch += takesTime ? 1 : 0
    }
    if appStart > .zero { agenda.plan(.answer(id), at: start + appStart) }
    guard !pod.isKeptUnready, processes[id]?.saysReady != false else { return }
    let wait = takesTime ? pod.spec.readinessDelay(appStart: appStart) : .zero
    if wait == .zero {
      makeReady(id)
    } else {
      agenda.plan(.endProbing(id, epoch: processes[id]?.probeEpoch ?? 0), at: now + wait)
    }
  }

  /// Enough readiness probes in a row have had the same result.
  mutating func endProbing(of id: PodID, _ epoch: Int) {
    let process = processes[id] ?? PodProcess()
    guard process.probeEpoch == epoch, let pod = cluster.pods[id] else { return }
    if process.saysReady, process.state == .running {
      makeReady(id)
    } else if pod.status.ready == true {
      setReady(false, id)
      note(.podUnready(pod.key))
    }
  }

  /// All readiness probes have succeeded.
  mutating func makeReady(_ id: PodID) {
    guard let pod = cluster.pods[id], pod.status.phase == .running, !pod.isTerminating,
      pod.status.ready != true, isPoweredOn(under: pod)
    else { return }
    setReady(true, id)
    note(.podReady(pod.key))
    let wait = cluster.minReadySeconds(of: pod)
    if wait > 0 { agenda.plan(.becomeAvailable(id), at: now + .seconds(wait)) }
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

  /// A pod's readiness endpoint answers yes or no from now on; the probes notice it in their time.
  mutating func setProbeAnswer(_ isReady: Bool, of id: PodID) {
    guard let pod = cluster.pods[id] else { return }
    changeProcess(of: id) { process in
      process.saysReady = isReady
      process.probeEpoch += 1
    }
    let epoch = processes[id]?.probeEpoch ?? 0
    let due = settings.delays.isPerfect ? now : noticed(isReady, by: pod, id)
    if due <= now {
      endProbing(of: id, epoch)
    } else {
      agenda.plan(.endProbing(id, epoch: epoch), at: due)
    }
  }

  /// When the probes of all containers have seen a new answer often enough.
  private func noticed(_ isReady: Bool, by pod: Pod, _ id: PodID) -> Instant {
    let startedAt = processes[id]?.startedAt ?? .longAgo
    let ends = pod.spec.containers.compactMap(\.readinessProbe).map { probe in
      let period = max(1, probe.periodSeconds) * 1_000_000
      // Nobody knows when the probes of a pod began that the document found running.
      let phase =
        startedAt == .longAgo
        ? draw(.apiWatch, .init(.zero, .seconds(probe.periodSeconds)), for: pod.key).microseconds
        : (startedAt + .seconds(probe.initialDelaySeconds)).microseconds
      let periods = (now.microseconds - phase).quotient(roundedUpBy: period)
      let threshold = isReady ? probe.successThreshold : probe.failureThreshold
      return Instant(microseconds: phase + (max(0, periods) + max(1, threshold) - 1) * period)
    }
    return ends.max() ?? now
  }

  /// A pod has been ready long enough: rollouts may go on.
  mutating func becomeAvailable(_ id: PodID) {
    guard let pod = cluster.pods[id], isAvailable(pod, after: cluster.minReadySeconds(of: pod))
    else { return }
    cluster.noteWorkload(of: pod)
  }

  /// Whether a pod has been ready for `minReadySeconds` (pkg/api/v1/pod, `IsPodAvailable`).
  func isAvailable(_ pod: Pod, after minReadySeconds: Int64) -> Bool {
    guard pod.status.ready == true, !pod.isTerminating else { return false }
    guard minReadySeconds > 0 else { return true }
    // Pods whose document does not say when they became ready have been so for long.
    guard let since = pod.status.readyTransition else { return true }
    return timestamp.microseconds - since.microseconds >= minReadySeconds * 1_000_000
  }
}

extension Int64 {
  fileprivate func quotient(roundedUpBy divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder > 0 ? quotient + 1 : quotient
  }
}

extension PodSpec {
  /// From the start of the containers until the last of them passes its readiness probe.
  ///
  /// The first probe comes as soon as the initial delay is over, further ones every period
  /// (pkg/kubelet/prober).
  fileprivate func readinessDelay(appStart: Delay) -> Delay {
    let delays = containers.compactMap(\.readinessProbe).map { probe in
      let period = max(1, probe.periodSeconds) * 1_000_000
      let first = Delay.seconds(probe.initialDelaySeconds).microseconds
      let missed = max(0, (appStart.microseconds - first).quotient(roundedUpBy: period))
      return Delay(microseconds: first + missed * period)
        + .seconds((max(1, probe.successThreshold) - 1) * probe.periodSeconds)
    }
    return max(.zero, delays.max() ?? .zero)
  }

  /// The images of all containers, each once.
  var images: [String] {
    var images: [String] = []
    for image in (initContainers + containers).map(\.image)
    where !image.isEmpty && !images.contains(image) {
      images.append(image)
    }
    return images
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
  /// Whether the control plane has given the node up.
  var isDown: Bool { status.ready == "Unknown" }
}

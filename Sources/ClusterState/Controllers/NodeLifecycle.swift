internal import HashTreeCollections

// Power, the kubelet's reports, and what the control plane makes of their absence
// (pkg/controller/nodelifecycle).

extension Simulation {
  /// A node loses its power: everything on it is silent at once; the control plane notices later.
  mutating func powerOff(_ id: NodeID) {
    guard let name = cluster.nodes[id]?.metadata.name, isPoweredOn(id) else { return }
    let outage = commandCount
    nodePower[id] = .off(outage: outage)
    for pod in cluster.pods(on: name) {
      changeProcess(of: pod) { $0.state = .ended }
      breakConnections(to: pod, .hostVanished)
    }
    watchHost(id)
    let wait = draw(.nodeMonitorGracePeriod, for: ObjectName(name: name))
    if wait == .zero {
      loseNode(id, outage)
    } else {
      agenda.plan(.loseNode(id, outage: outage), at: now + wait)
    }
  }

  /// A node gets its power back: the kubelet comes up and reports.
  mutating func powerOn(_ id: NodeID) {
    guard let name = cluster.nodes[id]?.metadata.name, !isPoweredOn(id) else { return }
    let outage = commandCount
    nodePower[id] = .starting(outage: outage)
    let wait = draw(.nodeStart, for: ObjectName(name: name))
    if wait == .zero {
      startNode(id, outage)
    } else {
      agenda.plan(.startNode(id, outage: outage), at: now + wait)
    }
  }

  /// No report for too long: the node is Unknown, its pods are not ready any more
  /// (`MarkPodsNotReady`), and those that do not tolerate that will be evicted.
  mutating func loseNode(_ id: NodeID, _ outage: Int) {
    guard nodePower[id] == .off(outage: outage), let node = cluster.nodes[id] else { return }
    note(.nodeReadinessChanged(node.metadata.name, isReady: false))
    cluster.updateNode(id) { node in
      node.status.ready = "Unknown"
      node.spec.taints.removeAll { $0.key == NodeSpec.Taint.unreachable.key }
      node.spec.taints.append(.unreachable)
    }
    for pod in cluster.pods(on: node.metadata.name) {
      setReady(false, pod)
      guard let tolerated = cluster.pods[pod]?.toleratedOutage else { continue }
      agenda.plan(.evict(pod, outage: outage), at: now + tolerated)
    }
  }

  /// The taint manager deletes a pod from a node that was lost for too long; it stays Terminating
  /// until the node is back or somebody deletes it by force.
  mutating func evict(_ id: PodID, _ outage: Int) {
    guard let pod = cluster.pods[id], !pod.isTerminating,
      let node = node(named: pod.spec.nodeName), nodePower[node] == .off(outage: outage)
    else { return }
    note(.podEvicted(pod.key, node: pod.spec.nodeName))
    terminate(id, graceSeconds: nil)
  }

  /// The kubelet reports: deleted pods are gone, the others get new sandboxes, and new addresses
  /// with them.
  mutating func startNode(_ id: NodeID, _ outage: Int) {
    guard nodePower[id] == .starting(outage: outage), let node = cluster.nodes[id] else { return }
    nodePower[id] = nil
    watchHost(id)
    note(.nodeReadinessChanged(node.metadata.name, isReady: true))
    cluster.updateNode(id) { node in
      node.status.ready = "True"
      node.spec.taints.removeAll { $0.key == NodeSpec.Taint.unreachable.key }
    }
    for pod in cluster.pods(on: node.metadata.name) {
      if cluster.pods[pod]?.isTerminating == true {
        if cluster.pods[pod]?.isHeld == false { removePod(pod) }
      } else {
        setReady(false, pod)
        planStart(of: pod)
      }
    }
  }
}

extension Pod {
  /// How long the pod stays bound to a node that was lost; `nil`: for ever.
  ///
  /// Without a toleration of its own the API server gives it one for 300 s
  /// (plugin/pkg/admission/defaulttolerationseconds).
  fileprivate var toleratedOutage: Delay? {
    guard !isTerminating, !isFinished, metadata.controller?.kind != DaemonSet.kind else {
      return nil
    }
    let matching = spec.tolerations.filter { $0.tolerates(.unreachable) }
    guard !matching.isEmpty else { return .seconds(300) }
    let seconds = matching.compactMap(\.tolerationSeconds)
    return seconds.count == matching.count ? seconds.min().map { .seconds(max(0, $0)) } : nil
  }
}

extension NodeSpec.Taint {
  /// What the node controller puts on a lost node.
  fileprivate static let unreachable = Self(
    key: "node.kubernetes.io/unreachable",
    value: "",
    effect: "NoExecute"
  )
}

internal import HashTreeCollections

extension Cluster {
  package func pod(at address: IPAddress) -> PodID? { podByAddress[address] }
  package func node(at address: IPAddress) -> NodeID? { nodeByAddress[address] }

  /// Unfinished pods that are bound to a node, oldest first.
  package func pods(on node: String) -> [PodID] { podsByNode[node]?.sorted() ?? [] }

  /// Existing pods whose controller has this uid, oldest first.
  package func pods(ownedBy uid: String) -> [PodID] { podsByOwner[uid] ?? [] }

  /// Pods that the selector of a Service matches, oldest first.
  package func pods(selectedBy service: ServiceID) -> [PodID] {
    service.index < podsByService.count ? podsByService[service.index] : []
  }

  /// Services whose selector matches a pod, by number.
  package func services(selecting pod: Pod) -> [ServiceID] {
    selectorIndex.services(matching: pod.metadata.labels, in: pod.metadata.namespace)
  }

  /// The oldest running pod beside a Service: in its namespace, with an address of its own, and
  /// not selected by it.
  package func pod(beside service: Service) -> Pod? {
    guard let first = firstPodByNamespace[service.metadata.namespace] else { return nil }
    let selector = service.spec.selector
    for index in first.index..<pods.nextID.index {
      guard let pod = pods[PodID(index: index)],
        pod.metadata.namespace == service.metadata.namespace, pod.status.phase == .running,
        !pod.isTerminating, !pod.spec.hostNetwork,
        selector.isEmpty || !pod.metadata.labels.contains(selector)
      else { continue }
      return pod
    }
    return nil
  }

  @discardableResult
  mutating func insert(_ pod: Pod) -> PodID {
    let id = enter(pod, selectedBy: services(selecting: pod))
    noteChange(of: pod, id)
    return id
  }

  /// Changes a pod in place; its name, labels and owner must stay.
  mutating func updatePod(_ id: PodID, _ body: (inout Pod) -> Void) {
    guard let before = pods[id] else { return }
    _ = pods.update(id, body)
    guard let after = pods[id] else { return }
    leavePlace(of: before, id)
    takePlace(of: after, id)
    noteChange(of: after, id)
  }

  mutating func removePod(_ id: PodID) {
    guard let pod = pods[id] else { return }
    removePodFromIndexes(pod, id)
    pods.remove(id)
  }

  /// Takes a pod out of all indexes but the table's own, and tells the controllers.
  mutating func removePodFromIndexes(_ pod: Pod, _ id: PodID) {
    for service in services(selecting: pod) {
      podsByService[service.index].removeAll { $0 == id }
    }
    if let owner = pod.metadata.controller {
      podsByOwner[owner.uid, default: []].removeAll { $0 == id }
    }
    leavePlace(of: pod, id)
    noteChange(of: pod, id)
  }

  /// Puts a pod whose labels or owner have changed into the indexes, and tells the controllers.
  mutating func enterPodIntoIndexes(_ pod: Pod, _ id: PodID) {
    index(pod, id, selectedBy: services(selecting: pod))
    for service in services(selecting: pod) { podsByService[service.index].sort() }
    if let owner = pod.metadata.controller { podsByOwner[owner.uid]?.sort() }
    noteChange(of: pod, id)
  }

  /// Puts a pod into the table and all indexes.
  private mutating func enter(_ pod: Pod, selectedBy services: [ServiceID]) -> PodID {
    let id = pods.insert(pod)
    index(pod, id, selectedBy: services)
    return id
  }

  /// Puts a pod into all indexes but the table's own.
  private mutating func index(_ pod: Pod, _ id: PodID, selectedBy services: [ServiceID]) {
    if firstPodByNamespace[pod.metadata.namespace] == nil {
      firstPodByNamespace[pod.metadata.namespace] = id
    }
    for service in services { podsByService[service.index].append(id) }
    if let owner = pod.metadata.controller { podsByOwner[owner.uid, default: []].append(id) }
    takePlace(of: pod, id)
  }

  /// Tells the controllers of everything that depends on the pod, as their watches would.
  private mutating func noteChange(of pod: Pod, _ id: PodID) {
    for service in services(selecting: pod) { note(.endpointSlices(service)) }
    noteWorkload(of: pod)
    if pod.spec.nodeName.isEmpty, !pod.isTerminating, !pod.isFinished { note(.unscheduled(id)) }
    revision += 1
  }

  /// Tells the controllers of a pod's workload to look at it.
  mutating func noteWorkload(of pod: Pod) {
    guard let owner = pod.metadata.controller, let workload = workloadByUID[owner.uid] else {
      return
    }
    note(.workload(workload))
    // A rollout goes on when pods become ready or are gone.
    if case .replicaSet(let set) = workload { noteDeployment(above: set) }
  }

  /// Enters the pod's addresses and counts it on its node.
  private mutating func takePlace(of pod: Pod, _ id: PodID) {
    guard !pod.isFinished else { return }
    if pod.spec.nodeName.isEmpty { unscheduledPods.insert(id) }
    podsByNode[pod.spec.nodeName, default: []].insert(id)
    guard !pod.spec.hostNetwork else { return }
    for text in pod.status.podIPs {
      if let address = IPAddress(text) { podByAddress[address] = id }
    }
  }

  private mutating func leavePlace(of pod: Pod, _ id: PodID) {
    guard !pod.isFinished else { return }
    unscheduledPods.remove(id)
    podsByNode[pod.spec.nodeName]?.remove(id)
    guard !pod.spec.hostNetwork else { return }
    for text in pod.status.podIPs {
      if let address = IPAddress(text), podByAddress[address] == id { podByAddress[address] = nil }
    }
  }
}

extension Cluster {
  /// Enters a pod of a document as a fact: no controller is told.
  mutating func index(_ pod: Pod, _ id: PodID, _ loader: inout PodLoader) {
    index(pod, id, selectedBy: loader.services(selecting: pod, in: self))
  }
}

extension Simulation {
  /// Opens a document: takes its objects as they are and completes what is missing.
  ///
  /// All that is completed comes from the seed and is told in ``events``. Slices that the document
  /// holds are kept until something changes that makes the controller write them.
  package init(opening document: LoadedDocument, options: SessionOptions = SessionOptions()) {
    let settings = Settings(document, options)
    self.init(
      settings: settings, openedAt: document.latestTimestamp ?? Self.timeOfUndatedDocuments)
    self.settings.delays = .none
    loadNodes(document)
    for namespace in document.namespaces { _ = cluster.namespaces.insert(namespace) }
    for ingress in document.ingresses { _ = cluster.ingresses.insert(ingress) }
    for ingressClass in document.ingressClasses { _ = cluster.ingressClasses.insert(ingressClass) }
    for endpoints in document.endpoints { _ = cluster.endpoints.insert(endpoints) }
    loadWorkloads(document)
    loadServices(document)
    let manifests = loadPods(document)
    assumeMissingControllers()
    for slice in document.endpointSlices { cluster.insert(slice) }
    bringToLife(manifests)
    computeMissingSlices()
    self.settings.delays = Delays()
    planEndOfTerminatingPods()
    cause = .time
  }

  /// 2026-01-01T00:00:00Z.
  private static let timeOfUndatedDocuments = Timestamp(microseconds: 1_767_225_600_000_000)

  private mutating func loadWorkloads(_ document: LoadedDocument) {
    for deployment in document.deployments { cluster.insert(identified(deployment)) }
    for replicaSet in document.replicaSets { cluster.insert(identified(replicaSet)) }
    for statefulSet in document.statefulSets { cluster.insert(identified(statefulSet)) }
    for daemonSet in document.daemonSets { cluster.insert(identified(daemonSet)) }
  }

  /// Takes in the pods; returns those that come from a manifest and have never run.
  private mutating func loadPods(_ document: LoadedDocument) -> [PodID] {
    var manifests: [PodID] = []
    let ranges = CIDRSet(
      cluster.nodes.ids.compactMap { cluster.nodes[$0] }
        .flatMap(\.spec.podCIDRs).compactMap(CIDR.init))
    var loader = PodLoader()
    for pod in document.pods {
      let isManifest = pod.status.phase.rawValue.isEmpty && pod.status.podIPs.isEmpty
      let id = cluster.load(pod.metadata.uid.isEmpty ? identified(pod) : pod, &loader)
      if isManifest { manifests.append(id) }
      for address in pod.status.podIPs.compactMap(IPAddress.init) {
        if let range = ranges.range(holding: address) {
          podAddresses.reserve(address, in: range)
        }
      }
    }
    return manifests
  }

  /// Pods of manifests start, and workloads of which the document holds no pod create theirs.
  private mutating func bringToLife(_ manifests: [PodID]) {
    let workloads = cluster.takeChanges().filter { change in
      guard case .workload(let id) = change, let workload = cluster.workload(id) else {
        return false
      }
      return isWithoutPods(workload)
    }
    for change in workloads { cluster.note(change) }
    for id in manifests {
      guard let pod = cluster.pods[id] else { continue }
      cluster.updatePod(id) { $0.status.phase = .pending }
      if !pod.spec.nodeName.isEmpty { planStart(of: id) }
    }
    let before = events.count
    settle()
    tellCreatedPods(since: before)
  }

  private func isWithoutPods(_ workload: Workload) -> Bool {
    guard case .deployment(let id) = workload.id, let deployment = cluster.deployments[id] else {
      return cluster.pods(ownedBy: workload.uid).isEmpty
    }
    return cluster.replicaSets(of: deployment).isEmpty
  }

  /// Replaces the single steps of completion by one line for each workload.
  private mutating func tellCreatedPods(since first: Int) {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for event in (first..<events.count).map({ events[$0] }) {
      guard case .podCreated(let pod, let owner) = event.kind else { continue }
      let kindAndName = owner.split(separator: " ", maxSplits: 1)
      let name = "\(kindAndName[0]) \(pod.namespace)/\(kindAndName.last ?? "")"
      if counts[name] == nil { order.append(name) }
      counts[name, default: 0] += 1
    }
    events.removeLast(events.count - first)
    for name in order {
      note(.completed(.podsCreated(workload: name, count: counts[name] ?? 0)))
    }
  }

  private mutating func computeMissingSlices() {
    var computed = 0
    for id in cluster.services.ids {
      guard let service = cluster.services[id] else { continue }
      if !service.spec.selector.isEmpty, cluster.slices(of: service.key).isEmpty {
        cluster.note(.endpointSlices(id))
        computed += 1
      }
      cluster.note(.serviceTable(service.key))
    }
    let before = events.count
    settle()
    events.removeLast(events.count - before)
    if computed > 0 { note(.completed(.slicesComputed(services: computed))) }
  }

  /// Pods that the document found terminating go when their grace period is over.
  private mutating func planEndOfTerminatingPods() {
    for id in cluster.pods.ids {
      guard let end = cluster.pods[id]?.metadata.deletionTimestamp else { continue }
      let instant = Instant(microseconds: end.microseconds - openedAt.microseconds)
      agenda.plan(.removePod(id), at: max(instant, Instant(microseconds: 1)))
    }
  }

  /// The object with a uid and a creation time, as if it had just been applied.
  mutating func identified<Object: ClusterObject>(_ object: Object) -> Object {
    var object = object
    if object.metadata.uid.isEmpty { object.metadata.uid = randomUID() }
    if object.metadata.creationTimestamp == nil { object.metadata.creationTimestamp = openedAt }
    return object
  }
}

internal import HashTreeCollections

extension Simulation {
  /// Opens a document: takes its objects as they are and completes what is missing.
  ///
  /// All that is completed comes from the seed and is told in ``events``. Slices that the document
  /// holds are kept until something changes that makes the controller write them.
  package init(
    opening document: consuming LoadedDocument,
    options: SessionOptions = SessionOptions()
  ) {
    // Taken over, so that its pods can be moved into the table rather than copied.
    var document = consume document
    let settings = Settings(document, options)
    self.init(
      settings: settings,
      openedAt: document.latestTimestamp ?? Self.timeOfUndatedDocuments
    )
    let delays = settings.delays
    self.settings.delays = .none
    loadNodes(document)
    for namespace in document.namespaces { _ = cluster.namespaces.insert(namespace) }
    loadRoutes(document)
    for endpoints in document.endpoints { _ = cluster.endpoints.insert(endpoints) }
    loadWorkloads(document)
    loadServices(document)
    let manifests = loadPodsAndSlices(&document)
    rememberTopology()
    adoptReplicaSets()
    adoptRevisions()
    bringToLife(manifests)
    computeMissingSlices()
    if !document.ignored.isEmpty { note(.completed(.objectsIgnored(document.ignored.count))) }
    self.settings.delays = delays
    for id in cluster.nodes.ids where cluster.nodes[id]?.isDown == true {
      nodePower[id] = .off(outage: 0)
    }
    regroupProxies()
    fillDNSView()
    planEndOfTerminatingPods()
    cause = .time
  }

  /// 2026-01-01T00:00:00Z.
  private static let timeOfUndatedDocuments = Timestamp(microseconds: 1_767_225_600_000_000)

  private mutating func loadRoutes(_ document: LoadedDocument) {
    for ingress in document.ingresses { cluster.insert(ingress) }
    for ingressClass in document.ingressClasses { _ = cluster.ingressClasses.insert(ingressClass) }
    for route in document.httpRoutes { cluster.insert(route) }
    for gateway in document.gateways { _ = cluster.gateways.insert(gateway) }
    for gatewayClass in document.gatewayClasses { _ = cluster.gatewayClasses.insert(gatewayClass) }
    for grant in document.referenceGrants { _ = cluster.referenceGrants.insert(grant) }
  }

  private mutating func loadWorkloads(_ document: LoadedDocument) {
    for deployment in document.deployments { cluster.insert(identified(deployment)) }
    for replicaSet in document.replicaSets { cluster.insert(identified(replicaSet)) }
    for statefulSet in document.statefulSets { cluster.insert(identified(statefulSet)) }
    for daemonSet in document.daemonSets { cluster.insert(identified(daemonSet)) }
    for budget in document.podDisruptionBudgets {
      _ = cluster.podDisruptionBudgets.insert(identified(budget))
    }
  }

  /// Takes in pods and slices; returns the pods that come from a manifest and have never run.
  ///
  /// In a large document this is most of the work, so two cores share it: one enters pods into the
  /// indexes, the other their names, and what kube-proxy knows of the Services.
  private mutating func loadPodsAndSlices(_ document: inout LoadedDocument) -> [PodID] {
    for index in document.pods.indices where document.pods[index].metadata.uid.isEmpty {
      document.pods[index] = identified(document.pods[index])
    }
    for slice in document.endpointSlices { cluster.insert(slice) }
    let (pods, cluster) = (document.pods, cluster)
    let other = SecondCore {
      (names: ObjectTable<Pod>.names(of: pods), entries: cluster.allServiceEntries)
    }
    let (manifests, orphans) = indexPods(pods)
    let (names, entries) = other.join()
    self.cluster.pods.fill(moving: &document.pods, names: names)
    for (service, entry) in entries { serviceTable.set(entry, for: service) }
    assumeControllers(of: orphans)
    return manifests
  }

  /// Enters pods that will be the first of the table into all indexes but that of names.
  private mutating func indexPods(_ pods: [Pod]) -> (manifests: [PodID], orphans: [PodID]) {
    var manifests: [PodID] = []
    var orphans: [PodID] = []
    var loader = PodLoader(cluster)
    for index in pods.indices {
      let id = PodID(index: index)
      cluster.index(pods[index], id, &loader)
      let status = pods[index].status
      if status.phase.rawValue.isEmpty, status.podIPs.isEmpty { manifests.append(id) }
      if loader.isOrphan(pods[index], in: cluster) { orphans.append(id) }
      for text in status.podIPs {
        guard let address = IPAddress(text) else { continue }
        for range in loader.ranges(of: pods[index].spec.nodeName) {
          podAddresses.reserve(address, in: range)
        }
      }
    }
    return (manifests, orphans)
  }

  /// Pods of manifests start, and workloads of which the document holds no pod create theirs.
  private mutating func bringToLife(_ manifests: [PodID]) {
    for case .workload(let id) in cluster.takeChanges() where isWithoutPods(id) {
      cluster.note(.workload(id))
    }
    for id in manifests {
      guard let pod = cluster.pods[id] else { continue }
      cluster.updatePod(id) { $0.status.phase = .pending }
      if !pod.spec.nodeName.isEmpty { planStart(of: id) }
    }
    let before = events.count
    settle()
    tellCreatedPods(since: before)
  }

  private func isWithoutPods(_ workload: WorkloadID) -> Bool {
    let uid =
      switch workload {
      case .deployment(let id): cluster.deployments[id]?.metadata.uid
      case .replicaSet(let id): cluster.replicaSets[id]?.metadata.uid
      case .statefulSet(let id): cluster.statefulSets[id]?.metadata.uid
      case .daemonSet(let id): cluster.daemonSets[id]?.metadata.uid
      }
    guard let uid else { return false }
    guard case .deployment(let id) = workload, let deployment = cluster.deployments[id] else {
      return cluster.pods(ownedBy: uid).isEmpty
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
      if lacksSlices(service) {
        cluster.note(.endpointSlices(id))
        cluster.note(.mirroredSlices(service.key))
        computed += 1
      }
    }
    let before = events.count
    settle()
    events.removeLast(events.count - before)
    if computed > 0 { note(.completed(.slicesComputed(services: computed))) }
  }

  private func lacksSlices(_ service: Service) -> Bool {
    let isMirrored = service.spec.selector.isEmpty
    if isMirrored, cluster.endpoints[service.key]?.isToBeMirrored != true { return false }
    if !isMirrored, service.spec.type == .externalName { return false }
    let writer =
      isMirrored ? EndpointSlice.mirroringControllerName : EndpointSlice.controllerName
    return cluster.slices(of: service.key, by: writer).isEmpty
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

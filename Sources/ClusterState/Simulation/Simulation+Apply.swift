internal import HashTreeCollections

extension Simulation {
  /// Does what is asked now, or throws and changes nothing.
  ///
  /// Returns what happened.
  @discardableResult
  package mutating func apply(_ command: Command) throws(CommandError) -> [Event] {
    try check(command)
    let firstEvent = events.count
    carryTraffic(to: now, .change)
    commandCount += 1
    if command.isChange { losses = LossWindow(startingAt: now, command: commandCount, ledger) }
    cause = .command(commandCount)
    perform(command)
    settle()
    performDue()
    forgetWays()
    cause = .time
    return (firstEvent..<events.count).map { events[$0] }
  }

  /// Performs commands of one moment on a copy, as each may depend on those before it.
  private func performed(_ commands: [Command]) throws(CommandError) -> Simulation {
    var copy = self
    for command in commands {
      try copy.check(command)
      copy.perform(command)
      copy.settle()
      copy.performDue()
    }
    return copy
  }

  private mutating func performAll(_ commands: [Command]) {
    do throws(CommandError) {
      self = try performed(commands)
    } catch {
      preconditionFailure("a command is checked before it is performed: \(error)")
    }
  }

  /// Pods of a namespace with some labels that can still be deleted with a grace period.
  private func pods(_ namespace: String, _ labels: LabelSelector, force: Bool) -> [ObjectName] {
    cluster.pods.ids.compactMap { cluster.pods[$0] }.filter { pod in
      pod.metadata.namespace == namespace && (force || !pod.isTerminating)
        && labels.matches(pod.metadata.labels)
    }.map(\.key).sorted()
  }

  private mutating func perform(_ command: Command) {
    switch command {
    case .deletePod(let key, let grace): deletePod(key, graceSeconds: grace)
    case .deletePods(let namespace, let labels, let grace):
      for key in pods(namespace, labels, force: grace == 0) {
        deletePod(key, graceSeconds: grace)
      }
    case .deleteService(let key): deleteService(key)
    case .deleteWorkload(let kind, let key): deleteWorkload(kind: kind, key)
    case .scale(let kind, let key, let replicas): scale(kind: kind, key, to: replicas)
    case .patch(let kind, let key, let patch): perform(patch, kind, key)
    case .setPodReady(let key, let isReady): setPodReady(key, isReady)
    case .cordon, .drain, .setNodeReady, .deleteNode: performOnNode(command)
    case .setMode(let mode): setMode(mode)
    case .crash, .restartRollout, .undoRollout, .pauseRollout, .setImage: performOnWorkload(command)
    case .setDelay, .resetDelay, .setPerfect, .setBehavior: performOnSettings(command)
    case .send(let traffic, let count): note(.requestsSent(send(traffic, count: count)))
    case .startStream(let plan): startStream(plan)
    case .stopStream(let selection): stopStreams(selection.contains)
    case .step: advance(to: nextInstant ?? now)
    case .several(let commands): performAll(commands)
    }
  }

  /// Why a command would be refused now; `nil` if it would be performed.
  package func refusal(of command: Command) -> CommandError? {
    do throws(CommandError) {
      try check(command)
      return nil
    } catch {
      return error
    }
  }

  private func check(_ command: Command) throws(CommandError) {
    switch command {
    case .deletePod(let key, let grace):
      guard let pod = cluster.pods[key] else { throw .notFound(kind: Pod.kind, key) }
      guard !pod.isTerminating || grace == 0 else { throw .alreadyTerminating(key) }
    case .deletePods(let namespace, let labels, let grace):
      guard !pods(namespace, labels, force: grace == 0).isEmpty else {
        throw .nothingSelected(namespace: namespace, labels)
      }
    case .several(let commands): _ = try performed(commands)
    case .deleteService(let key):
      guard cluster.services[key] != nil else { throw .notFound(kind: Service.kind, key) }
    case .deleteWorkload(let kind, let key):
      guard cluster.workload(kind: kind, key) != nil else { throw .notFound(kind: kind, key) }
    case .scale(let kind, let key, let replicas):
      guard let workload = cluster.workload(kind: kind, key) else {
        throw .notFound(kind: kind, key)
      }
      guard workload.replicas != nil else { throw .notScalable(kind: kind, key) }
      guard (0...Self.replicasMax).contains(replicas) else { throw .replicasOutOfRange(replicas) }
    case .send(let traffic, let count):
      guard (1...Self.requestsMax).contains(count) else { throw .requestsOutOfRange(count) }
      let resolution = try resolve(traffic)
      // A name that nobody resolves leads nowhere, but somebody must be there to ask.
      _ = try origin(traffic, toward: resolution.destination)
    case .startStream(let plan): try check(plan)
    case .stopStream(let selection):
      guard streams.contains(where: selection.contains) else { throw .noStream(selection) }
    case .patch(let kind, let key, let patch): _ = try patched(kind, key, patch)
    case .setPodReady(let key, _):
      guard cluster.pods[key] != nil else { throw .notFound(kind: Pod.kind, key) }
    case .cordon(let name, _), .drain(let name), .setNodeReady(let name, _), .deleteNode(let name):
      guard let id = node(named: name) else {
        throw .notFound(kind: Node.kind, ObjectName(name: name))
      }
      if case .setNodeReady(_, let isOn) = command, isOn == isPoweredOn(id) {
        throw .powerUnchanged(name, isOn: isOn)
      }
    case .crash, .restartRollout, .undoRollout, .pauseRollout, .setImage:
      try checkOnWorkload(command)
    case .setDelay(let name, _, let node?), .resetDelay(let name, let node?):
      guard self.node(named: node) != nil else {
        throw .notFound(kind: Node.kind, ObjectName(name: node))
      }
      guard [.minSyncPeriod, .proxySync].contains(name) else { throw .delayOfAllNodes(name) }
    case .setMode, .setPerfect, .setDelay, .resetDelay: break
    case .setBehavior(let rule):
      guard
        settings.pods.count < Settings.behaviorRulesMax
          || settings.pods.contains(where: { $0.selector == rule.selector })
      else { throw .tooMany("selectors", limit: Settings.behaviorRulesMax) }
    case .step:
      guard nextInstant != nil else { throw .nothingPlanned }
    }
  }

  private func check(_ plan: TrafficPlan) throws(CommandError) {
    if let mistake = plan.mistake { throw .outOfRange(mistake) }
    guard traffic.streams.count < Self.streamsMax else {
      throw .tooMany("streams", limit: Self.streamsMax)
    }
    _ = try resolve(plan.traffic)
  }

  /// Streams at one time, those that wait for their last answers included.
  package static let streamsMax = 200
  /// More pods than the largest cluster Kubernetes supports.
  package static let replicasMax: Int64 = 150_000
  /// Requests in one burst.
  package static let requestsMax = 1_000_000_000
  /// Requests a second in one stream.
  package static let rateMax = 1_000_000
}

extension Simulation {
  private mutating func perform(_ patch: ObjectPatch, _ kind: String, _ key: ObjectName) {
    do throws(CommandError) {
      let result = try patched(kind, key, patch)
      note(.patched(kind: kind, key, fields: patch.body.leafPaths))
      store(result)
    } catch {
      preconditionFailure("a command is checked before it is performed: \(error)")
    }
  }

  private mutating func setPodReady(_ key: ObjectName, _ isReady: Bool) {
    guard let id = cluster.pods.id(key) else { return }
    note(.podReadinessChanged(key, isReady: isReady))
    setProbeAnswer(isReady, of: id)
  }

  private mutating func performOnNode(_ command: Command) {
    switch command {
    case .cordon(let name, let isOn):
      guard let id = node(named: name) else { return }
      note(.nodeCordoned(name, isOn))
      setUnschedulable(isOn, id)
    case .drain(let name):
      guard let id = node(named: name) else { return }
      note(.nodeDrained(name))
      drain(id)
    case .setNodeReady(let name, let isReady):
      guard let id = node(named: name) else { return }
      note(.nodePowered(name, isOn: isReady))
      if isReady { powerOn(id) } else { powerOff(id) }
    case .deleteNode(let name):
      guard let id = node(named: name) else { return }
      deleteNode(id)
    default: preconditionFailure("\(command) is not about a node")
    }
  }

  private mutating func setMode(_ mode: ProxyMode) {
    guard mode != settings.mode else { return }
    note(.modeChanged(from: settings.mode, to: mode))
    settings.proxy.mode = mode
    for name in settings.nodes.keys { settings.nodes[name]?.proxy?.mode = mode }
    regroupProxies()
    // A proxy that starts anew in another mode knows no earlier connections.
    affinity = AffinityTable()
    ipvsTables = [:]
  }

  private mutating func scale(kind: String, _ key: ObjectName, to replicas: Int64) {
    guard let workload = cluster.workload(kind: kind, key) else { return }
    note(.scaled(kind: kind, key, from: workload.replicas ?? 0, to: replicas))
    cluster.setReplicas(replicas, of: workload.id)
  }

  private mutating func deleteService(_ key: ObjectName) {
    guard let id = cluster.services.id(key), let service = cluster.services[id] else { return }
    cluster.removeService(id)
    // The garbage collector takes what the Service owns, the Endpoints controller its object;
    // slices written by hand stay.
    for slice in cluster.slices(of: key)
    where cluster.endpointSlices[slice]?.isOwned(by: service) == true {
      cluster.removeSlice(slice)
    }
    cluster.removeEndpoints(key)
    servicesToRetry.remove(id)
    services.release(service.json)
    note(.serviceDeleted(key, clusterIP: service.spec.clusterIP))
  }

  /// Deletes a workload and, as the garbage collector does, what it owns.
  private mutating func deleteWorkload(kind: String, _ key: ObjectName) {
    guard let workload = cluster.workload(kind: kind, key) else { return }
    note(.workloadDeleted(kind: kind, key))
    var owned = [workload.uid]
    if case .deployment(let id) = workload.id, let deployment = cluster.deployments[id] {
      for replicaSet in cluster.replicaSets(of: deployment) {
        owned.append(cluster.replicaSets[replicaSet]?.metadata.uid ?? "")
        cluster.removeWorkload(.replicaSet(replicaSet))
      }
    }
    cluster.removeWorkload(workload.id)
    for uid in owned {
      for pod in cluster.pods(ownedBy: uid) where cluster.pods[pod]?.isTerminating == false {
        terminate(pod, graceSeconds: nil)
      }
    }
  }
}

// What can be measured of one moment alone.

extension Simulation {
  /// A measure that needs no window.
  func measurement(
    _ measure: Expectation.Measure,
    _ scope: Expectation.Scope?
  ) -> Measurement {
    switch measure {
    case .endpoints(let state):
      guard let service = scope?.key else { return .unknown("no Service is named") }
      return .count(UInt64(endpointCount(state, of: service)))
    case .pods(let state): return podCount(state, of: scope)
    case .connections(let state): return .count(UInt64(connectionCount(state, of: scope)))
    case .lostBecause(let cause):
      let service = scope?.kind == Service.kind ? scope?.key : nil
      let part = lossSummary(of: service)?.parts.first { $0.cause == cause }
      return .count(part?.lost ?? 0)
    case .presence(let kind, let key, let isThere):
      let found = cluster.holds(kind, key)
      return .truth(found == isThere, found ? "it exists" : "it is absent")
    case .outcome(let verdict, let traffic):
      return traced(traffic) { .truth($0.verdict == verdict, Sentence(verbatim: $0.verdict.name)) }
    case .reason(let name, let traffic):
      return traced(traffic) { .truth($0.reason.name == name, Sentence(verbatim: $0.reason.name)) }
    case .field(let kind, let key, let path): return field(kind, key, path)
    case .settled:
      let next = agenda.nextInstant
      return .truth(next == nil, next.map { "something is planned at \($0 - .zero)" } ?? "settled")
    default: return .unknown("\(measure) needs a window")
    }
  }

  private func traced(_ traffic: Traffic, _ look: (Trace) -> Measurement) -> Measurement {
    do throws(CommandError) {
      return look(try trace(traffic))
    } catch {
      return .unknown("no connection can be made: \(String(describing: error))")
    }
  }

  /// Endpoints of a Service in its slices, each pod or address once.
  private func endpointCount(_ state: Expectation.EndpointState, of service: ObjectName) -> Int {
    let slices = cluster.slices(of: service).compactMap { cluster.endpointSlices[$0] }
    let endpoints = slices.flatMap(\.endpoints).filter { endpoint in
      switch state {
      case .ready: endpoint.ready ?? true
      case .serving: endpoint.serving ?? endpoint.ready ?? true
      case .terminating: endpoint.terminating ?? false
      case .total: true
      }
    }
    let names = endpoints.map { endpoint in
      endpoint.targetRef.map { "\($0.kind) \($0.namespace)/\($0.name)" }
        ?? endpoint.addresses.first ?? ""
    }
    return Set(names).count
  }

  private func connectionCount(
    _ state: Expectation.ConnectionState,
    of scope: Expectation.Scope?
  ) -> Int {
    connectionFacts(limit: .max).count { fact in
      let isMeant =
        switch scope?.kind {
        case Service.kind: fact.service == scope?.key
        case Pod.kind: fact.pod == scope?.key
        default: true
        }
      return isMeant && (state == .open || fact.isStale)
    }
  }

  private func podCount(
    _ state: Expectation.PodState,
    of scope: Expectation.Scope?
  ) -> Measurement {
    guard let ids = podIDs(of: scope) else {
      return .unknown("there is no \(scope?.kind ?? "") \(scope.map { "\($0.key)" } ?? "")")
    }
    let pods = ids.compactMap { cluster.pods[$0] }.filter { !$0.isFinished }
    let count = pods.count { pod in
      switch state {
      case .ready: pod.status.ready == true && !pod.isTerminating
      case .terminating: pod.isTerminating
      case .total: true
      }
    }
    return .count(UInt64(count))
  }

  /// `nil` if there is no such workload, Service or node.
  private func podIDs(of scope: Expectation.Scope?) -> [PodID]? {
    guard let scope else { return Array(cluster.pods.ids) }
    switch scope.kind {
    case Service.kind: return cluster.services.id(scope.key).map(cluster.pods(selectedBy:))
    case Node.kind:
      guard node(named: scope.key.name) != nil else { return nil }
      return cluster.pods.ids.filter { cluster.pods[$0]?.spec.nodeName == scope.key.name }
    default:
      guard let workload = cluster.workload(kind: scope.kind, scope.key) else { return nil }
      guard case .deployment(let id) = workload.id, let deployment = cluster.deployments[id] else {
        return cluster.pods(ownedBy: workload.uid)
      }
      return cluster.replicaSets(of: deployment).flatMap { id in
        cluster.replicaSets[id].map { cluster.pods(ownedBy: $0.metadata.uid) } ?? []
      }
    }
  }

  /// Names of the pods under a workload.
  func pods(of kind: String, _ key: ObjectName) -> [ObjectName] {
    let scope = Expectation.Scope(kind: kind, key: key)
    return (podIDs(of: scope) ?? []).compactMap { cluster.pods[$0]?.key }
  }

  private func field(
    _ kind: String,
    _ key: ObjectName,
    _ path: FieldPathText
  ) -> Measurement {
    guard let tree = cluster.tree(of: kind, key) else {
      return .unknown("there is no \(kind) \(key)")
    }
    guard let value = ObjectAdmission.defaulted(tree).value(at: path.steps) else {
      return .text("nothing")
    }
    return .text(value.string ?? value.compactText)
  }
}

extension Cluster {
  /// Kinds that a line of the command language can name.
  static let namedKinds = ResourceNames.all.map(\.kind)
  /// Kinds whose objects ``tree(of:_:)`` shows.
  static let readableKinds = [
    Pod.kind, Service.kind, Deployment.kind, StatefulSet.kind, DaemonSet.kind, Node.kind,
    PodDisruptionBudget.kind, EndpointSlice.kind,
  ]

  /// Whether there is an object of a kind in ``namedKinds``.
  func holds(_ kind: String, _ key: ObjectName) -> Bool {
    switch kind {
    case Pod.kind: pods[key] != nil
    case Service.kind: services[key] != nil
    case Node.kind: nodes[key] != nil
    case EndpointSlice.kind: endpointSlices[key] != nil
    case PodDisruptionBudget.kind: podDisruptionBudgets[key] != nil
    default: workload(kind: kind, key) != nil
    }
  }

  /// An object as the API server would print it; `nil` if there is none.
  func tree(of kind: String, _ key: ObjectName) -> JSONTree? {
    switch kind {
    case Pod.kind: pods[key]?.json
    case Service.kind: services[key]?.json
    case Deployment.kind: deployments[key]?.json
    case StatefulSet.kind: statefulSets[key]?.json
    case DaemonSet.kind: daemonSets[key]?.json
    case PodDisruptionBudget.kind: podDisruptionBudgets[key]?.json
    case Node.kind: nodes[key]?.json
    case EndpointSlice.kind: endpointSlices[key]?.json
    default: nil
    }
  }
}

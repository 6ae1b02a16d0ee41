internal import ClusterState

// What one key does to an object, or to all that are marked in one step.

extension AppState {
  mutating func changeObjects(_ action: Action) {
    switch action {
    case .openPolicies: openPolicies()
    case .restart: change(restarts, "select a workload, a pod or a node first")
    case .toggleCordon: change(cordons, "select a node first")
    case .drain: change(nodesInQuestion.map(Command.drain), "select a node first")
    default: break
    }
  }

  private mutating func change(_ commands: [Command], _ reason: Sentence) {
    guard !commands.isEmpty else {
      message = .error(reason)
      return
    }
    perform(.all(of: commands))
    guard message?.isError != true, commands.count > 1 else { return }
    message = .note("done to \(Quantities.count(commands.count)) objects; u takes all of it back")
    clearMarks()
  }

  /// The marked rows, or the selected one.
  private var rowsInQuestion: [RowID] {
    let marked = markedRows
    return marked.isEmpty ? selectedRow.map { [$0] } ?? [] : marked
  }

  private var nodesInQuestion: [String] {
    rowsInQuestion.compactMap { row in
      if case .node(let name) = row { name } else { nil }
    }
  }

  /// What `r` means for the rows in question; several pods or nodes all get what the first gets.
  private var restarts: [Command] {
    let rows = rowsInQuestion
    let pods = rows.compactMap(pod).compactMap { simulation.cluster.pods[$0] }
    if let first = pods.first {
      let isReady = first.status.ready != true
      return unique(pods.map { .setPodReady($0.key, isReady) })
    }
    let nodes = nodesInQuestion
    if let first = nodes.first {
      let isOn = !isPoweredOn(first)
      return nodes.filter { isPoweredOn($0) != isOn }.map { .setNodeReady($0, isOn) }
    }
    return unique(
      rows.compactMap(restartable).map { .restartRollout(kind: $0.kind, $0.key) }
    )
  }

  /// The workload above a ReplicaSet, or the row's own, or that behind a Service.
  private func restartable(_ row: RowID) -> Workload? {
    guard let workload = workload(row) else { return nil }
    guard case .replicaSet(let id) = workload.id else { return workload }
    let owner = simulation.cluster.replicaSets[id]?.metadata.controller
    return owner.flatMap { simulation.cluster.workload(uid: $0.uid) } ?? workload
  }

  private func pod(_ row: RowID) -> ObjectName? {
    switch row {
    case .pod(let key): key
    case .endpoint(let row), .endpointOf(_, let row): row.pod.name.isEmpty ? nil : row.pod
    default: nil
    }
  }

  private func unique(_ commands: [Command]) -> [Command] {
    var seen: Set<Command> = []
    return commands.filter { seen.insert($0).inserted }
  }

  private var cordons: [Command] {
    let nodes = nodesInQuestion
    guard let first = nodes.first else { return [] }
    let isOn = simulation.cluster.nodes[ObjectName(name: first)]?.spec.unschedulable != true
    return nodes.map { .cordon($0, isOn) }
  }

  private func isPoweredOn(_ node: String) -> Bool { simulation.isReachable(node: node) }
}

internal import ClusterState

extension Canvas {
  /// A list that fills the screen.
  mutating func drawList(_ kind: ListKind, _ state: AppState) {
    let place = state.list(.list(kind))
    let arrangement = state.arrangement(of: .list(kind))
    let namespace: Sentence = state.namespace.map { "namespace \($0)" } ?? "all namespaces"
    let isFocused = state.popup == nil
    let right: Sentence =
      switch kind {
      case .delays: "* is not the default"
      case .connections: state.connectionsTitle
      case .streams: state.streamsTitle
      case .tree: state.treeTitle
      case .nodes, .zones, .namespaces: state.countText(of: .list(kind))
      case .pods, .workloads, .ignored, .services, .endpoints, .slices, .ingresses, .events:
        "\(state.countText(of: .list(kind)))  \(namespace)"
      }
    let inner = box(
      BoxTitle("\(kind.title)\(arrangement)", right: right),
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: Style(.title, .bold)
    )
    var table = state.table(.list(kind), isFocused, visible: inner.size.rows - 1)
    table.emptyText =
      !place.filter.isEmpty
      ? [
        "Nothing matches /\(place.filter.text). Esc clears the filter.",
        "-l app=web looks at labels, STATUS:text at one column.",
      ]
      : place.showsFaultsOnly
        ? ["Nothing is wrong here. Ctrl-Z shows all again."]
        : kind == .connections ? state.noConnectionsText : [kind.emptyText]
    inside(inner) { $0.draw(table) }
  }
}

extension ListKind {
  var title: Sentence {
    switch self {
    case .pods: "Pods"
    case .workloads: "Workloads"
    case .nodes: "Nodes"
    case .ignored: "Objects of other kinds"
    case .delays: "Delays and settings"
    case .connections: "Connections"
    case .streams: "Streams of requests"
    case .services: "Services"
    case .endpoints: "Endpoints"
    case .slices: "EndpointSlices"
    case .ingresses: "Ingresses and routes"
    case .zones: "Zones"
    case .namespaces: "Namespaces"
    case .events: "Events"
    case .tree: "Tree"
    }
  }

  fileprivate var emptyText: Sentence {
    switch self {
    case .pods: "There are no pods."
    case .workloads: "There are no Deployments, StatefulSets, DaemonSets or ReplicaSets."
    case .nodes: "There are no nodes."
    case .ignored: "The document holds no objects of kinds that play no part here."
    case .delays: "There are no delays."
    case .connections: "There are no connections."
    case .streams:
      "No stream is running. t starts one: choose how its requests arrive. Ctrl-T starts the usual "
        + "one to the Service of the overview."
    case .services: "There are no Services here. 0 shows all namespaces."
    case .endpoints: "No slice lists an endpoint: no pod has the labels that a Service selects."
    case .slices: "There are no EndpointSlices: the controller writes them for Services."
    case .ingresses: "The document holds no Ingress, HTTPRoute or Gateway."
    case .zones: "There are no nodes, so there are no zones."
    case .namespaces: "No object is in a namespace."
    case .events: "Nothing has happened yet."
    case .tree: "Nothing leads here. :xray svc, :xray ing and :xray deploy show other trees."
    }
  }

  var columns: [TableColumn] {
    switch self {
    case .pods:
      [
        TableColumn("NAMESPACE", importance: 6, leastWidth: 7),
        TableColumn("NAME", importance: 10, leastWidth: 16, keepsEnd: true),
        TableColumn("READY", importance: 7),
        TableColumn("STATUS", importance: 9),
        TableColumn("IP", importance: 8),
        TableColumn("NODE", importance: 5, leastWidth: 8),
        TableColumn("RESTARTS", .right, importance: 1),
        TableColumn("AGE", .right, importance: 4),
        TableColumn("OWNER", importance: 2, leastWidth: 10),
        TableColumn("ALL IPS", importance: 3, isWide: true),
        TableColumn("LABELS", importance: 6, leastWidth: 12, isWide: true),
      ]
    case .workloads:
      [
        TableColumn("KIND", importance: 8),
        TableColumn("NAMESPACE", importance: 6, leastWidth: 7),
        TableColumn("NAME", importance: 10, leastWidth: 12),
        TableColumn("READY", .right, importance: 9),
        TableColumn("DESIRED", .right, importance: 7),
        TableColumn("SELECTOR", importance: 2, leastWidth: 12),
        TableColumn("LABELS", importance: 6, leastWidth: 12, isWide: true),
      ]
    case .nodes:
      [
        TableColumn("NAME", importance: 10, leastWidth: 10),
        TableColumn("STATUS", importance: 9),
        TableColumn("INTERNAL-IP", importance: 7),
        TableColumn("ZONE", importance: 8, leastWidth: 6),
        TableColumn("PODS", .right, importance: 6),
        TableColumn("AGE", .right, importance: 2),
        TableColumn("POD-CIDR", importance: 3),
        TableColumn("ROLES", importance: 6, isWide: true),
        TableColumn("ALL IPS", importance: 4, isWide: true),
        TableColumn("LABELS", importance: 5, leastWidth: 12, isWide: true),
      ]
    case .delays: AppState.delayColumns
    case .connections: AppState.connectionColumns
    case .streams: AppState.streamColumns
    case .services: AppState.serviceColumns
    case .endpoints: AppState.allEndpointColumns
    case .slices: AppState.sliceColumns
    case .ingresses: AppState.routeColumns
    case .zones: AppState.zoneColumns
    case .namespaces: AppState.namespaceColumns
    case .events: AppState.eventColumns
    case .tree: AppState.treeColumns
    case .ignored:
      [
        TableColumn("KIND", importance: 9, leastWidth: 10),
        TableColumn("NAMESPACE", importance: 6, leastWidth: 7),
        TableColumn("NAME", importance: 10, leastWidth: 12),
        TableColumn("APIVERSION", importance: 4, leastWidth: 8),
        TableColumn("LINE", .right, importance: 5),
      ]
    }
  }
}

extension AppState {
  /// The cells of one row of a full list.
  func cells(of id: RowID) -> [TableCell] {
    // Closures rather than references to methods: those would copy all of the state for each row.
    let cluster = simulation.cluster
    switch id {
    case .pod(let key): return cluster.pods[key].map { cells($0) } ?? []
    case .node(let name): return cluster.nodes[ObjectName(name: name)].map { cells($0) } ?? []
    case .workload(let kind, let key):
      return cluster.workload(kind: kind, key).map { cells($0) } ?? []
    case .ignored(let index):
      let object = session.ignored[index]
      return [
        .text(object.kind), .text(object.key.namespace, Style(.dim)), .text(object.key.name),
        .text(object.apiVersion), .text("\(object.place.line)"),
      ]
    case .perfectControlPlane: return perfectionCells
    case .delay(let name, let node): return cells(name, node: node)
    case .connection(let key): return cells(of: key)
    case .stream(let number): return stream(number).map { cells($0) } ?? []
    case .service(let key): return cluster.services[key].map { cells(of: $0) } ?? []
    case .slice(let key): return cluster.endpointSlices[key].map { cells($0) } ?? []
    case .route(let kind, let key):
      return RouteFacts(kind, key, cluster).map { cells(kind, $0) } ?? []
    case .zone: return zoneReader(id)
    case .namespace(let name): return rows.counts.namespace(name).map { cells($0) } ?? []
    case .event(let number): return cells(simulation.events[number])
    case .tree(let path): return treeCells(path)
    case .lookup(let index): return nameCells(index)
    case .endpoint, .endpointOf, .absent, .branch, .moment, .figure, .outcome, .losses, .client,
      .reach, .rule, .conntrack:
      return []
    }
  }

  private func cells(_ pod: Pod) -> [TableCell] {
    let containers = pod.spec.containers.count
    let isReady = pod.status.ready == true
    return [
      .text(pod.metadata.namespace, Style(.dim)),
      .text(pod.metadata.name),
      .text("\(isReady ? containers : 0)/\(containers)"),
      .text(pod.statusText, Style(pod.role)),
      .text(pod.status.podIPs.first ?? "<none>"),
      .text(pod.spec.nodeName.isEmpty ? "<none>" : pod.spec.nodeName),
      .text("\(pod.status.restartCount)"),
      .text(Quantities.age(from: pod.metadata.creationTimestamp, to: simulation.timestamp)),
      .text(pod.metadata.controller.map { "\($0.kind)/\($0.name)" } ?? "-", Style(.dim)),
      .text(pod.status.podIPs.joined(separator: ","), Style(.dim)),
      .text(pod.metadata.labels.text, Style(.dim)),
    ]
  }

  private func cells(_ node: Node) -> [TableCell] {
    let status =
      node.status.ready == "False" || node.status.ready == "Unknown" ? "NotReady" : "Ready"
    return [
      .text(node.metadata.name),
      .text(
        node.spec.unschedulable ? "\(status),SchedulingDisabled" : status,
        Style(status == "Ready" ? .ready : .bad)
      ),
      .text(node.status.internalIPs.first ?? "<none>"),
      .text(node.zone.isEmpty ? "<none>" : node.zone),
      .text("\(simulation.cluster.podCount(on: node.metadata.name))"),
      .text(Quantities.age(from: node.metadata.creationTimestamp, to: simulation.timestamp)),
      .text(node.spec.podCIDRs.joined(separator: ",")),
      .text(node.rolesText, Style(.dim)),
      .text(node.status.internalIPs.joined(separator: ","), Style(.dim)),
      .text(node.metadata.labels.text, Style(.dim)),
    ]
  }

  private func cells(_ workload: Workload) -> [TableCell] {
    let counts = simulation.cluster.podCounts(of: workload)
    let wished = workload.replicas.map { "\($0)" } ?? "-"
    let isWhole = Int64(counts.ready) >= workload.replicas ?? Int64(counts.total)
    return [
      .text(workload.kind),
      .text(workload.key.namespace, Style(.dim)),
      .text(workload.key.name),
      .text("\(counts.ready)/\(counts.total)", Style(isWhole ? .ready : .warning)),
      .text(wished),
      .text(workload.selector.matchLabels.text, Style(.dim)),
      .text(workload.template.labels.text, Style(.dim)),
    ]
  }
}

extension Labels {
  /// `app=web,tier=front`; `<none>` without any.
  var text: String {
    isEmpty ? "<none>" : pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }
}

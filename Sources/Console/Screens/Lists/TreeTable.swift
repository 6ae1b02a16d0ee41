internal import ClusterState

/// What a line of the tree says.
struct TreeFacts {
  var title: String
  var state = ""
  var role = Role.text
  /// How much of it is ready.
  var ready = ""
  var requests: UInt64?
  var detail = ""
}

extension AppState {
  static let treeColumns = [
    TableColumn("OBJECT", importance: 10, leastWidth: 24, keepsEnd: true),
    TableColumn("STATE", importance: 9),
    TableColumn("READY", .right, importance: 8),
    TableColumn("REQUESTS", .right, importance: 5),
    TableColumn("DETAIL", importance: 6, leastWidth: 12),
  ]

  /// A line with its depth and whether it is folded.
  func treeCells(_ path: [RowID]) -> [TableCell] {
    guard let row = path.last else { return [] }
    let service = path.lazy.compactMap { row in
      if case .service(let key) = row { key } else { nil }
    }.last
    let facts = treeFacts(of: row, under: service)
    let sign = !hasTreeChildren(row) ? " " : isOpen(path) ? "\u{25BC}" : "\u{25B6}"
    let margin = String(repeating: "  ", count: path.count - 1)
    return [
      .text("\(margin)\(sign) \(facts.title)", Style(facts.role == .bad ? .bad : .text)),
      .text(facts.state, Style(facts.role)),
      .text(facts.ready),
      .text(facts.requests.map { Quantities.count($0) } ?? ""),
      .text(facts.detail, Style(.dim)),
    ]
  }

  /// What there is to say of an object; its requests are those through the Service above it.
  func treeFacts(of row: RowID, under service: ObjectName?) -> TreeFacts {
    let cluster = simulation.cluster
    switch row {
    case .route(let kind, let key): return facts(kind, key)
    case .service(let key): return cluster.services[key].map(facts) ?? TreeFacts(title: "Service")
    case .slice(let key):
      return cluster.endpointSlices[key].map(facts) ?? TreeFacts(title: "EndpointSlice")
    case .pod(let key): return facts(pod: key, service)
    case .workload(let kind, let key): return facts(workload: kind, key)
    case .absent(let kind, let key):
      return TreeFacts(title: "\(kind) \(key)", state: "missing", role: .bad)
    case .endpointOf(_, let endpoint):
      let address = endpoint.address?.withPort(endpoint.number) ?? "-"
      return TreeFacts(title: "Endpoint \(address)", state: "by hand", role: .dim)
    default: return TreeFacts(title: "-")
    }
  }

  private func facts(_ kind: String, _ key: ObjectName) -> TreeFacts {
    guard let route = RouteFacts(kind, key, simulation.cluster) else {
      return TreeFacts(title: "\(kind) \(key)", state: "gone", role: .bad)
    }
    let isBad = isFaulty(.route(kind: kind, key))
    return TreeFacts(
      title: "\(kind) \(key)",
      state: isBad ? "backend lacks" : "serves",
      role: isBad ? .bad : .ready,
      detail: route.backends.isEmpty ? route.hosts.joined(separator: ",") : route.pathsText
    )
  }

  private func facts(_ service: Service) -> TreeFacts {
    let counts = simulation.endpointCounts(of: service.key)
    let isAlias = service.spec.type == .externalName
    let isBad = !isAlias && counts.ready == 0
    let role: Role = isBad ? .bad : counts.ready < counts.total ? .warning : .ready
    return TreeFacts(
      title: "Service \(service.key)",
      state: service.spec.type.rawValue,
      role: isAlias ? .dim : role,
      ready: isAlias ? "-" : "\(counts.ready)/\(counts.total)",
      requests: simulation.ledger[service.key]?.requests,
      detail: isAlias ? service.spec.externalName : "\(service.clusterIPText) \(service.portsText)"
    )
  }

  private func facts(_ slice: EndpointSlice) -> TreeFacts {
    let ready = slice.endpoints.count { $0.ready ?? true }
    let ports = slice.ports.compactMap(\.port).map { "\($0)" }.joined(separator: ",")
    return TreeFacts(
      title: "EndpointSlice \(slice.metadata.name)",
      state: slice.addressType.rawValue,
      role: ready < slice.endpoints.count ? .warning : .ready,
      ready: "\(ready)/\(slice.endpoints.count)",
      detail: ports.isEmpty ? "" : "ports \(ports)"
    )
  }

  private func facts(pod key: ObjectName, _ service: ObjectName?) -> TreeFacts {
    guard let pod = simulation.cluster.pods[key] else {
      return TreeFacts(title: "Pod \(key.name)", state: "gone", role: .bad)
    }
    let tallies = service.flatMap { simulation.ledger[$0]?.endpoints } ?? []
    let count = tallies.reduce(0) { $0 + ($1.endpoint.pod == key ? $1.count : 0) }
    let isReady = pod.status.ready == true
    let address = pod.status.podIPs.first ?? "<none>"
    return TreeFacts(
      title: "Pod \(key.name)",
      state: pod.statusText,
      role: pod.role,
      ready: isReady ? "ready" : "not ready",
      requests: tallies.isEmpty ? nil : count,
      detail: "\(address) \(pod.spec.nodeName)"
    )
  }

  private func facts(workload kind: String, _ key: ObjectName) -> TreeFacts {
    guard let workload = simulation.cluster.workload(kind: kind, key) else {
      return TreeFacts(title: "\(kind) \(key)", state: "gone", role: .bad)
    }
    let counts = simulation.cluster.podCounts(of: workload)
    let wanted = workload.replicas ?? Int64(counts.total)
    let isWhole = Int64(counts.ready) >= wanted
    return TreeFacts(
      title: "\(kind) \(key)",
      state: isWhole ? "whole" : "rolling",
      role: isWhole ? .ready : .warning,
      ready: "\(counts.ready)/\(wanted)",
      detail: workload.selector.matchLabels.text
    )
  }
}

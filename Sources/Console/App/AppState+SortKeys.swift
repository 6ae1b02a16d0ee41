internal import ClusterState

// What rows are compared by in each column.

extension AppState {
  /// Tells what a row of a list is compared by in a column.
  ///
  /// Columns that are not named here are compared by the text of their cell.
  func keyReader(of name: ListName, _ column: String) -> (RowID) -> SortKey {
    let reader = cellReader(of: name)
    let shares = name == .pane(.endpoints) ? sharesOfSelected : nil
    let memo = EndpointSharesMemo(self)
    let index = columns(of: name).firstIndex { $0.title == column }
    return { row in
      if let key = key(of: row, column) { return key }
      if case .endpoint(let endpoint) = row, let shares,
        let key = key(of: endpoint, column, shares)
      {
        return key
      }
      if case .endpointOf(let service, let endpoint) = row {
        if column == "NAMESPACE" { return .text(service.namespace) }
        if column == "SERVICE" { return .text(service.name) }
        if let key = key(of: endpoint, column, memo.shares(of: service)) { return key }
      }
      guard let index, case .text(let text, _)? = reader(row)[safely: index] else {
        return .nothing
      }
      return Self.isEmpty(text) ? .nothing : .text(text)
    }
  }

  /// What stands in cells that have nothing to tell.
  private static func isEmpty(_ text: String) -> Bool {
    ["", "-", "<none>", "<unknown>", "<pending>"].contains(text)
  }

  func key(of row: RowID, _ column: String) -> SortKey? {
    switch row {
    case .pod(let key):
      if column == "NAME" { return .text(key.name) }
      if column == "NAMESPACE" { return .text(key.namespace) }
      return simulation.cluster.pods[key].flatMap { self.key(of: $0, column) }
    case .service(let key):
      return simulation.cluster.services[key].flatMap { self.key(of: $0, column) }
    case .node(let name):
      switch column {
      case "PODS": return .number(Int64(simulation.cluster.podCount(on: name)))
      case "AGE":
        let node = simulation.cluster.nodes[ObjectName(name: name)]
        return .time(node?.metadata.creationTimestamp)
      case "INTERNAL-IP":
        let node = simulation.cluster.nodes[ObjectName(name: name)]
        return .address(node?.status.internalIPs.first)
      default: return nil
      }
    case .workload(let kind, let key):
      return simulation.cluster.workload(kind: kind, key).flatMap { self.key(of: $0, column) }
    case .ignored(let index) where column == "LINE":
      return .number(Int64(session.ignored[index].place.line))
    case .connection(let key): return connections[key].flatMap { self.key(of: $0, column) }
    case .stream(let number): return stream(number).flatMap { self.key(of: $0, column) }
    case .endpoint(let endpoint), .endpointOf(_, let endpoint): return key(of: endpoint, column)
    case .slice, .route, .zone, .namespace, .event: return networkKey(of: row, column)
    default: return nil
    }
  }

  private func key(of pod: Pod, _ column: String) -> SortKey? {
    switch column {
    case "READY": .number(pod.status.ready == true ? Int64(pod.spec.containers.count) : 0)
    case "STATUS": .text(pod.statusText)
    case "IP": .address(pod.status.podIPs.first)
    case "NODE": pod.spec.nodeName.isEmpty ? .nothing : .text(pod.spec.nodeName)
    case "RESTARTS": .number(Int64(pod.status.restartCount))
    case "AGE": .time(pod.metadata.creationTimestamp)
    default: nil
    }
  }

  private func key(of service: Service, _ column: String) -> SortKey? {
    switch column {
    case "CLUSTER-IP": .address(service.spec.clusterIP)
    case "PORT(S)": service.spec.ports.first.map { .number(Int64($0.port)) } ?? .nothing
    case "AGE": .time(service.metadata.creationTimestamp)
    case "ENDPOINTS": .number(Int64(simulation.endpointCounts(of: service.key).ready))
    case "REQ/S": .fraction(simulation.ledger[service.key]?.rate.perSecond(at: simulation.now))
    default: nil
    }
  }

  private func key(of workload: Workload, _ column: String) -> SortKey? {
    switch column {
    case "READY": .number(Int64(simulation.cluster.podCounts(of: workload).ready))
    case "DESIRED": workload.replicas.map { .number($0) } ?? .nothing
    default: nil
    }
  }

  private func key(of fact: ConnectionFact, _ column: String) -> SortKey? {
    switch column {
    case "CLIENT": .address(fact.client)
    case "DESTINATION": .address(fact.destination)
    case "ENDPOINT": fact.endpoint.map { .address($0) } ?? .nothing
    case "AGE": .number(fact.age.microseconds)
    case "REQS": .number(Int64(fact.requests))
    case "STATE": .number(Int64(ConnectionText.rank(fact)))
    default: nil
    }
  }

  private func key(of stream: TrafficStream, _ column: String) -> SortKey? {
    switch column {
    case "SENT": .number(Int64(stream.sent))
    case "IN FLIGHT": .number(Int64(stream.inFlight))
    case "REQ/S": .fraction(perSecond(of: stream))
    case "SERVICE OK": .fraction(recentSuccess(of: stream))
    default: nil
    }
  }

  /// What an endpoint is compared by that needs no counting.
  private func key(of row: EndpointRow, _ column: String) -> SortKey? {
    switch column {
    case "POD": row.pod.name.isEmpty ? .nothing : .text(row.pod.name)
    case "IP:PORT": row.address.map { .address(SocketAddress($0, row.number)) } ?? .nothing
    case "NODE":
      simulation.cluster.pods[row.pod].map {
        $0.spec.nodeName.isEmpty ? .nothing : .text($0.spec.nodeName)
      }
    default: nil
    }
  }

  private func key(
    of row: EndpointRow,
    _ column: String,
    _ shares: EndpointShares
  ) -> SortKey? {
    let tally = shares.tally(of: row)
    switch column {
    case "COUNT", "SHARE", "%": return .number(Int64(tally?.count ?? 0))
    case "EXPECTED": return .fraction(shares.expected(of: row, tally).map { $0 * 1_000 })
    default: return nil
    }
  }
}

extension Array {
  /// The element at an index; `nil` outside.
  subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

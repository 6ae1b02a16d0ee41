internal import ClusterState

// What the lists of endpoints, slices, ingresses, zones and namespaces list.

extension AppState {
  /// Endpoints of all Services shown, or of one (`service:NAMESPACE/NAME`).
  func allEndpointRows(_ filter: RowFilter) -> [RowID] {
    let services = simulation.cluster.services
    if case .service(let key)? = filter.scope, services.id(key) != nil {
      return servingRows(of: key).map { .endpointOf(key, $0) }
    }
    let keys = services.ids.compactMap { services[$0]?.key }.filter(isShown).sorted()
    var rows: [RowID] = []
    let text = textReader(of: .list(.endpoints))
    for key in keys {
      for row in servingRows(of: key) {
        let id = RowID.endpointOf(key, row)
        if filter.isEmpty || keeps(filter, key, row, text) { rows.append(id) }
      }
    }
    return rows
  }

  func keeps(
    _ filter: RowFilter,
    _ service: ObjectName,
    _ row: EndpointRow,
    _ text: (RowID, String) -> String?
  ) -> Bool {
    let word = filter.word
    if let word {
      if word.isIn(row.pod.name) || word.isIn(service.name) || word.isIn(service.namespace) {
        return true
      }
    }
    let pod = simulation.cluster.pods[row.pod]
    let address = row.address?.withPort(row.number) ?? ""
    if let word { return word.isIn(address) || word.isIn(pod?.spec.nodeName ?? "") }
    return filter.keeps(
      "\(service) \(row.pod.name) \(address) \(pod?.spec.nodeName ?? "")",
      pod?.metadata.labels ?? Labels()
    ) { text(.endpointOf(service, row), $0) }
  }

  func sliceRows(_ filter: RowFilter) -> [RowID] {
    let slices = simulation.cluster.endpointSlices
    let text = textReader(of: .list(.slices))
    let shown = slices.ids.compactMap { slices[$0] }.filter { slice in
      guard isShown(slice.key) else { return false }
      if case .service(let key)? = filter.scope { return slice.serviceKey == key }
      guard !filter.isEmpty else { return true }
      let addresses = slice.endpoints.prefix(3).flatMap(\.addresses).joined(separator: " ")
      let words = "\(slice.key) \(slice.addressType) \(addresses)"
      return filter.keeps(words, slice.metadata.labels) { text(.slice(slice.key), $0) }
    }
    return shown.map(\.key).sorted().map(RowID.slice)
  }

  /// Ingresses, then HTTPRoutes, then Gateways.
  func routeRows(_ filter: RowFilter) -> [RowID] {
    let cluster = simulation.cluster
    return routeRows(cluster.ingresses, filter) + routeRows(cluster.httpRoutes, filter)
      + routeRows(cluster.gateways, filter)
  }

  private func routeRows<Object: ClusterObject>(
    _ table: ObjectTable<Object>,
    _ filter: RowFilter
  ) -> [RowID] {
    let text = textReader(of: .list(.ingresses))
    let shown = table.ids.compactMap { table[$0]?.metadata }.filter { metadata in
      guard isShown(metadata.key) else { return false }
      guard !filter.isEmpty else { return true }
      let row = RowID.route(kind: Object.kind, metadata.key)
      let cells = RouteFacts(Object.kind, metadata.key, simulation.cluster)
      let words = "\(Object.kind) \(metadata.key) \(cells?.words ?? "")"
      return filter.keeps(words, metadata.labels) { text(row, $0) }
    }
    return shown.map(\.key).sorted().map { .route(kind: Object.kind, $0) }
  }

  func zoneRows(_ filter: RowFilter) -> [RowID] {
    let text = textReader(of: .list(.zones))
    return rows.counts.zones.map(\.name).filter { zone in
      filter.isEmpty || filter.keeps(zone, Labels()) { text(.zone(zone), $0) }
    }.map(RowID.zone)
  }

  func namespaceRows(_ filter: RowFilter) -> [RowID] {
    let text = textReader(of: .list(.namespaces))
    return rows.counts.namespaces.map(\.name).filter { name in
      let namespace = simulation.cluster.namespaces[ObjectName(name: name)]
      let labels = namespace?.metadata.labels ?? Labels()
      return filter.isEmpty || filter.keeps(name, labels) { text(.namespace(name), $0) }
    }.map(RowID.namespace)
  }
}

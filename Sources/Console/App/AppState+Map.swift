internal import ClusterState

// The map of the cluster: zones, nodes, pods, and the way of the selected Service's requests.

/// What the map was made from, and the map.
struct MapPlace: Sendable {
  struct Key: Equatable {
    var revision: Int
    var branch: String
    var filter: RowFilter
    var namespace: String?
    var size: Size
  }

  var key: Key?
  var map = ClusterMap([], size: Size(columns: 0, rows: 0))
  var flows = FlowWatch()
}

extension AppState {
  /// Rows above the map: who sends, and the line that all ways begin at.
  static let mapHeadRows = 2

  mutating func showMap() {
    if screen != .topology { screens.append(.topology) }
    if list(.topology).selection == nil, let pod = selectedPod {
      lists[.topology, default: ListState()].selection = .pod(pod)
    }
  }

  /// Where the map itself stands on the screen.
  var mapPlace: Rectangle {
    let inner = ScreenLayout(self).body.inset(by: 1)
    let (_, rest) = inner.splitTop(Self.mapHeadRows)
    return rest.splitTop(max(0, rest.size.rows - 2)).top
  }

  /// Lays the map out anew where the cluster, the filter or the screen has changed.
  mutating func refreshMap() {
    let key = MapPlace.Key(
      revision: simulation.cluster.revision,
      branch: timeline.branchName,
      filter: list(.topology).filter,
      namespace: namespace,
      size: mapPlace.size
    )
    if topology.key != key {
      let before = topology.key
      let isSame =
        before?.revision == key.revision && before?.branch == key.branch
        && before?.filter == key.filter && before?.namespace == key.namespace
      let zones = isSame ? topology.map.zones : mapZones
      topology.map = ClusterMap(withPods(zones, in: key.size), size: key.size)
      topology.key = key
    }
    topology.flows.look(selectedService, shownTally, at: simulation.now)
    rows.replace(.topology, topology.map.items.map(\.id))
  }

  /// All nodes by zone and name, with the number of their pods; last the pods without a node.
  private var mapZones: [ClusterMap.Zone] {
    let cluster = simulation.cluster
    let filter = list(.topology).filter
    let isWhole = filter.isEmpty && namespace == nil
    func count(_ node: String) -> Int {
      isWhole ? cluster.podCount(on: node) : pods(on: node, filter).count
    }
    var zones: [String: [ClusterMap.MapNode]] = [:]
    for id in cluster.nodes.ids {
      guard let node = cluster.nodes[id] else { continue }
      let name = node.metadata.name
      let count = count(name)
      guard filter.isEmpty || count > 0 || filter.keeps(name, node.metadata.labels) else {
        continue
      }
      zones[node.zone, default: []].append(ClusterMap.MapNode(name: name, podCount: count))
    }
    var sorted = zones.sorted { $0.key < $1.key }.map { zone in
      ClusterMap.Zone(name: zone.key, nodes: zone.value.sorted { $0.name < $1.name })
    }
    let homeless = count("")
    if homeless > 0 {
      let waiting = ClusterMap.MapNode(name: "", podCount: homeless)
      sorted.append(ClusterMap.Zone(name: "", nodes: [waiting]))
    }
    return sorted
  }

  /// Pods of a node that are shown, by name; those without a node are on none: "".
  private func pods(on node: String, _ filter: RowFilter) -> [ObjectName] {
    let cluster = simulation.cluster
    return cluster.pods(on: node).compactMap { cluster.pods[$0] }.filter { pod in
      guard !pod.isFinished, namespace == nil || pod.metadata.namespace == namespace else {
        return false
      }
      let words = "\(pod.key) \(pod.statusText) \(pod.spec.nodeName)"
      return filter.isEmpty || filter.keeps(words, pod.metadata.labels)
    }.map(\.key).sorted()
  }

  /// Pods are looked up only where the map has room to show them.
  private func withPods(_ zones: [ClusterMap.Zone], in size: Size) -> [ClusterMap.Zone] {
    guard ClusterMap(zones, size: size).detail != .nodes else { return zones }
    let filter = list(.topology).filter
    return zones.map { zone in
      var zone = zone
      for index in zone.nodes.indices {
        let found = pods(on: zone.nodes[index].name, filter)
        (zone.nodes[index].pods, zone.nodes[index].podCount) = (found, found.count)
      }
      return zone
    }
  }

  /// Moves the cursor over the map.
  mutating func moveOnMap(columns: Int, rows distance: Int) {
    let map = topology.map
    let here = list(.topology).selection
    guard let next = map.neighbour(of: here, columns: columns, rows: distance) else { return }
    lists[.topology, default: ListState()].selection = next
  }
}

/// Which slices to create, change and delete so that as few as possible are written
/// (`reconcileByPortMapping` in staging/src/k8s.io/endpointslice/reconciler.go).
struct SlicePlan {
  private struct Existing {
    let id: SliceID
    let ports: Set<EndpointPort>
    var endpoints: [Endpoint]
    var isHandled = false
    var isChanged = false
    var isDeleted = false
  }

  private var slices: [Existing]
  private(set) var created: [EndpointGroup] = []

  var deleted: [SliceID] { slices.filter(\.isDeleted).map(\.id) }
  var updated: [(SliceID, [Endpoint])] {
    slices.filter { $0.isChanged && !$0.isDeleted }.map { ($0.id, $0.endpoints) }
  }

  init(existing: [(SliceID, EndpointSlice)]) {
    slices = existing.map { id, slice in
      Existing(id: id, ports: Set(slice.ports), endpoints: slice.endpoints)
    }
  }

  /// Fits the endpoints of one port mapping into the slices that have these ports.
  mutating func reconcile(_ group: EndpointGroup, perSliceMax: Int) {
    let ports = Set(group.ports)
    let mine = slices.indices.filter { !slices[$0].isHandled && slices[$0].ports == ports }
    var desired: [EndpointIdentity: Endpoint] = [:]
    for endpoint in group.endpoints { desired[EndpointIdentity(endpoint)] = endpoint }
    for index in mine { keepDesired(in: index, &desired) }
    var left = group.endpoints.filter { desired[EndpointIdentity($0)] != nil }
    // Slices that are written anyway are filled first, the fullest of them before the others.
    let changed = mine.filter { slices[$0].isChanged && !slices[$0].isDeleted }
      .sorted { slices[$0].endpoints.count > slices[$1].endpoints.count }
    for index in changed { fill(index, &left, perSliceMax) }
    while !left.isEmpty {
      // What does not fill a slice goes where there is room, before a new one is made.
      if left.count < perSliceMax, let index = roomiest(mine, left, perSliceMax) {
        fill(index, &left, perSliceMax)
        continue
      }
      let part = left.prefix(perSliceMax)
      created.append(EndpointGroup(ports: group.ports, endpoints: Array(part)))
      left.removeFirst(part.count)
    }
  }

  /// Deletes slices of ports that no pod serves any more; a Service without any endpoint keeps
  /// one empty slice as a placeholder.
  mutating func finish() {
    for index in slices.indices where !slices[index].isHandled { slices[index].isDeleted = true }
    guard created.isEmpty, slices.allSatisfy(\.isDeleted) else { return }
    let placeholder = slices.indices.first {
      slices[$0].ports.isEmpty && slices[$0].endpoints.isEmpty
    }
    if let placeholder, slices.count == 1 {
      slices[placeholder].isDeleted = false
    } else {
      created.append(EndpointGroup(ports: [], endpoints: []))
    }
  }

  /// Drops what is no longer desired and brings up to date what is.
  private mutating func keepDesired(in index: Int, _ desired: inout [EndpointIdentity: Endpoint]) {
    slices[index].isHandled = true
    let before = slices[index].endpoints
    slices[index].endpoints = before.compactMap {
      desired.removeValue(forKey: EndpointIdentity($0))
    }
    slices[index].isChanged = slices[index].endpoints != before
    slices[index].isDeleted = slices[index].endpoints.isEmpty && !before.isEmpty
  }

  private mutating func fill(_ index: Int, _ left: inout [Endpoint], _ perSliceMax: Int) {
    let room = max(0, perSliceMax - slices[index].endpoints.count)
    guard room > 0, !left.isEmpty else { return }
    slices[index].endpoints += left.prefix(room)
    slices[index].isChanged = true
    slices[index].isDeleted = false
    left.removeFirst(min(room, left.count))
  }

  /// Of the unchanged slices with room for all that is left, the one that will be fullest.
  private func roomiest(_ mine: [Int], _ left: [Endpoint], _ perSliceMax: Int) -> Int? {
    mine.filter {
      !slices[$0].isChanged && !slices[$0].isDeleted
        && slices[$0].endpoints.count + left.count <= perSliceMax
    }.max { slices[$0].endpoints.count < slices[$1].endpoints.count }
  }
}

/// What makes two endpoints the same for the controller: addresses and target
/// (endpointslice/util `EndpointsEqualBeyondHash`, hash over target and addresses).
private struct EndpointIdentity: Hashable {
  let addresses: [String]
  let target: ObjectReference?

  init(_ endpoint: Endpoint) {
    addresses = endpoint.addresses
    target = endpoint.targetRef
  }
}

/// Which slices of one family to create, change and delete so that as few as possible are written
/// (`reconcileByAddressType` and `reconcileByPortMapping` in
/// staging/src/k8s.io/endpointslice/reconciler.go).
///
/// Groups are fitted in one after the other, then ``finish()``, then hints, then ``recycle()``.
struct SlicePlan {
  /// The slices that exist, oldest first, then those to be created.
  var drafts: [SliceDraft]
  /// Labels that slices of the Service carry.
  private let labels: Labels
  private let perSliceMax: Int
  /// Existing slices by their ports, as long as no group of endpoints has asked for these.
  private var unclaimed: [Set<EndpointPort>: [Int]] = [:]

  init(
    for service: Service,
    existing: [(id: SliceID, slice: EndpointSlice)],
    perSliceMax: Int
  ) {
    labels = service.sliceLabels
    self.perSliceMax = perSliceMax
    drafts = existing.map { id, slice in
      SliceDraft(
        id: id,
        isOwned: slice.isOwned(by: service),
        fate: .kept,
        labels: slice.metadata.labels,
        ports: slice.ports,
        endpoints: slice.endpoints
      )
    }
    for index in drafts.indices {
      if drafts[index].isOwned {
        unclaimed[Set(drafts[index].ports), default: []].append(index)
      } else {
        drafts[index].fate = .deleted
      }
    }
  }

  /// Fits the endpoints of one port mapping into the slices that have these ports.
  mutating func fit(_ group: EndpointGroup) {
    let mine = unclaimed.removeValue(forKey: Set(group.ports)) ?? []
    var left = keepDesired(of: group, in: mine)
    // Slices that are written anyway are filled first, the fullest of them before the others.
    let written = mine.filter { drafts[$0].fate == .changed }
      .sorted { drafts[$0].endpoints.count > drafts[$1].endpoints.count }
    for index in written { fill(index, &left) }
    while !left.isEmpty {
      // What does not fill a slice goes where there is room, before a new one is made.
      if left.count < perSliceMax, let index = roomiest(mine, for: left) {
        fill(index, &left)
      } else {
        drafts.append(SliceDraft(fate: .created, labels: labels, ports: group.ports, endpoints: []))
        fill(drafts.count - 1, &left)
      }
    }
  }

  /// Deletes slices of ports that no pod serves any more; a Service without any slice gets an
  /// empty one as a placeholder.
  mutating func finish() {
    for index in unclaimed.values.joined() { drafts[index].fate = .deleted }
    unclaimed = [:]
    guard drafts.allSatisfy({ $0.fate == .deleted }) else { return }
    if drafts.count == 1, isPlaceholder(drafts[0]) {
      drafts[0].fate = .kept
    } else {
      drafts.append(SliceDraft(fate: .created, labels: labels, ports: [], endpoints: []))
    }
  }

  /// Writes new slices under the names of those that would go, as long as there are any.
  mutating func recycle() {
    var created = drafts.filter { $0.fate == .created }
    drafts.removeAll { $0.fate == .created }
    for index in drafts.indices where drafts[index].fate == .deleted && drafts[index].isOwned {
      guard var draft = created.popLast() else { break }
      draft.id = drafts[index].id
      draft.fate = .replaced
      drafts[index] = draft
    }
    drafts += created
  }
}

extension SlicePlan {
  private func isPlaceholder(_ draft: SliceDraft) -> Bool {
    draft.ports.isEmpty && draft.endpoints.isEmpty && draft.labels == labels
  }

  /// Drops from slices what is no longer desired and brings up to date what is and the labels;
  /// returns the endpoints that are in none of them.
  private mutating func keepDesired(of group: EndpointGroup, in mine: [Int]) -> [Endpoint] {
    guard !mine.isEmpty else { return group.endpoints }
    var desired: [EndpointIdentity: Endpoint] = [:]
    for endpoint in group.endpoints { desired[EndpointIdentity(endpoint)] = endpoint }
    for index in mine {
      var isUpToDate = true
      let before = drafts[index].endpoints
      let kept = before.compactMap { endpoint -> Endpoint? in
        let desired = desired.removeValue(forKey: EndpointIdentity(endpoint))
        if let desired, !endpoint.isUpToDate(with: desired) { isUpToDate = false }
        return desired
      }
      if !isUpToDate || kept.count != before.count {
        drafts[index].fate = kept.isEmpty ? .deleted : .changed
      } else if drafts[index].labels.withoutReserved != labels.withoutReserved {
        drafts[index].fate = .changed
      }
      guard drafts[index].fate == .changed else { continue }
      drafts[index].endpoints = kept
      drafts[index].labels = labels
    }
    return group.endpoints.filter { desired[EndpointIdentity($0)] != nil }
  }

  private mutating func fill(_ index: Int, _ left: inout [Endpoint]) {
    let count = min(left.count, max(0, perSliceMax - drafts[index].endpoints.count))
    guard count > 0 else { return }
    drafts[index].endpoints += left.prefix(count)
    if drafts[index].fate == .kept { drafts[index].fate = .changed }
    left.removeFirst(count)
  }

  /// Of the unchanged slices with room for all that is left, the one that will be fullest.
  private func roomiest(_ mine: [Int], for left: [Endpoint]) -> Int? {
    mine.filter {
      drafts[$0].fate == .kept && drafts[$0].endpoints.count + left.count <= perSliceMax
    }.max { drafts[$0].endpoints.count < drafts[$1].endpoints.count }
  }
}

/// Endpoints whose pods serve a Service's ports on the same numbers: they share slices.
struct EndpointGroup {
  var ports: [EndpointPort]
  var endpoints: [Endpoint]
}

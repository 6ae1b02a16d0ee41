extension DecodedBatch {
  /// The document, after the checks that need all of it.
  ///
  /// Whoever keeps trees looks for objects that exist already among them.
  consuming func finish(_ options: DocumentLoader.Options) -> LoadedDocument {
    takeSimulation()
    if !options.keepsTrees { findDuplicates() }
    if let session = options.admission { admitNewServices(session) }
    var document = objects
    let order = Dictionary(
      objects.files.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let sorted = (problems + warnings).enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let leftPlace = (order[a.file] ?? 0, a.line, a.column, left.offset)
      return leftPlace < (order[b.file] ?? 0, b.line, b.column, right.offset)
    }
    document.problems = sorted.map(\.element)
    document.errorCount = problemCount
    let left = problemCount - problems.count
    if left > 0 {
      document.problems.append(
        Problem(type: "More", file: "", message: "and \(left) more")
      )
    }
    let unsaid = warningCount - warnings.count
    if unsaid > 0 {
      document.problems.append(
        Problem(type: "More", file: "", message: "and \(unsaid) more", severity: .warning)
      )
    }
    if options.isLenient {
      for index in document.problems.indices { document.problems[index].severity = .warning }
    }
    return document
  }

  private mutating func takeSimulation() {
    objects.simulation = simulations.first
    guard let first = simulations.first?.metadata.place else { return }
    for further in simulations.dropFirst() {
      guard let place = further.metadata.place else { continue }
      add(
        Problem(
          type: "Invalid",
          file: name(of: place),
          line: Int(place.line),
          column: Int(place.column),
          object: further.metadata.name.isEmpty
            ? "Simulation" : "Simulation \(further.metadata.name)",
          message: "a second Simulation; the first is at \(text(of: first))"
        )
      )
    }
  }

  private mutating func findDuplicates() {
    removeDuplicates(\.nodes)
    removeDuplicates(\.namespaces)
    removeDuplicates(\.pods)
    removeDuplicates(\.services)
    removeDuplicates(\.endpointSlices)
    removeDuplicates(\.endpoints)
    removeDuplicates(\.deployments)
    removeDuplicates(\.replicaSets)
    removeDuplicates(\.statefulSets)
    removeDuplicates(\.daemonSets)
    removeDuplicates(\.ingresses)
    removeDuplicates(\.ingressClasses)
    removeDuplicates(\.httpRoutes)
    removeDuplicates(\.gateways)
    removeDuplicates(\.gatewayClasses)
    removeDuplicates(\.serviceCIDRs)
    removeDuplicates(\.referenceGrants)
    removeDuplicates(\.podDisruptionBudgets)
    let again = repeatedIndices(count: objects.ignored.count) { index in
      let object = objects.ignored[index]
      let group = TypeMeta(apiVersion: object.apiVersion).group
      let name = object.key.name
      return name.isEmpty ? nil : ("\(group)/\(object.kind)/\(object.key.namespace)", name)
    }
    for (index, earlier) in again {
      let object = objects.ignored[index]
      addDuplicate(object.kind, object.key, object.place, objects.ignored[earlier].place)
    }
    let removed = Set(again.map(\.index))
    guard !removed.isEmpty else { return }
    objects.ignored = objects.ignored.enumerated().filter { !removed.contains($0.offset) }
      .map(\.element)
  }

  private mutating func removeDuplicates<Object: ClusterObject>(
    _ list: WritableKeyPath<LoadedDocument, [Object]>
  ) {
    let all = objects[keyPath: list]
    let again = repeatedIndices(count: all.count) { index in
      let name = all[index].metadata.name
      return name.isEmpty ? nil : (all[index].metadata.namespace, name)
    }
    guard !again.isEmpty else { return }
    for (index, earlier) in again {
      guard let place = all[index].metadata.place, let first = all[earlier].metadata.place
      else { continue }
      addDuplicate(Object.kind, all[index].key, place, first)
    }
    let removed = Set(again.map(\.index))
    objects[keyPath: list] =
      all.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
  }

  private mutating func addDuplicate(
    _ kind: String,
    _ key: ObjectName,
    _ place: SourcePlace,
    _ first: SourcePlace
  ) {
    add(
      Problem(
        type: "AlreadyExists",
        file: name(of: place),
        line: Int(place.line),
        column: Int(place.column),
        object: "\(kind) \(key)",
        message: "exists already at \(text(of: first))"
      )
    )
  }

  private func name(of place: SourcePlace) -> String { objects.files[Int(place.file)] }

  private func text(of place: SourcePlace) -> String {
    "\(TextPlace(file: name(of: place), line: Int(place.line), column: Int(place.column)))"
  }
}

/// Indices whose key occurred before, with the index of its first occurrence.
private func repeatedIndices(
  count: Int,
  _ key: (Int) -> (scope: String, name: String)?
) -> [(index: Int, earlier: Int)] {
  var capacity = 16
  while capacity < count * 2 { capacity *= 2 }
  // Open addressing over indices: a dictionary of names would cost more than decoding them.
  var slots = [(hash: UInt64, index: Int32)](repeating: (0, -1), count: capacity)
  var repeated: [(index: Int, earlier: Int)] = []
  for index in 0..<count {
    guard let this = key(index) else { continue }
    let hash = stableHash(of: this.name, seed: stableHash(of: this.scope, seed: 1))
    var position = Int(truncatingIfNeeded: hash) & (capacity - 1)
    while slots[position].index >= 0 {
      let earlier = Int(slots[position].index)
      if slots[position].hash == hash, let other = key(earlier), other == this {
        repeated.append((index, earlier))
        break
      }
      position = (position + 1) & (capacity - 1)
    }
    if slots[position].index < 0 { slots[position] = (hash, Int32(index)) }
  }
  return repeated
}

private func stableHash(of text: String, seed: UInt64) -> UInt64 {
  var text = text
  return text.withUTF8 { bytes in
    bytes.baseAddress.map { stableHash($0, bytes.count, seed: seed) } ?? seed
  }
}

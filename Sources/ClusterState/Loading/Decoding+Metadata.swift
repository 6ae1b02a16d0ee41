private enum MetadataField: String, FieldName {
  case name, generateName, namespace, uid, labels, annotations, ownerReferences
  case creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds
  static let table = FieldTable<Self>()
}

private enum OwnerField: String, FieldName {
  case kind, name, uid, controller
  static let table = FieldTable<Self>()
}

/// Repeats the whole object, which was read already.
private let lastAppliedConfiguration = "kubectl.kubernetes.io/last-applied-configuration"

extension JSONReader {
  /// `metadata` of any object.
  mutating func metadata() -> ObjectMeta {
    var metadata = ObjectMeta()
    guard enterObject() else { return metadata }
    var scope = FieldScope<MetadataField>()
    while let field = next(&scope) {
      switch field {
      case .name: metadata.name = uniqueString() ?? ""
      case .generateName: string(into: &metadata.generateName)
      case .namespace: string(into: &metadata.namespace)
      case .uid: metadata.uid = uniqueString() ?? ""
      case .labels: metadata.labels = labels()
      case .annotations: metadata.annotations = labels(areAnnotations: true)
      case .ownerReferences: metadata.ownerReferences = ownerReferences()
      case .creationTimestamp: metadata.creationTimestamp = timestamp()
      case .deletionTimestamp: metadata.deletionTimestamp = futureTimestamp()
      case .deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds = int64()
      }
    }
    return metadata
  }

  /// A map of strings.
  mutating func labels(areAnnotations: Bool = false) -> Labels {
    guard token == Byte.brace else {
      mismatch("an object")
      return Labels()
    }
    let start = position
    let raw = rawValue()
    guard let bytes = raw.baseAddress else { return Labels() }
    // Annotations leave one key out, so equal text may mean different sets.
    let hash = stableHash(bytes, raw.count, seed: areAnnotations ? 1 : 2)
    if let known = labelSets.find(bytes, raw.count, hash) { return known }
    position = start
    let notesBefore = notes.count
    let made = Labels(pairs: pairs(areAnnotations: areAnnotations))
    if notes.count == notesBefore { labelSets.store(made, bytes, raw.count, hash) }
    return made
  }

  private mutating func pairs(areAnnotations: Bool) -> [Labels.Pair] {
    var pairs: [Labels.Pair] = []
    guard enterObject() else { return pairs }
    var isFirst = true
    while let raw = nextKey(&isFirst) {
      let keyOffset = raw.baseAddress.map { $0 - bytes - 1 } ?? 0
      let key = sharedString(raw)
      guard let value = areAnnotations && key == lastAppliedConfiguration ? skipped() : string()
      else { continue }
      if pairs.contains(where: { $0.key == key }) {
        note("Duplicate", at: keyOffset, "stands here twice")
      } else {
        pairs.append(Labels.Pair(key: key, value: value))
      }
    }
    return pairs
  }

  private mutating func skipped() -> String? {
    skipValue()
    return nil
  }

  private mutating func sharedString(_ raw: UnsafeBufferPointer<UInt8>) -> String {
    guard let start = raw.baseAddress, raw.count > 15 else { return makeString(raw) }
    let hash = stableHash(start, raw.count)
    if let known = strings.find(start, raw.count, hash) { return known }
    let made = makeString(raw)
    strings.store(made, start, raw.count, hash)
    return made
  }

  private mutating func ownerReferences() -> [OwnerReference] {
    sharedList(ownerLists) { $0.ownerReference() }
  }

  private mutating func ownerReference() -> OwnerReference? {
    guard enterObject() else { return nil }
    var owner = OwnerReference(kind: "", name: "", uid: "", controller: false)
    var scope = FieldScope<OwnerField>()
    while let field = next(&scope) {
      switch field {
      case .kind: string(into: &owner.kind)
      case .name: string(into: &owner.name)
      case .uid: string(into: &owner.uid)
      case .controller: owner.controller = bool() ?? false
      }
    }
    return owner
  }

  /// A list of strings.
  mutating func stringList() -> [String] { list { $0.string() } }
}

private enum SelectorField: String, FieldName {
  case matchLabels, matchExpressions
  static let table = FieldTable<Self>()
}

private enum RequirementField: String, FieldName {
  case key, `operator`, values
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// `matchLabels` and `matchExpressions`.
  mutating func labelSelector() -> LabelSelector {
    var selector = LabelSelector()
    guard enterObject() else { return selector }
    var scope = FieldScope<SelectorField>()
    while let field = next(&scope) {
      switch field {
      case .matchLabels: selector.matchLabels = labels()
      case .matchExpressions: selector.matchExpressions = list { $0.requirement() }
      }
    }
    return selector
  }

  private mutating func requirement() -> LabelSelector.Requirement? {
    guard enterObject() else { return nil }
    var requirement = LabelSelector.Requirement(key: "", comparison: "", values: [])
    var scope = FieldScope<RequirementField>()
    while let field = next(&scope) {
      switch field {
      case .key: string(into: &requirement.key)
      case .operator: string(into: &requirement.comparison)
      case .values: requirement.values = stringList()
      }
    }
    return requirement
  }
}

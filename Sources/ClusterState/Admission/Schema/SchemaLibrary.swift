/// The fields of API objects and their types, as far as objects are checked.
///
/// A schema is a text of blocks. A block begins with the name of a Go type; the fields follow,
/// indented, each with its type (see ``SchemaType``). The block of a kind of objects has its
/// `apiVersion` behind the name; its `apiVersion` and `kind` need not be listed.
package struct SchemaLibrary: Sendable {
  /// Structures by name.
  private var structures: [String: [String: SchemaType]] = [:]
  /// Names of the kinds of objects, by `apiVersion`.
  private var kinds: [String: Set<String>] = [:]

  /// All that is known.
  package static let kubernetes = SchemaLibrary([
    metadataSchema,
    serviceSchema,
    endpointsSchema,
    endpointSliceSchema,
    ingressSchema,
    serviceRangeSchema,
    networkPolicySchema,
    podSchema,
    schedulingSchema,
    podStatusSchema,
    containerSchema,
    volumeSchema,
    remoteVolumeSchema,
    claimSchema,
    workloadSchema,
    boundWorkloadSchema,
    nodeSchema,
  ])

  init(_ texts: [String]) {
    for text in texts { add(text) }
  }

  /// Whether objects of this kind can be checked.
  package func hasKind(_ kind: String, apiVersion: String) -> Bool {
    kinds[apiVersion]?.contains(kind) ?? false
  }

  /// The fields of a structure, by name.
  package subscript(structure: String) -> [String: SchemaType]? { structures[structure] }

  /// Structures that fields refer to and that are not described.
  var missing: Set<String> {
    var missing: Set<String> = []
    for field in structures.values.flatMap(\.values) {
      if let name = field.structureName, structures[name] == nil { missing.insert(name) }
    }
    return missing
  }

  private mutating func add(_ text: String) {
    var structure = ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let first = words.first else { continue }
      if line.hasPrefix(" ") {
        precondition(words.count == 2, "a field has a name and a type: \(line)")
        structures[structure]?[String(first)] = SchemaType(words[1])
      } else {
        structure = String(first)
        structures[structure] = [:]
        if words.count == 2 {
          kinds[String(words[1]), default: []].insert(structure)
          structures[structure] = ["apiVersion": .string, "kind": .string]
        }
      }
    }
  }
}

extension SchemaType {
  fileprivate var structureName: String? {
    switch self {
    case .structure(let name): name
    case .list(let element), .map(let element): element.structureName
    default: nil
    }
  }
}

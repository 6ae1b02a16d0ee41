/// The fields of API objects and their types, as far as objects are checked.
///
/// A schema is a text of blocks. A block begins with the name of a Go type; the fields follow,
/// indented, each with its type (see ``SchemaType``). The block of a kind of objects has its
/// `apiVersion` behind the name; its `apiVersion` and `kind` need not be listed. Before a type, `*`
/// says that empty text is not the same as none, and `!` that the field is written even if it is
/// empty, as `null`.
package struct SchemaLibrary: Sendable {
  /// Structures by name.
  private var structures: [String: [String: SchemaType]] = [:]
  /// Names of the kinds of objects, by `apiVersion`.
  private var kinds: [String: Set<String>] = [:]
  /// Structures and fields, joined by a dot, that are marked.
  private var pointers: Set<String> = []
  private var written: [String: [String]] = [:]

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
    policySchema,
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

  /// Whether empty text in a field means something else than no text.
  func isPointer(_ field: String, of structure: String) -> Bool {
    pointers.contains("\(structure).\(field)")
  }

  /// Fields that are written even if they are empty.
  func alwaysWritten(in structure: String) -> [String] { written[structure] ?? [] }

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
        let field = String(first)
        switch words[1].first {
        case "*": pointers.insert("\(structure).\(field)")
        case "!": written[structure, default: []].append(field)
        default: break
        }
        structures[structure]?[field] = SchemaType(words[1].drop { $0 == "*" || $0 == "!" })
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

internal import ClusterState

/// What `kubectl explain` tells of a field: its type, and the fields under it.
struct FieldPage {
  let lines: [TextLine]

  /// `nil` if there is no such field; the path begins with a kind.
  init?(_ path: [String]) {
    guard let kind = path.first, SchemaLibrary.kubernetes[kind] != nil else { return nil }
    var type = SchemaType.structure(kind)
    for name in path.dropFirst() {
      guard let fields = type.structureName.flatMap({ SchemaLibrary.kubernetes[$0] }),
        let next = fields[name]
      else { return nil }
      type = next
    }
    var lines = [
      TextLine("KIND:   \(kind)"), TextLine("FIELD:  \(path.dropFirst().joined(separator: "."))"),
      TextLine("TYPE:   \(type.text)"), .empty,
    ]
    if let policy = PolicyField(rawValue: path.last ?? "") {
      let values = policy.values.filter { $0 != PolicyField.unset }.joined(separator: ", ")
      lines += [TextLine(policy.help, wraps: true), TextLine("VALUES: \(values)"), .empty]
    }
    if let fields = type.structureName.flatMap({ SchemaLibrary.kubernetes[$0] }) {
      lines.append(TextLine("FIELDS:", Style(.heading, .bold)))
      let width = fields.keys.map(\.count).max() ?? 0
      for (name, type) in fields.sorted(by: { $0.key < $1.key }) {
        let padding = String(repeating: " ", count: width - name.count + 2)
        lines.append(TextLine("\(name)\(padding)<\(type.text)>", indent: 2))
      }
    }
    self.lines = lines
  }
}

extension SchemaType {
  /// The structure it is, or is a list or map of.
  fileprivate var structureName: String? {
    switch self {
    case .structure(let name): name
    case .list(let inner), .map(let inner): inner.structureName
    default: nil
    }
  }

  /// As `kubectl explain` writes types.
  fileprivate var text: String {
    switch self {
    case .string: "string"
    case .boolean: "boolean"
    case .int32, .int64: "integer"
    case .number: "number"
    case .intOrString: "IntOrString"
    case .quantity: "Quantity"
    case .time: "Time"
    case .any: "Object"
    case .structure(let name): name
    case .list(let inner): "[]\(inner.text)"
    case .map(let inner): "map[string]\(inner.text)"
    }
  }
}

extension SchemaLibrary {
  /// An object as it is read again after it was stored: without what is null, and without text,
  /// lists and maps that are empty.
  ///
  /// The API server stores objects in a form that does not tell these from absent ones.
  package func pruned(_ object: JSONTree) -> JSONTree {
    let kind = object.text("kind")
    guard hasKind(kind, apiVersion: object.text("apiVersion")) else { return object }
    return pruned(object, .structure(kind)) ?? object
  }

  /// The value as it is stored; `nil` if it is as good as absent.
  private func pruned(_ value: JSONTree, _ type: SchemaType) -> JSONTree? {
    switch (type, value) {
    case (_, .null): return nil
    case (.string, .string(let text)): return text.isEmpty ? .none : .some(value)
    case (.list(let element), .array(let elements)):
      guard !elements.isEmpty else { return nil }
      return .array(elements.map { pruned($0, element) ?? $0 })
    case (.map(let element), .object(let members)):
      guard !members.isEmpty else { return nil }
      return .object(
        members.map { JSONTree.Member(key: $0.key, value: pruned($0.value, element) ?? $0.value) }
      )
    case (.structure(let name), .object(let members)): return pruned(members, of: name)
    default: return value
    }
  }

  private func pruned(_ members: [JSONTree.Member], of structure: String) -> JSONTree {
    let fields = self[structure] ?? [:]
    var result: [JSONTree.Member] = []
    for member in members {
      guard let type = fields[member.key] else {
        result.append(member)
        continue
      }
      let isKept = member.value != .null && isPointer(member.key, of: structure)
      guard let value = pruned(member.value, type) ?? (isKept ? .some(member.value) : .none) else {
        continue
      }
      result.append(JSONTree.Member(key: member.key, value: value))
    }
    for field in alwaysWritten(in: structure) where !result.contains(where: { $0.key == field }) {
      result.append(JSONTree.Member(key: field, value: .null))
    }
    return JSONTree(members: result)
  }
}

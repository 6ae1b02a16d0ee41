extension JSONTree {
  /// The merge patch (RFC 7386) that makes `new` of `old`; `nil` if they are equal.
  ///
  /// Lists are replaced whole, members that are gone are set to null.
  package static func mergePatch(from old: JSONTree, to new: JSONTree) -> JSONTree? {
    guard old != new else { return nil }
    guard case .object(let before) = old, case .object(let after) = new else { return new }
    var changes: [Member] = []
    for member in before where new[member.key] == nil && member.value != .null {
      changes.append(Member(key: member.key, value: .null))
    }
    for member in after where member.value != .null {
      let value = old[member.key].map { mergePatch(from: $0, to: member.value) } ?? member.value
      if let value { changes.append(Member(key: member.key, value: value)) }
    }
    return changes.isEmpty ? nil : JSONTree(members: changes)
  }
}

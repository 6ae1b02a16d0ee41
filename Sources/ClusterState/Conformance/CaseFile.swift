/// The cases of one file.
enum CaseFile {
  /// A file holds one case; or a list of them; or `cases` in which objects, endpoints and ports
  /// that many share are numbers of elements of `pool`.
  static func cases(in document: JSONTree) -> [JSONTree] {
    if case .array(let cases) = document { return cases }
    guard let pool = document["pool"]?.elements, let cases = document["cases"]?.elements else {
      return [document]
    }
    return cases.map { expanded($0, pool) }
  }

  private static let pooled: Set<String> = ["objects", "endpoints", "ports"]

  private static func expanded(_ tree: JSONTree, _ pool: [JSONTree]) -> JSONTree {
    switch tree {
    case .array(let elements): return .array(elements.map { expanded($0, pool) })
    case .object(let members):
      return .object(
        members.map { member in
          guard pooled.contains(member.key) else {
            return JSONTree.Member(key: member.key, value: expanded(member.value, pool))
          }
          let elements = member.value.elements.map { element in
            expanded(element.integer.map { pool[Int($0)] } ?? element, pool)
          }
          return JSONTree.Member(key: member.key, value: .array(elements))
        }
      )
    default: return tree
    }
  }
}

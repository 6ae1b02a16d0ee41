/// An object as its document has it, with all of its fields.
package struct RawObject: Sendable {
  /// What the document says, with the `apiVersion` and `kind` that its list gives it.
  package var tree: JSONTree
  /// Where its text stands.
  package var place: SourcePlace
  /// Paths of members that stand twice in their object; the last one counts.
  package var repeatedFields: [String] = []

  private let text: ObjectScanner
  private let origin: PieceOrigin

  init(
    _ tree: JSONTree,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ origin: PieceOrigin,
    hasRepeatedMembers: Bool
  ) {
    self.tree = tree
    self.origin = origin
    text = ObjectScanner(Array(bytes))
    place = origin.sourcePlace(count: bytes.count)
    if hasRepeatedMembers { text.collectRepeated(at: 0, path: "", into: &repeatedFields) }
  }

  /// An object of no document.
  package init(_ tree: JSONTree) {
    self.tree = tree
    text = ObjectScanner([])
    origin = PieceOrigin(file: 0, line: 1, column: 1, offset: 0)
    place = origin.sourcePlace(count: 0)
  }

  /// Line and column, from 1, of the field at `path`, or of as much of the path as there is.
  package func position(of path: String) -> (line: Int, column: Int) {
    let offset = text.offset(of: path)
    return text.bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return (origin.line, origin.column) }
      return origin.place(of: offset, in: start)
    }
  }
}

/// Finds fields in the text of one object, which is known to be JSON.
struct ObjectScanner: Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A member of an object: its name, and where name and value begin.
  private struct Member {
    var name: String
    var start: Int
    var value: Int
  }

  /// Offset of the field at `path`, or of as much of it as there is.
  func offset(of path: String) -> Int {
    let steps = Self.steps(path)
    var place = Place(start: 0, value: skipSpace(0))
    for (index, step) in steps.enumerated() {
      // The API server leaves `spec` out of some paths.
      let isAstray = index == 0
      guard let next = find(step, in: place) ?? (isAstray ? inSpec(step, place) : nil) else {
        break
      }
      place = next
    }
    return place.start
  }

  private struct Place {
    var start: Int
    var value: Int
  }

  private func inSpec(_ step: Substring, _ place: Place) -> Place? {
    find("spec", in: place).flatMap { find(step, in: $0) }
  }

  private func find(_ step: Substring, in place: Place) -> Place? {
    guard place.value < bytes.count else { return nil }
    switch bytes[place.value] {
    case Byte.brace:
      let all = members(at: place.value)
      let found =
        all.last { $0.name == step } ?? all.first { $0.name.lowercased() == step.lowercased() }
        // Mistakes in `clusterIP` are told of `clusterIPs`.
        ?? all.first { "\($0.name)s" == step }
      return found.map { Place(start: $0.start, value: $0.value) }
    case Byte.bracket:
      guard let index = Int(step) else { return nil }
      let all = elements(at: place.value)
      return all.indices.contains(index) ? Place(start: all[index], value: all[index]) : nil
    default: return nil
    }
  }

  /// `spec.ports[0].name` as `spec`, `ports`, `0`, `name`; what is in brackets is taken whole.
  private static func steps(_ path: String) -> [Substring] {
    var steps: [Substring] = []
    var rest = path[...]
    while let first = rest.first {
      if first == "." { rest.removeFirst() }
      if rest.first == "[" {
        let end = rest.firstIndex(of: "]") ?? rest.endIndex
        steps.append(rest[..<end].dropFirst())
        rest = rest[end...].dropFirst()
      } else {
        let end = rest.firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
        if end > rest.startIndex { steps.append(rest[..<end]) }
        rest = rest[end...]
      }
    }
    return steps
  }

  /// Adds the paths of members that have a namesake before them.
  func collectRepeated(at offset: Int, path: String, into found: inout [String], depth: Int = 0) {
    let start = skipSpace(offset)
    guard start < bytes.count, depth < LoadLimit.depthMax else { return }
    switch bytes[start] {
    case Byte.brace:
      var names: Set<String> = []
      for member in members(at: start) {
        let field = path.isEmpty ? member.name : "\(path).\(member.name)"
        if !names.insert(member.name).inserted { found.append(field) }
        collectRepeated(at: member.value, path: field, into: &found, depth: depth + 1)
      }
    case Byte.bracket:
      for (index, element) in elements(at: start).enumerated() {
        collectRepeated(at: element, path: "\(path)[\(index)]", into: &found, depth: depth + 1)
      }
    default: break
    }
  }

  private func members(at start: Int) -> [Member] {
    var members: [Member] = []
    var index = skipSpace(start + 1)
    while index < bytes.count, bytes[index] == Byte.quote {
      let end = endOfValue(index)
      let value = skipSpace(skipSpace(end) + 1)
      members.append(Member(name: name(index, end), start: index, value: value))
      index = skipSpace(endOfValue(value))
      guard index < bytes.count, bytes[index] == Byte.comma else { break }
      index = skipSpace(index + 1)
    }
    return members
  }

  private func elements(at start: Int) -> [Int] {
    var elements: [Int] = []
    var index = skipSpace(start + 1)
    while index < bytes.count, bytes[index] != Byte.closeBracket {
      elements.append(index)
      index = skipSpace(endOfValue(index))
      guard index < bytes.count, bytes[index] == Byte.comma else { break }
      index = skipSpace(index + 1)
    }
    return elements
  }

  private func name(_ start: Int, _ end: Int) -> String {
    let raw = bytes[start..<end]
    if raw.contains(Byte.backslash), let tree = try? JSONTree(parsing: Array(raw), file: "") {
      return tree.string ?? ""
    }
    return String(decoding: raw.dropFirst().dropLast(), as: UTF8.self)
  }

  private func skipSpace(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, Byte.isSpace(bytes[index]) { index += 1 }
    return index
  }

  /// Offset behind the value that begins at `start`.
  private func endOfValue(_ start: Int) -> Int {
    var index = start
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case Byte.quote:
        index += 1
        while index < bytes.count, bytes[index] != Byte.quote {
          index += bytes[index] == Byte.backslash ? 2 : 1
        }
        if depth == 0 { return index + 1 }
      case Byte.brace, Byte.bracket: depth += 1
      case Byte.closeBrace, Byte.closeBracket:
        // The end of what is around a number or a word.
        if depth == 0 { return index }
        depth -= 1
        if depth == 0 { return index + 1 }
      case Byte.comma:
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return index
  }
}

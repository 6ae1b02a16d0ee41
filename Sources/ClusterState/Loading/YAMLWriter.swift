import Yams

/// Writes a YAML node as compact JSON, remembering where everything came from.
struct YAMLWriter {
  private(set) var json: [UInt8] = []
  /// Where in `json` each node begins, ascending, and its place in the YAML.
  private(set) var offsets: [Int] = []
  private(set) var marks: [YAMLMark] = []
  private let file: String
  private let bytesMax: Int

  init(text: YAMLText, file: String) {
    self.file = file
    bytesMax = text.bytes.count * LoadLimit.aliasGrowthMax + 1 << 20
  }

  /// Appends `node`, which stands `depth` levels deep.
  mutating func write(_ node: YAMLNode, depth: Int = 0) throws(LoadError) {
    begin(node)
    guard depth < LoadLimit.depthMax else { throw error(node, .tooDeep) }
    guard json.count <= bytesMax else { throw error(node, .aliasesTooLarge) }
    switch node {
    case .scalar(let scalar): write(YAMLScalar(scalar))
    case .sequence(let sequence):
      json.append(Byte.bracket)
      for (index, element) in sequence.enumerated() {
        if index > 0 { json.append(Byte.comma) }
        try write(element, depth: depth + 1)
      }
      json.append(Byte.closeBracket)
    case .mapping(let mapping):
      json.append(Byte.brace)
      for (index, member) in try members(of: mapping, depth: depth).enumerated() {
        if index > 0 { json.append(Byte.comma) }
        begin(member.key)
        try writeKey(member.key)
        json.append(Byte.colon)
        try write(member.value, depth: depth + 1)
      }
      json.append(Byte.closeBrace)
    case .alias: throw error(node, .yaml("YAML: an alias that is not resolved"))
    }
  }

  private mutating func begin(_ node: YAMLNode) {
    guard let mark = node.place else { return }
    offsets.append(json.count)
    marks.append(mark)
  }

  private func error(_ node: YAMLNode, _ reason: Malformation) -> LoadError {
    let place = TextPlace(
      file: file,
      line: node.place?.line ?? 1,
      column: node.place?.column ?? 1
    )
    return .malformed(place, reason)
  }

  /// The members of a mapping, with those that `<<` merges in and it does not have itself.
  private func members(
    of mapping: YAMLNode.Mapping,
    depth: Int
  ) throws(LoadError) -> [(key: YAMLNode, value: YAMLNode)] {
    let own = Array(mapping).map { (key: $0.key, value: $0.value) }
    guard own.contains(where: { isMerge($0.key) }) else { return own }
    guard depth < LoadLimit.depthMax else { throw error(.mapping(mapping), .tooDeep) }
    var result = own.filter { !isMerge($0.key) }
    var names = Set(result.compactMap(\.key.scalar?.string))
    for merge in own where isMerge(merge.key) {
      let sources = merge.value.sequence.map(Array.init) ?? [merge.value]
      for source in sources {
        guard let further = source.mapping else {
          throw error(merge.key, .yaml("YAML: << wants a mapping"))
        }
        for member in try members(of: further, depth: depth + 1)
        where names.insert(member.key.scalar?.string ?? "").inserted {
          result.append(member)
        }
      }
    }
    return result
  }

  private func isMerge(_ key: YAMLNode) -> Bool {
    guard let scalar = key.scalar else { return false }
    return scalar.string == "<<" && scalar.style == .plain
  }

  private mutating func writeKey(_ key: YAMLNode) throws(LoadError) {
    guard let scalar = key.scalar else {
      throw error(key, .yaml("YAML: a key must be a string"))
    }
    switch YAMLScalar(scalar, isKey: true) {
    case .string(let text), .number(let text): writeString(text)
    case .bool(let value): writeString(value ? "true" : "false")
    case .null: writeString("null")
    }
  }

  private mutating func write(_ scalar: YAMLScalar) {
    switch scalar {
    case .string(let text): writeString(text)
    case .number(let text): json += Array(text.utf8)
    case .bool(let value): json += Array((value ? "true" : "false").utf8)
    case .null: json += Array("null".utf8)
    }
  }

  private mutating func writeString(_ text: String) {
    json.append(Byte.quote)
    for byte in text.utf8 {
      switch byte {
      case Byte.quote, Byte.backslash: json += [Byte.backslash, byte]
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        json += Array("\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8)
      default: json.append(byte)
      }
    }
    json.append(Byte.quote)
  }
}

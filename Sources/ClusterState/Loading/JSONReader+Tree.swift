extension JSONReader {
  /// The value that is next, whole.
  ///
  /// Of members with one name the last counts, as in Go; numbers without fraction and exponent
  /// that fit 64 bits are integers.
  ///
  /// ``hasRepeatedMembers`` tells of them.
  /// Text that nests deeper than ``LoadLimit/depthMax`` is malformed.
  mutating func tree(depth: Int = 0) -> JSONTree {
    guard depth < LoadLimit.depthMax else {
      fail(.tooDeep, at: offset)
      return .null
    }
    switch token {
    case Byte.brace:
      var members: [JSONTree.Member] = []
      position += 1
      var isFirst = true
      while let name = nextKey(&isFirst) {
        let key = makeString(name)
        members.append(JSONTree.Member(key: key, value: tree(depth: depth + 1)))
      }
      let tree = JSONTree(members: members)
      if tree.members.count < members.count { hasRepeatedMembers = true }
      return tree
    case Byte.bracket:
      var elements: [JSONTree] = []
      position += 1
      var isFirst = true
      while nextElement(&isFirst) { elements.append(tree(depth: depth + 1)) }
      return .array(elements)
    case Byte.quote: return .string(makeString(rawString()))
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return bool().map(JSONTree.boolean) ?? .null
    case UInt8(ascii: "n"):
      mismatch("null")
      return .null
    default: return number()
    }
  }
}

extension JSONTree {
  /// Reads a JSON document whole; throws what makes it unreadable, with its place in `file`.
  package init(parsing text: [UInt8], file: String) throws(LoadError) {
    var padded = text
    padded.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 128))
    var reader = JSONReader(memoCapacity: 16)
    var failure: (reason: Malformation, offset: Int)?
    var tree = JSONTree.null
    padded.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      reader.open(start, text.count)
      tree = reader.tree()
      if reader.malformation == nil, !reader.isAtEnd { reader.failHere() }
      failure = reader.malformation
    }
    if let (reason, offset) = failure {
      let before = text.prefix(offset)
      let line = before.count { $0 == Byte.newline } + 1
      let column = offset - (before.lastIndex(of: Byte.newline) ?? -1)
      throw .malformed(TextPlace(file: file, line: line, column: column), reason)
    }
    self = tree
  }
}

extension JSONTree {
  /// Reads the text of one object, JSON or YAML, as it stands in a document.
  package init(objectText text: String, file: String) throws(LoadError) {
    let bytes = Array(text.utf8)
    guard text.first != "{" else {
      try self.init(parsing: bytes, file: file)
      return
    }
    var stream = try YAMLStream(bytes, file: file, fileNumber: 0)
    guard let document = try stream.next() else {
      throw .malformed(TextPlace(file: file, line: 1, column: 1), .noDocuments)
    }
    try self.init(parsing: document.json, file: file)
  }
}

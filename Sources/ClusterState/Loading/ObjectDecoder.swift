import CSimdJSON

/// Decodes objects one by one into a ``DecodedBatch``; each thread has one of its own.
struct ObjectDecoder: ~Copyable {
  var reader = JSONReader()
  var batch = DecodedBatch()
  /// Names of all files, for problems.
  var file = ""
  /// The first thing that makes the file unreadable, after which nothing more is decoded.
  var failure: LoadError?
  var deferred: [DeferredElement] = []
  /// Whether every object is kept as a tree besides.
  var keepsTrees = false
  /// Whether objects must be such as the API server takes.
  var admits = false

  init() {}

  /// What is known of the list that an element stands in.
  enum Surroundings {
    case none
    /// A list that says what its elements are, or says nothing and has been read to its end.
    case list(TypeMeta?)
    /// A list whose `kind` may still follow.
    case openList(number: Int)
  }

  /// Decodes one object, or a whole list of them.
  mutating func decode(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ origin: PieceOrigin,
    in surroundings: Surroundings = .none,
    depth: Int = 0
  ) {
    guard failure == nil else { return }
    reader.open(bytes, count)
    guard reader.enterObject() else {
      finish(origin, TypeMeta(), ObjectMeta())
      return
    }
    let start = reader.position
    var type = reader.typeMeta()
    reader.position = reader.malformation == nil ? start : reader.position
    if type.kind.isEmpty, type.apiVersion.isEmpty {
      if case .openList(let number) = surroundings, reader.malformation == nil {
        let copy = Array(UnsafeBufferPointer(start: bytes, count: count))
        deferred.append(DeferredElement(bytes: copy, origin: origin, list: number))
        return
      }
      if case .list(let element?) = surroundings { type = element }
    }
    if type.kind.hasSuffix("List"), reader.notes.isEmpty {
      switch reader.items(from: start) {
      case .some: return decodeStream(bytes, count, origin, depth: depth + 1)
      // Go writes an empty list as null.
      case .null: return
      case .none: break
      }
    }
    reader.position = reader.malformation == nil ? start : reader.position
    decodeObject(type, origin)
  }

  /// Decodes all values of a text that is in memory: a nested list, or YAML written as JSON.
  mutating func decodeStream(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ origin: PieceOrigin,
    depth: Int
  ) {
    guard depth <= LoadLimit.nestedListsMax else {
      return fail(.nestedLists, at: 0, bytes, origin)
    }
    // Elements of a list around this one wait for the end of that one.
    let waiting = deferred
    deferred = []
    defer { deferred = waiting }
    var lists = ListTracker()
    var splitter = svctui_json_splitter(
      line: UInt64(origin.line),
      column_before: UInt64(origin.column - 1),
      phase: 0
    )
    var pieces = [svctui_json_piece](repeating: svctui_json_piece(), count: 256)
    var from = 0
    while true {
      let result = svctui_json_split(&splitter, bytes, from, count, true, &pieces, pieces.count)
      for piece in pieces.prefix(result.pieces) {
        var place = origin
        place.line = Int(piece.line)
        place.column = Int(piece.column)
        place.offset += UInt64(piece.offset)
        place.yamlOffset += piece.offset
        let text = bytes + piece.offset
        guard piece.length <= LoadLimit.objectBytesMax else {
          return fail(.objectTooLarge, at: 0, text, place)
        }
        guard lists.follow(piece, text, place, file) else {
          decode(text, piece.length, place, in: lists.surroundings, depth: depth)
          continue
        }
        if let envelope = lists.takeClosed() { decodeEnvelope(envelope) }
      }
      from = result.consumed
      guard Int(result.status) == SVCTUI_JSON_FULL else {
        if Int(result.status) != SVCTUI_JSON_END {
          failSplit(result, bytes, origin, startLine: Int(splitter.line))
        }
        return decodeDeferred(lists)
      }
    }
  }

  private mutating func failSplit(
    _ result: svctui_json_split_result,
    _ bytes: UnsafePointer<UInt8>,
    _ origin: PieceOrigin,
    startLine: Int
  ) {
    let reason = Malformation(result, byte: bytes[result.error_offset], startLine: startLine)
    fail(reason, at: result.error_offset, bytes, origin)
  }

  private mutating func decodeDeferred(_ lists: borrowing ListTracker) {
    let waiting = deferred
    deferred = []
    for element in waiting { decode(element, lists) }
  }

  /// Decodes an element that had to wait until its list had ended.
  mutating func decode(_ element: DeferredElement, _ lists: borrowing ListTracker) {
    var bytes = element.bytes
    let count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: SVCTUI_JSON_PADDING))
    bytes.withUnsafeBufferPointer { padded in
      guard let start = padded.baseAddress else { return }
      decode(start, count, element.origin, in: .list(lists.elementType(of: element.list)))
    }
  }

  /// Stops: the text is no JSON at this offset.
  mutating func fail(
    _ reason: Malformation,
    at offset: Int,
    _ bytes: UnsafePointer<UInt8>,
    _ origin: PieceOrigin
  ) {
    guard failure == nil else { return }
    let place = origin.place(of: offset, in: bytes)
    failure = .malformed(TextPlace(file: file, line: place.line, column: place.column), reason)
  }
}

private enum TypeField: String, FieldName {
  case apiVersion, kind
  static let table = FieldTable<Self>()
}

private enum ItemsField: String, FieldName {
  case items
  static let table = FieldTable<Self>()
}

extension JSONReader {
  /// Looks through an object for its `apiVersion` and `kind`; stops as soon as it has both.
  mutating func typeMeta() -> TypeMeta {
    var type = TypeMeta()
    var scope = FieldScope<TypeField>()
    while let field = next(&scope) {
      switch field {
      case .apiVersion: type.apiVersion = string() ?? ""
      case .kind: type.kind = string() ?? ""
      }
      if !type.kind.isEmpty, !type.apiVersion.isEmpty { break }
    }
    return type
  }

  fileprivate enum Items {
    case some, null, none
  }

  /// Whether the object has a list of items.
  fileprivate mutating func items(from start: Int) -> Items {
    position = start
    var scope = FieldScope<ItemsField>()
    guard next(&scope) != nil else { return .none }
    return token == Byte.bracket ? .some : token == UInt8(ascii: "n") ? .null : .none
  }
}

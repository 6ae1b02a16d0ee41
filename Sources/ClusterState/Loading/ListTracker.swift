import CSimdJSON

/// Follows the lists of one file: what their elements are, and whether their own members are
/// sound JSON.
struct ListTracker {
  /// A list without its elements.
  struct Envelope {
    var text: [UInt8]
    /// Length of the part before the elements.
    var prefixCount: Int
    var prefix: PieceOrigin
    var suffix: PieceOrigin
    var number: Int
  }

  private var types: [TypeMeta?] = []
  private var open: Envelope?
  private var closed: Envelope?
  private var openElement: TypeMeta?

  /// Takes note of a piece that begins or ends a list; `false` if it is an object.
  mutating func follow(
    _ piece: svctui_json_piece,
    _ text: UnsafePointer<UInt8>,
    _ origin: PieceOrigin,
    _ file: String
  ) -> Bool {
    switch Int(piece.role) {
    case SVCTUI_JSON_LIST_OPEN:
      let bytes = Array(UnsafeBufferPointer(start: text, count: piece.length))
      open = Envelope(
        text: bytes,
        prefixCount: bytes.count,
        prefix: origin,
        suffix: origin,
        number: types.count
      )
      types.append(nil)
      openElement = typeMeta(of: bytes + Array("]}".utf8)).element
    case SVCTUI_JSON_LIST_CLOSE:
      guard var envelope = open else { return true }
      envelope.text += UnsafeBufferPointer(start: text, count: piece.length)
      envelope.suffix = origin
      types[envelope.number] = typeMeta(of: envelope.text).element
      closed = envelope
      open = nil
      openElement = nil
    default: return false
    }
    return true
  }

  /// What an object that comes now stands in.
  var surroundings: ObjectDecoder.Surroundings {
    guard let open else { return .none }
    return openElement.map { .list($0) } ?? .openList(number: open.number)
  }

  /// What elements of a list that has ended are; `nil` if it does not say.
  func elementType(of list: Int) -> TypeMeta? {
    types.indices.contains(list) ? types[list] : nil
  }

  /// The list that has just ended.
  mutating func takeClosed() -> Envelope? {
    defer { closed = nil }
    return closed
  }

  private func typeMeta(of bytes: [UInt8]) -> TypeMeta {
    var reader = JSONReader(memoCapacity: 2)
    let padded = bytes + Array(repeating: 0, count: SVCTUI_JSON_PADDING)
    return padded.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress else { return TypeMeta() }
      reader.open(start, bytes.count)
      return reader.enterObject() ? reader.typeMeta() : TypeMeta()
    }
  }
}

private enum EnvelopeField: String, FieldName {
  case apiVersion, kind, items, metadata
  static let table = FieldTable<Self>()
}

extension ObjectDecoder {
  /// Checks the members of a list besides its elements.
  mutating func decodeEnvelope(_ envelope: ListTracker.Envelope) {
    guard failure == nil else { return }
    let padded = envelope.text + Array(repeating: 0, count: SVCTUI_JSON_PADDING)
    padded.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress else { return }
      decodeEnvelope(envelope, start)
    }
  }

  private mutating func decodeEnvelope(
    _ envelope: ListTracker.Envelope,
    _ bytes: UnsafePointer<UInt8>
  ) {
    reader.open(bytes, envelope.text.count)
    var kind: String?
    if reader.enterObject() {
      var scope = FieldScope<EnvelopeField>()
      while let field = reader.next(&scope) {
        switch field {
        case .kind: kind = reader.string()
        case .apiVersion: _ = reader.string()
        case .items, .metadata: reader.skipValue()
        }
      }
    }
    if let (reason, offset) = reader.malformation {
      let (start, origin) = envelope.half(of: offset)
      return fail(reason, at: offset - start, bytes + start, origin)
    }
    if kind == nil {
      reader.note("Required", at: 0, "a list without a kind; it would be List")
    }
    for note in reader.notes {
      let (start, origin) = envelope.half(of: note.offset)
      let place = origin.place(of: note.offset - start, in: bytes + start)
      let field = fieldPath(in: bytes, count: envelope.text.count, to: note.offset)
      batch.add(
        Problem(
          type: note.type,
          file: file,
          line: place.line,
          column: place.column,
          object: kind ?? "",
          field: field,
          message: note.message
        )
      )
    }
  }
}

extension ListTracker.Envelope {
  /// The part of the list that an offset lies in: where it begins, and where it came from.
  fileprivate func half(of offset: Int) -> (start: Int, origin: PieceOrigin) {
    offset < prefixCount ? (0, prefix) : (prefixCount, suffix)
  }
}

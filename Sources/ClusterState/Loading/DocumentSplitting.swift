import CSimdJSON

/// Reads a JSON document window by window, each of them beginning and ending between objects.
struct DocumentSplitting {
  private let source: any ByteSource
  private let file: String
  private let fileNumber: UInt32
  private var splitter = svctui_json_splitter(line: 1, column_before: 0, phase: 0)
  private(set) var lists = ListTracker()
  /// What the last window read but did not use; it stays valid until the next one is filled, as
  /// only whoever fills a window overwrites one.
  private var carry: UnsafeMutableBufferPointer<UInt8>
  /// Bytes before `carry` in the file.
  private var offset: UInt64
  private(set) var bytesRead: UInt64
  private(set) var isAtEnd: Bool
  private let objectBytesMax: Int

  /// `beginning` was read from `source` already; `offset` bytes before it are of no interest.
  init(
    _ source: any ByteSource,
    beginning: UnsafeMutableBufferPointer<UInt8>,
    offset: Int,
    isAtEnd: Bool,
    file: String,
    fileNumber: UInt32,
    objectBytesMax: Int = LoadLimit.objectBytesMax
  ) {
    self.source = source
    self.file = file
    self.fileNumber = fileNumber
    carry = beginning
    self.offset = UInt64(offset)
    bytesRead = UInt64(offset + beginning.count)
    self.isAtEnd = isAtEnd
    self.objectBytesMax = objectBytesMax
  }

  /// Fills `window` and `batch`; `false` if nothing follows this batch.
  mutating func next(
    _ window: DocumentWindow,
    _ batch: inout JSONPipeline.Batch
  ) throws(LoadError) -> Bool {
    var length = carry.count
    window.grow(to: length, keeping: 0)
    if let start = carry.baseAddress, start != window.bytes {
      UnsafeMutableRawPointer(window.bytes).copyMemory(from: start, byteCount: length)
    }
    while true {
      try fill(window, &length)
      let (consumed, isDone) = try split(window, length, &batch)
      if isDone || !batch.elements.isEmpty || !batch.envelopes.isEmpty {
        carry = UnsafeMutableBufferPointer(
          start: window.bytes + consumed,
          count: length - consumed
        )
        offset += UInt64(consumed)
        return !isDone
      }
      UnsafeMutableRawPointer(window.bytes)
        .copyMemory(from: window.bytes + consumed, byteCount: length - consumed)
      length -= consumed
      offset += UInt64(consumed)
      if length == window.capacity { try enlarge(window, length) }
    }
  }

  private mutating func fill(
    _ window: DocumentWindow,
    _ length: inout Int
  ) throws(LoadError) {
    while !isAtEnd, length < window.capacity {
      let count = try source.read(into: window.room(after: length))
      length += count
      bytesRead += UInt64(count)
      isAtEnd = count == 0
    }
  }

  private func enlarge(_ window: DocumentWindow, _ length: Int) throws(LoadError) {
    guard length <= objectBytesMax else { throw tooLarge() }
    // One byte more than an object may have tells whether it has them.
    window.grow(to: min(window.capacity * 2, objectBytesMax + 1), keeping: length)
  }

  private func tooLarge() -> LoadError {
    let column = Int(splitter.column_before) + 1
    return .malformed(
      TextPlace(file: file, line: Int(splitter.line), column: column),
      .objectTooLarge
    )
  }

  /// Splits the first `length` bytes; gives how many are used up and whether the file is.
  private mutating func split(
    _ window: DocumentWindow,
    _ length: Int,
    _ batch: inout JSONPipeline.Batch
  ) throws(LoadError) -> (consumed: Int, isDone: Bool) {
    var from = 0
    batch.offset = offset
    while true {
      let result = svctui_json_split(
        &splitter,
        window.bytes,
        from,
        length,
        isAtEnd,
        &window.pieces,
        window.pieces.count
      )
      for index in 0..<result.pieces { add(window.pieces[index], window, &batch) }
      from = result.consumed
      switch Int(result.status) {
      case SVCTUI_JSON_FULL: window.growPieces()
      case SVCTUI_JSON_NEEDS_MORE: return (from, false)
      case SVCTUI_JSON_END: return (from, true)
      default:
        let byte = window.bytes[result.error_offset]
        let place = TextPlace(
          file: file,
          line: Int(result.error_line),
          column: Int(result.error_column)
        )
        throw .malformed(
          place,
          Malformation(result, byte: byte, startLine: Int(splitter.line))
        )
      }
    }
  }

  private mutating func add(
    _ piece: svctui_json_piece,
    _ window: DocumentWindow,
    _ batch: inout JSONPipeline.Batch
  ) {
    let isObject =
      Int(piece.role) == SVCTUI_JSON_VALUE || Int(piece.role) == SVCTUI_JSON_ELEMENT
    if isObject { return batch.elements.append((piece, lists.surroundings)) }
    let origin = PieceOrigin(
      file: fileNumber,
      line: Int(piece.line),
      column: Int(piece.column),
      offset: offset + UInt64(piece.offset)
    )
    _ = lists.follow(piece, window.bytes + piece.offset, origin, file)
    if let envelope = lists.takeClosed() { batch.envelopes.append(envelope) }
  }
}

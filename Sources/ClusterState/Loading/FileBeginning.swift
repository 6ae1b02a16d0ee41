/// The first bytes of a file, from which its format is told.
struct FileBeginning {
  /// Without a byte order mark.
  let text: UnsafeMutableBufferPointer<UInt8>
  /// Bytes of the mark.
  let markCount: Int
  /// Whether the file ends here.
  let isWhole: Bool
  let isJSON: Bool

  /// Bytes that were read.
  var count: Int { text.count + markCount }

  /// Fills `window` from `source`.
  init(_ source: some ByteSource, _ window: DocumentWindow, file: String) throws(LoadError) {
    var length = 0
    var isAtEnd = false
    while !isAtEnd, length < window.capacity {
      let count = try source.read(into: window.room(after: length))
      length += count
      isAtEnd = count == 0
    }
    guard length > 0 else {
      throw .malformed(TextPlace(file: file, line: 1, column: 1), .empty)
    }
    isWhole = isAtEnd
    let all = UnsafeMutableBufferPointer(start: window.bytes, count: length)
    markCount = all.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    text = UnsafeMutableBufferPointer(rebasing: all[markCount...])
    let firstVisible = text.first { !Byte.isSpace($0) }
    isJSON = firstVisible == Byte.brace || firstVisible == Byte.bracket
    guard !isJSON, let binary = text.firstIndex(of: 0) else { return }
    throw .malformed(TextPlace(file: file, before: text[..<binary]), .binary)
  }

  /// The whole file, for a format that cannot be read in pieces.
  func rest(
    of source: some ByteSource,
    file: String,
    _ isGoingOn: (UInt64) -> Bool
  ) throws(LoadError) -> [UInt8] {
    var bytes = Array(text)
    var isAtEnd = isWhole
    while !isAtEnd {
      guard bytes.count <= LoadLimit.yamlBytesMax else {
        throw .malformed(TextPlace(file: file, line: 1, column: 1), .yamlTooLarge)
      }
      isAtEnd = try Self.appendChunk(from: source, to: &bytes) == 0
      guard isGoingOn(UInt64(bytes.count)) else { throw .cancelled }
    }
    return bytes
  }

  private static func appendChunk(
    from source: some ByteSource,
    to bytes: inout [UInt8]
  ) throws(LoadError) -> Int {
    let chunkSize = 1 << 20
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 1)
    defer { chunk.deallocate() }
    let count = try source.read(into: chunk)
    bytes.append(contentsOf: chunk.prefix(count))
    return count
  }
}

extension TextPlace {
  /// The place behind `text`, which begins the file.
  init(file: String, before text: some Sequence<UInt8>) {
    self.init(file: file, line: 1, column: 1)
    for byte in text {
      column = byte == Byte.newline ? 1 : column + 1
      line += byte == Byte.newline ? 1 : 0
    }
  }
}

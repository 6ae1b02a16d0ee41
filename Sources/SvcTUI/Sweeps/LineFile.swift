import ClusterState

/// A file that is read line by line.
enum LineFile {
  /// Gives all lines of a file to a merge; `-` is standard input.
  static func read(_ path: String, into merge: inout SweepMerge) throws(LoadError) {
    let file: any ByteSource =
      try path == StandardInput.name ? StandardInput.source() : FileSource(path: path)
    let source = DecompressedSource(file, name: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { buffer.deallocate() }
    merge.begin(file: path)
    var number = 1
    var line: [UInt8] = []
    while true {
      let count = try source.read(into: buffer)
      guard count > 0 else { break }
      for part in LineParts(UnsafeRawBufferPointer(rebasing: buffer.prefix(count))) {
        line.append(contentsOf: part.bytes)
        guard line.count <= SweepMerge.lineBytesMax else {
          let most = SweepMerge.lineBytesMax >> 20
          throw .unreadable(path: path, reason: "line \(number) is larger than \(most) MiB")
        }
        guard part.isEnded else { continue }
        merge.add(withoutReturn(line), number: number)
        line.removeAll(keepingCapacity: true)
        number += 1
      }
    }
    if !line.isEmpty { merge.add(line, number: number, isLast: true) }
    merge.endFile()
  }

  private static func withoutReturn(_ line: [UInt8]) -> [UInt8] {
    line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }
}

/// The pieces of a buffer between line breaks.
private struct LineParts: Sequence, IteratorProtocol {
  private var rest: UnsafeRawBufferPointer.SubSequence

  init(_ buffer: UnsafeRawBufferPointer) { rest = buffer[...] }

  /// Bytes of a line, and whether a line break follows them.
  mutating func next() -> (bytes: UnsafeRawBufferPointer.SubSequence, isEnded: Bool)? {
    guard !rest.isEmpty else { return nil }
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
      defer { rest = rest[rest.endIndex...] }
      return (rest, false)
    }
    defer { rest = rest[(end + 1)...] }
    return (rest[..<end], true)
  }
}

import CZlib
import ClusterState

/// The uncompressed bytes of a source, if it is compressed with gzip; else its bytes as they are.
final class GunzipSource: ByteSource {
  private let source: any ByteSource
  private let name: String
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var inputRange = 0..<0
  private var stream = z_stream()
  private var isCompressed: Bool?
  private var isBetweenMembers = true

  /// Looks at the first bytes when it is first read from.
  init(_ source: any ByteSource, name: String) {
    self.source = source
    self.name = name
  }

  deinit {
    if isCompressed == true { inflateEnd(&stream) }
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    if isCompressed == nil { try begin() }
    if isCompressed == true { return try inflate(into: buffer) }
    guard !inputRange.isEmpty else { return try source.read(into: buffer) }
    let count = min(inputRange.count, buffer.count)
    let waiting = UnsafeRawBufferPointer(rebasing: input[inputRange.prefix(count)])
    buffer.copyMemory(from: waiting)
    inputRange = inputRange.dropFirst(count)
    return count
  }

  private func begin() throws(LoadError) {
    var length = 0
    while length < 2 {
      let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: input[length...]))
      if count == 0 { break }
      length += count
    }
    inputRange = 0..<length
    let magic: [UInt8] = [0x1F, 0x8B]
    isCompressed = input.prefix(length).starts(with: magic)
    guard isCompressed == true else { return }
    // 16: gzip's header and check sum rather than zlib's.
    let windowBits = 15 + 16
    let code = inflateInit2_(
      &stream,
      Int32(windowBits),
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    if code != Z_OK {
      isCompressed = false
      throw broken("zlib is not available")
    }
  }

  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    while true {
      if inputRange.isEmpty {
        inputRange = 0..<(try source.read(into: input))
        guard !inputRange.isEmpty else {
          guard isBetweenMembers else { throw malformed(.gzipCutOff) }
          return 0
        }
      }
      let code = step(into: buffer)
      let produced = buffer.count - Int(stream.avail_out)
      switch code {
      case Z_OK, Z_BUF_ERROR: isBetweenMembers = false
      case Z_STREAM_END:
        // Another member may follow, as `cat a.gz b.gz` makes them.
        isBetweenMembers = true
        inflateReset(&stream)
      default: throw broken(stream.msg.map { String(cString: $0) } ?? "it cannot be unpacked")
      }
      if produced > 0 { return produced }
    }
  }

  private func step(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
    let start = input.baseAddress.map { $0 + inputRange.lowerBound }
    stream.next_in = start?.assumingMemoryBound(to: Bytef.self)
    stream.avail_in = uInt(inputRange.count)
    stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.avail_out = uInt(clamping: buffer.count)
    let code = CZlib.inflate(&stream, Z_NO_FLUSH)
    inputRange = inputRange.dropFirst(inputRange.count - Int(stream.avail_in))
    return code
  }

  private func broken(_ message: String) -> LoadError { malformed(.gzipBroken(message)) }

  private func malformed(_ reason: Malformation) -> LoadError {
    .malformed(TextPlace(file: name, line: 1, column: 1), reason)
  }
}

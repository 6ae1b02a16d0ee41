import CZlib

/// Unpacks gzip; members may follow each other, as `cat a.gz b.gz` makes them.
final class GzipDecompressor: Decompressor {
  private var stream = z_stream()
  private var isBetweenMembers = true

  init() throws(CompressionFailure) {
    // 16: gzip's header and check sum rather than zlib's.
    let windowBits = Int32(15 + 16)
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, size) == Z_OK else {
      throw CompressionFailure(message: "zlib is not available")
    }
  }

  deinit { inflateEnd(&stream) }

  func step(
    _ input: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer
  ) throws(CompressionFailure) -> CompressionStep {
    stream.lay(input, output)
    let code = inflate(&stream, Z_NO_FLUSH)
    let (consumed, produced) = stream.used(of: input, output)
    switch code {
    case Z_OK, Z_BUF_ERROR:
      if consumed > 0 { isBetweenMembers = false }
    case Z_STREAM_END:
      isBetweenMembers = true
      inflateReset(&stream)
    default: throw CompressionFailure(message: stream.message, consumed: consumed)
    }
    return CompressionStep(
      consumed: consumed,
      produced: produced,
      isBetweenFrames: isBetweenMembers
    )
  }
}

extension z_stream {
  /// Says where to read and to write.
  mutating func lay(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) {
    // zlib does not write there; its header only does not say so.
    let start = UnsafeMutableRawPointer(mutating: input.baseAddress)
    next_in = start?.assumingMemoryBound(to: Bytef.self)
    avail_in = uInt(clamping: input.count)
    next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
    avail_out = uInt(clamping: output.count)
  }

  /// How much was read and written since.
  func used(
    of input: UnsafeRawBufferPointer,
    _ output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int) {
    (
      Int(uInt(clamping: input.count)) - Int(avail_in),
      Int(uInt(clamping: output.count)) - Int(avail_out)
    )
  }

  /// What is wrong.
  var message: String { msg.map { String(cString: $0) } ?? "it cannot be unpacked" }
}

import CZlib

/// Packs as gzip.
final class GzipCompressor: Compressor {
  private var stream = z_stream()

  init() throws(CompressionFailure) {
    // 16: gzip's header and check sum rather than zlib's; 8: zlib's usual memory.
    let code = deflateInit2_(
      &stream,
      Z_DEFAULT_COMPRESSION,
      Z_DEFLATED,
      15 + 16,
      8,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    guard code == Z_OK else { throw CompressionFailure(message: "zlib is not available") }
  }

  deinit { deflateEnd(&stream) }

  func step(
    _ input: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer,
    isLast: Bool
  ) throws(CompressionFailure) -> CompressionStep {
    stream.lay(input, output)
    let code = deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
      throw CompressionFailure(message: stream.message)
    }
    let (consumed, produced) = stream.used(of: input, output)
    return CompressionStep(
      consumed: consumed,
      produced: produced,
      isBetweenFrames: code == Z_STREAM_END
    )
  }
}

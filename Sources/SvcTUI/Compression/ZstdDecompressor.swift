import CZstd

/// Unpacks zstd; frames may follow each other, and those that are to be skipped are.
///
/// A frame may want up to 128 MiB of memory, as for the program `zstd` itself.
final class ZstdDecompressor: Decompressor {
  private let context: OpaquePointer
  private var isBetweenFrames = true

  init() throws(CompressionFailure) {
    guard let context = ZSTD_createDCtx() else {
      throw CompressionFailure(message: "zstd is not available")
    }
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  func step(
    _ input: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer
  ) throws(CompressionFailure) -> CompressionStep {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let rest = try checked(ZSTD_decompressStream(context, &target, &source))
    // Asked for nothing between two frames, it names the size of the next header.
    if source.pos > 0 || target.pos > 0 { isBetweenFrames = rest == 0 }
    return CompressionStep(
      consumed: source.pos,
      produced: target.pos,
      isBetweenFrames: isBetweenFrames
    )
  }
}

/// Passes a result of zstd on, unless it is an error.
func checked(_ result: Int) throws(CompressionFailure) -> Int {
  guard ZSTD_isError(result) == 0 else {
    throw CompressionFailure(message: String(cString: ZSTD_getErrorName(result)))
  }
  return result
}

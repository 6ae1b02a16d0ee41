import CZstd

/// Packs as zstd, with a check sum.
final class ZstdCompressor: Compressor {
  private let context: OpaquePointer

  init() throws(CompressionFailure) {
    guard let context = ZSTD_createCCtx() else {
      throw CompressionFailure(message: "zstd is not available")
    }
    self.context = context
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit { ZSTD_freeCCtx(context) }

  func step(
    _ input: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer,
    isLast: Bool
  ) throws(CompressionFailure) -> CompressionStep {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let end = isLast ? ZSTD_e_end : ZSTD_e_continue
    let rest = try checked(ZSTD_compressStream2(context, &target, &source, end))
    return CompressionStep(
      consumed: source.pos,
      produced: target.pos,
      isBetweenFrames: isLast && rest == 0
    )
  }
}

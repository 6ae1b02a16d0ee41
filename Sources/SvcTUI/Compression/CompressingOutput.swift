/// Packs what is written and hands it on.
final class CompressingOutput {
  private let compressor: any Compressor
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)

  init(_ format: CompressionFormat) throws(CompressionFailure) {
    compressor = try format.compressor()
  }

  deinit { buffer.deallocate() }

  /// Packs all of `bytes`, and with `isLast` ends the packed data.
  func write<Failure: Error>(
    _ bytes: UnsafeRawBufferPointer,
    isLast: Bool = false,
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var rest = bytes
    while true {
      // Packing fails only for want of memory, which ends a Swift program anywhere.
      guard let step = try? compressor.step(rest, into: buffer, isLast: isLast) else {
        preconditionFailure("a compressor refused")
      }
      if step.produced > 0 {
        try sink(UnsafeRawBufferPointer(rebasing: buffer.prefix(step.produced)))
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(step.consumed))
      if isLast ? step.isBetweenFrames : rest.isEmpty { return }
    }
  }
}

extension SourcePlace {
  /// The text that stands at this place of a file, read anew from its (uncompressed) bytes; `nil`
  /// if the file ends before.
  package func text(from source: some ByteSource) throws(LoadError) -> String? {
    let wanted = Int(length)
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(wanted, Self.skippedBytes),
      alignment: 16
    )
    defer { buffer.deallocate() }
    guard try skip(source, buffer) else { return nil }
    var found = 0
    while found < wanted {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[found..<wanted])
      let count = try source.read(into: rest)
      guard count > 0 else { return nil }
      found += count
    }
    return String(decoding: buffer.prefix(wanted), as: UTF8.self)
  }

  /// Bytes that are passed over at a time.
  private static let skippedBytes = 256 << 10

  /// Passes over what stands before; whether the file is that long.
  private func skip(
    _ source: some ByteSource,
    _ buffer: UnsafeMutableRawBufferPointer
  ) throws(LoadError) -> Bool {
    var left = offset
    while left > 0 {
      let size = Int(min(left, UInt64(buffer.count)))
      let count = try source.read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(size))
      )
      guard count > 0 else { return false }
      left -= UInt64(count)
    }
    return true
  }
}

/// How files may be compressed; a file says so itself by how it begins, or is to by its name.
enum CompressionFormat: CaseIterable {
  case gzip, zstd

  /// How names of such files end.
  var suffix: String {
    switch self {
    case .gzip: ".gz"
    case .zstd: ".zst"
    }
  }

  /// How many bytes at the beginning tell the format.
  static let signatureLength = 4

  /// The format of a file that begins so; `nil` for one that is not compressed.
  init?(beginning: some Sequence<UInt8>) {
    switch Array(beginning.prefix(Self.signatureLength)) {
    case let bytes where bytes.starts(with: [0x1F, 0x8B]): self = .gzip
    case [0x28, 0xB5, 0x2F, 0xFD]: self = .zstd
    // RFC 8878, section 3.1.2: frames to be skipped may come first, as pzstd writes them.
    case let bytes where bytes.count == 4 && bytes[0] & 0xF0 == 0x50:
      guard bytes.dropFirst().elementsEqual([0x2A, 0x4D, 0x18]) else { return nil }
      self = .zstd
    default: return nil
    }
  }

  /// The format that the name of a file asks for.
  init?(path: String) {
    guard let format = Self.allCases.first(where: { path.hasSuffix($0.suffix) }) else { return nil }
    self = format
  }

  /// Unpacks data of this format.
  func decompressor() throws(CompressionFailure) -> any Decompressor {
    switch self {
    case .gzip: try GzipDecompressor()
    case .zstd: try ZstdDecompressor()
    }
  }

  /// Packs data in this format.
  func compressor() throws(CompressionFailure) -> any Compressor {
    switch self {
    case .gzip: try GzipCompressor()
    case .zstd: try ZstdCompressor()
    }
  }
}

/// Unpacks compressed data piece by piece.
protocol Decompressor: AnyObject {
  /// Unpacks some of `input`, which may be empty, into some of `output`.
  ///
  /// Where nothing was consumed and nothing produced, it needs more input.
  func step(
    _ input: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer
  ) throws(CompressionFailure) -> CompressionStep
}

/// Packs data piece by piece.
protocol Compressor: AnyObject {
  /// Packs some of `input` into some of `output`; with `isLast`, it is over when
  /// ``CompressionStep/isBetweenFrames`` says so.
  func step(
    _ input: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer,
    isLast: Bool
  ) throws(CompressionFailure) -> CompressionStep
}

/// What one step did.
struct CompressionStep {
  /// Bytes of the input that were used up.
  var consumed: Int
  /// Bytes that were written to the output.
  var produced: Int
  /// Whether the data may end here: all that was begun is whole.
  var isBetweenFrames: Bool
}

/// What is wrong with compressed data, in the words of its library.
struct CompressionFailure: Error {
  var message: String
  /// Bytes of the step's input before the mistake, as far as the library says.
  var consumed = 0
}

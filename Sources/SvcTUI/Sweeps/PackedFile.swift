import ClusterState

/// A file as a ConfigMap holds it.
struct PackedFile {
  let key: String
  /// Where pods find it, from the folder of the volume on.
  let path: String
  let bytes: [UInt8]

  /// The file as a literal block of YAML, two levels in; `nil` for what is no plain text.
  var literal: String? {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n"),
      !text.hasSuffix("\n\n"), text.first != " ", text.first != "\n", text.first != "\t",
      text.unicodeScalars.allSatisfy(Self.isPlain)
    else { return nil }
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    return "|\n" + lines.map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }

  /// What YAML has in a literal block, and takes for no end of a line.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE: true
    case 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// As `binaryData` has it.
  var base64: String { String(decoding: Terminal.base64(bytes), as: UTF8.self) }
}

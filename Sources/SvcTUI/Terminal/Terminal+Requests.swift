extension Terminal {
  /// The longest text put into the clipboard; terminals refuse longer ones.
  static let copyBytesMax = 74_000

  /// Sends `text` to the clipboard of the terminal (OSC 52), which works over ssh too.
  func copy(_ text: String) {
    guard !modes.on.isEmpty, text.utf8.count <= Self.copyBytesMax else { return }
    let coded = Self.base64(Array(text.utf8))
    write(Array("\u{1B}]52;c;".utf8) + coded + [0x07], to: device.output)
  }

  /// The bytes in the alphabet of RFC 4648.
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var coded: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { $0 << 8 | Int($1 < group.count ? group[start + $1] : 0) }
      for place in 0..<4 {
        let isPadding = place > group.count
        coded.append(isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * place) & 63])
      }
    }
    return coded
  }
}

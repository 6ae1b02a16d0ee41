extension JSONReader {
  /// The string between two quotes, escapes resolved.
  @inline(__always)
  mutating func makeString(_ raw: UnsafeBufferPointer<UInt8>) -> String {
    guard let start = raw.baseAddress, containsBackslash(start, raw.count) else {
      return String(decoding: raw, as: UTF8.self)
    }
    return unescape(raw)
  }

  private mutating func unescape(_ raw: UnsafeBufferPointer<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var index = 0
    while index < raw.count {
      guard raw[index] == Byte.backslash else {
        result.append(raw[index])
        index += 1
        continue
      }
      guard index + 1 < raw.count, let scalar = escape(raw, &index) else {
        fail(.badEscape, at: raw.baseAddress.map { $0 - bytes + index } ?? 0)
        return ""
      }
      result.append(contentsOf: Array(String(Character(scalar)).utf8))
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Reads one escape, and moves `index` behind it.
  private func escape(_ raw: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Unicode.Scalar? {
    let letter = raw[index + 1]
    if letter == UInt8(ascii: "u") { return unicodeEscape(raw, &index) }
    let meanings: [(StaticString, Unicode.Scalar)] = [
      ("\"", "\""), ("\\", "\\"), ("/", "/"), ("b", "\u{8}"), ("f", "\u{C}"), ("n", "\n"),
      ("r", "\r"), ("t", "\t"),
    ]
    guard let meaning = meanings.first(where: { $0.0.utf8Start[0] == letter }) else { return nil }
    index += 2
    return meaning.1
  }

  /// A lone half of a surrogate pair becomes U+FFFD, as in Go.
  private func unicodeEscape(
    _ raw: UnsafeBufferPointer<UInt8>,
    _ index: inout Int
  ) -> Unicode.Scalar? {
    guard let first = hexadecimal(raw, at: index + 2) else { return nil }
    index += 6
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), index + 1 < raw.count,
      raw[index] == Byte.backslash, raw[index + 1] == UInt8(ascii: "u"),
      let second = hexadecimal(raw, at: index + 2), (0xDC00..<0xE000).contains(second)
    else { return "\u{FFFD}" }
    index += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private func hexadecimal(_ raw: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32? {
    guard start + 4 <= raw.count else { return nil }
    var value: UInt32 = 0
    for byte in raw[start..<start + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}

/// Whether a backslash is among the bytes, eight of which are looked at together.
@inline(__always)
func containsBackslash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  var index = 0
  while index + 8 <= count {
    let different = word(bytes + index) ^ (ones &* UInt64(Byte.backslash))
    // Borrowing reaches the high bit exactly of a byte that is zero.
    if (different &- ones) & ~different & (ones << 7) != 0 { return true }
    index += 8
  }
  while index < count {
    if bytes[index] == Byte.backslash { return true }
    index += 1
  }
  return false
}

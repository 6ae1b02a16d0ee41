/// Lets through what draws on a screen and nothing else: a recording may come from anywhere.
///
/// Titles, clipboards, questions to the terminal, the mouse and keyboards are left out.
package struct CastFilter: Sendable {
  private enum State: Sendable {
    case text, escape, charset, control([UInt8]), string, stringEscape
  }

  private var state = State.text

  package init() {}

  private static let finals = Set("mHfJKABCDEFGdLMPX@STr`a".utf8)
  private static let modes: Set<String> = ["?7", "?25", "?47", "?1047", "?1048", "?1049", "?2026"]

  /// The part of the next bytes that may be shown.
  package mutating func take(_ text: String) -> [UInt8] {
    var shown: [UInt8] = []
    // The second set of controls would begin sequences just as Escape does.
    for scalar in text.unicodeScalars where !(0x80..<0xA0).contains(scalar.value) {
      for byte in String(scalar).utf8 { take(byte, &shown) }
    }
    return shown
  }

  private mutating func take(_ byte: UInt8, _ shown: inout [UInt8]) {
    switch state {
    case .text:
      if byte == 0x1B {
        state = .escape
      } else if byte >= 0x20 && byte != 0x7F || [0x08, 0x09, 0x0A, 0x0D].contains(byte) {
        shown.append(byte)
      }
    case .escape: takeEscape(byte, &shown)
    case .charset: state = .text
    case .control(let bytes): takeControl(byte, bytes, &shown)
    case .string:
      if byte == 0x07 { state = .text }
      if byte == 0x1B { state = .stringEscape }
    case .stringEscape: state = byte == UInt8(ascii: "\\") ? .text : .string
    }
  }

  private mutating func takeEscape(_ byte: UInt8, _ shown: inout [UInt8]) {
    switch Unicode.Scalar(byte) {
    case "[": state = .control([])
    case "]", "P", "X", "^", "_": state = .string
    case "(", ")", "*", "+", "#", "%": state = .charset
    case "7", "8", "M", "D", "E":
      shown += [0x1B, byte]
      state = .text
    default: state = .text
    }
  }

  private mutating func takeControl(_ byte: UInt8, _ bytes: [UInt8], _ shown: inout [UInt8]) {
    guard (0x40...0x7E).contains(byte) else {
      let isTooLong = bytes.count >= EscapeSequence.bytesMax
      state = isTooLong || byte < 0x20 ? .text : .control(bytes + [byte])
      return
    }
    state = .text
    let parameters = String(decoding: bytes, as: UTF8.self)
    let isMode = byte == UInt8(ascii: "h") || byte == UInt8(ascii: "l")
    let isPlain = bytes.allSatisfy { (0x30...0x3B).contains($0) }
    guard isMode ? Self.modes.contains(parameters) : isPlain && Self.finals.contains(byte) else {
      return
    }
    shown += [0x1B, UInt8(ascii: "[")] + bytes + [byte]
  }
}

import CNcurses
import Console

/// The numbers ncurses has for keys, and the control characters.
enum KeyCodes {
  /// The key of a code above the bytes; nil when nothing here is bound to it.
  static func key(_ code: Int32) -> Key? {
    if let key = table[code] { return key }
    let function = code - KEY_F0
    if (1...63).contains(function) { return .function(Int(function)) }
    // Keys with modifiers have names in terminfo but no fixed numbers.
    guard let name = keyname(code) else { return nil }
    return named[String(cString: name)]
  }

  /// The key of a control character; nil for all that is text.
  static func key(byte: UInt8) -> Key? {
    switch byte {
    case 0: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x01..<0x1B: .pressing(controlWith: Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C..<0x20: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: nil
    }
  }

  /// Pasted bytes as text: one kind of line end, no wrong UTF-8.
  static func pasted(_ bytes: [UInt8]) -> String {
    var text = ""
    var isAfterReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isNewline = scalar == "\n" || scalar == "\r"
      if !(scalar == "\n" && isAfterReturn) {
        text.unicodeScalars.append(isNewline ? "\n" : scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return text
  }

  private static let table: [Int32: Key] = [
    KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
    KEY_SR: .shiftUp, KEY_SF: .shiftDown, KEY_SLEFT: .shiftLeft, KEY_SRIGHT: .shiftRight,
    KEY_HOME: .home, KEY_END: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown,
    KEY_A1: .home, KEY_C1: .end, KEY_A3: .pageUp, KEY_C3: .pageDown,
    KEY_BACKSPACE: .backspace, KEY_DC: .delete, KEY_IC: .insert,
    KEY_BTAB: .backTab, KEY_ENTER: .enter,
  ]

  private static let named: [String: Key] = [
    "kUP": .shiftUp, "kDN": .shiftDown,
    "kUP5": .controlUp, "kDN5": .controlDown, "kLFT5": .controlLeft, "kRIT5": .controlRight,
    "kUP3": .controlUp, "kDN3": .controlDown, "kLFT3": .controlLeft, "kRIT3": .controlRight,
  ]
}

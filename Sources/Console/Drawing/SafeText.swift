/// Turns untrusted text into text that only ever shows itself.
///
/// Names, labels and annotations come from files anyone may write. What would move the cursor,
/// reorder or hide text, or make terminals disagree about widths becomes a visible mark.
/// Right-to-left letters stay as they are: `Terminal` asks terminals not to reorder.
package enum SafeText {
  /// The longest text made for one value unless the caller says otherwise, in scalars.
  package static let scalarsMax = 4096

  /// Whether `text` may be drawn as it is.
  package static func isSafe(_ text: some StringProtocol) -> Bool {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return true }
    var previous: Unicode.Scalar?
    return text.unicodeScalars.allSatisfy { scalar in
      defer { previous = scalar }
      return treatment(of: scalar, after: previous) == .keep
    }
  }

  /// `text` with marks in place of what could do harm, at most `limit` scalars and then `…`.
  package static func make(
    _ text: some StringProtocol,
    symbols: Symbols = .unicode,
    limit: Int = scalarsMax
  ) -> String {
    let isShort = text.utf8.count <= limit
    if isShort, !symbols.isASCII || text.utf8.allSatisfy({ $0 < 0x7F }), isSafe(text) {
      return String(text)
    }
    var made = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for (count, scalar) in text.unicodeScalars.enumerated() {
      guard count < limit else {
        made.append(symbols.ellipsis)
        break
      }
      append(scalar, after: previous, to: &made, symbols)
      previous = scalar
    }
    return String(made)
  }

  /// Bytes of which nobody knows whether they are UTF-8; each wrong byte becomes `‹xFF›`.
  package static func make(
    bytes: some Sequence<UInt8>,
    symbols: Symbols = .unicode,
    limit: Int = scalarsMax
  ) -> String {
    var text = String.UnicodeScalarView()
    var decoder = UTF8ByteDecoder()
    for byte in bytes {
      guard text.count < limit else { break }
      decoder.take(byte) { text.append(contentsOf: piece($0)) }
    }
    decoder.finish { text.append(contentsOf: piece($0)) }
    return make(String(text), symbols: symbols, limit: limit)
  }

  private static func piece(_ decoded: UTF8ByteDecoder.Piece) -> String.UnicodeScalarView {
    switch decoded {
    case .scalar(let scalar): String(scalar).unicodeScalars
    case .invalid(let byte): "‹x\(hexadecimal(UInt32(byte), digits: 2))›".unicodeScalars
    }
  }
}

// MARK: - One scalar

extension SafeText {
  private enum Treatment { case keep, drop, picture, newline, name }

  private static func treatment(
    of scalar: Unicode.Scalar,
    after previous: Unicode.Scalar?
  ) -> Treatment {
    switch scalar.value {
    case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0xAC00...0xD7A3: return .keep
    case 0x0A, 0x85, 0x2028, 0x2029: return .newline
    case 0..<0x20, 0x7F: return .picture
    case 0x7F...0xA0, 0xAD: return .name
    // Emoji as text or picture: terminals disagree on the width, the plain one is the sure one.
    case 0xFE0E, 0xFE0F: return previous?.properties.isEmoji == true ? .drop : .name
    // Skin tones and flags are drawn as one picture by some terminals and as two by others.
    case 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF: return .name
    default:
      // A mark with nothing to stand on would vanish.
      if previous == nil, TextWidth.cells(of: scalar) == 0 { return .name }
      return isHarmless(scalar) ? .keep : .name
    }
  }

  /// Neither a format character, nor invisible, nor unassigned, nor for private use.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return false
    case .spaceSeparator: return scalar == "\u{3000}"
    case .enclosingMark: return false
    default:
      // The braille blank is a symbol by category and looks like a space.
      return !properties.isDefaultIgnorableCodePoint && scalar != "\u{2800}"
    }
  }

  private static func append(
    _ scalar: Unicode.Scalar,
    after previous: Unicode.Scalar?,
    to made: inout String.UnicodeScalarView,
    _ symbols: Symbols
  ) {
    switch treatment(of: scalar, after: previous) {
    case .drop: break
    case .keep where !symbols.isASCII || scalar.isASCII: made.append(scalar)
    case .keep:
      let substitute = symbols.substitute(for: scalar)
      guard substitute != scalar else {
        made.append(scalar)
        break
      }
      for _ in 0..<TextWidth.cells(of: scalar) { made.append(substitute) }
    case .newline where symbols.isASCII: made.append(contentsOf: "\\n".unicodeScalars)
    case .newline: made.append("\u{2424}")
    case .picture where symbols.isASCII: made.append(contentsOf: caret(scalar).unicodeScalars)
    case .picture: made.append(picture(scalar))
    case .name: made.append(contentsOf: name(scalar, symbols).unicodeScalars)
    }
  }

  private static func caret(_ scalar: Unicode.Scalar) -> String {
    "^\(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value ^ 0x40)))"
  }

  private static func picture(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value == 0x7F ? "\u{2421}" : Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
  }

  private static func name(_ scalar: Unicode.Scalar, _ symbols: Symbols) -> String {
    let digits = hexadecimal(scalar.value, digits: 4)
    return symbols.isASCII ? "<U+\(digits)>" : "‹U+\(digits)›"
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

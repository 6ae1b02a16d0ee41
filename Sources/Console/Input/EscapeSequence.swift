/// A control sequence a terminal sent after ESC `[` or ESC `O`, read without its beginning.
package struct EscapeSequence: Hashable, Sendable {
  /// What a sequence says.
  package enum Meaning: Hashable, Sendable {
    case key(Key)
    /// What the mouse did; the clicks are still to be counted.
    case mouse(MouseEvent)
    case pasteBegins
    case pasteEnds
    /// Well-formed and of no use here: nothing of it may be taken for typed characters.
    case nothing
  }

  /// The longest sequence read before it counts as rubbish.
  package static let bytesMax = 64

  private let isAfterBracket: Bool
  private var parameters: [UInt8] = []
  private var final: UInt8?
  /// The three bytes after `M` in mouse reports of the old kind.
  private var report: [UInt8] = []

  /// A sequence of which only `ESC [` (or else `ESC O`) has been read.
  package init(afterBracket: Bool = true) { isAfterBracket = afterBracket }

  /// Takes the next byte and says whether the sequence is complete.
  package mutating func take(_ byte: UInt8) -> Bool {
    if isOldMouse {
      report.append(byte)
      return report.count == 3
    }
    if (0x40...0x7E).contains(byte) {
      final = byte
      return !isOldMouse
    }
    parameters.append(byte)
    return parameters.count >= Self.bytesMax
  }

  /// What the sequence says.
  package var meaning: Meaning {
    guard let final else { return .nothing }
    if isOldMouse { return oldMouse }
    let numbers = self.numbers(parameters[...])
    if parameters.first == UInt8(ascii: "<") { return mouse(final) }
    if final == UInt8(ascii: "~") { return tilde(numbers) }
    let modifier = numbers.count > 1 ? numbers[1] : 1
    return letter(final, modifier: modifier).map(Meaning.key) ?? .nothing
  }
}

extension EscapeSequence {
  private var isOldMouse: Bool {
    isAfterBracket && final == UInt8(ascii: "M") && parameters.isEmpty
  }

  private func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
  }

  private func letter(_ final: UInt8, modifier: Int) -> Key? {
    let isShift = modifier == 2
    // Control, with or without others; a plain Alt counts as Control does.
    let isControl = modifier >= 3
    switch Unicode.Scalar(final) {
    case "A": return isControl ? .controlUp : isShift ? .shiftUp : .up
    case "B": return isControl ? .controlDown : isShift ? .shiftDown : .down
    case "C": return isControl ? .controlRight : isShift ? .shiftRight : .right
    case "D": return isControl ? .controlLeft : isShift ? .shiftLeft : .left
    case "H": return .home
    case "F": return .end
    case "Z": return .backTab
    case "M": return .enter
    case "P", "Q", "R", "S": return .function(Int(final) - 0x4F)
    default: return nil
    }
  }

  private func tilde(_ numbers: [Int]) -> Meaning {
    switch numbers.first ?? 0 {
    case 1, 7: .key(.home)
    case 2: .key(.insert)
    case 3: .key(.delete)
    case 4, 8: .key(.end)
    case 5: .key(.pageUp)
    case 6: .key(.pageDown)
    case let number where (11...15).contains(number): .key(.function(number - 10))
    case let number where (17...21).contains(number): .key(.function(number - 11))
    case 23, 24: .key(.function((numbers.first ?? 0) - 12))
    case 200: .pasteBegins
    case 201: .pasteEnds
    default: .nothing
    }
  }

  /// `ESC [ < buttons ; column ; row M` (pressed) or `m` (released), counted from 1.
  private func mouse(_ final: UInt8) -> Meaning {
    let numbers = self.numbers(parameters.dropFirst())
    guard numbers.count == 3 else { return .nothing }
    let isRelease = final == UInt8(ascii: "m")
    return mouse(numbers[0], column: numbers[1], row: numbers[2], isRelease: isRelease)
  }

  /// Buttons, column and row as bytes from 32 on; button 3 is any release.
  private var oldMouse: Meaning {
    guard report.count == 3 else { return .nothing }
    let (buttons, column, row) = (Int(report[0]) - 32, Int(report[1]) - 32, Int(report[2]) - 32)
    let isRelease = buttons & 0b110_0011 == 3
    return mouse(isRelease ? 0 : buttons, column: column, row: row, isRelease: isRelease)
  }

  private func mouse(_ buttons: Int, column: Int, row: Int, isRelease: Bool) -> Meaning {
    let point = Point(column: max(0, column - 1), row: max(0, row - 1))
    // Bits 2 to 4 are Shift, Alt and Control: they change nothing here.
    let kind: MouseEvent.Kind? =
      switch (buttons & ~0b1_1100, isRelease) {
      case (0, false): .click
      case (0, true): .release
      case (2, false): .rightClick
      case (32, false): .drag
      case (64, _): .wheelUp
      case (65, _): .wheelDown
      default: nil
      }
    return kind.map { .mouse(MouseEvent($0, at: point)) } ?? .nothing
  }
}

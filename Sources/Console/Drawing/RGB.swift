/// A colour by its red, green and blue parts, in sRGB.
package struct RGB: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Reads `#87d7ff`; `nil` for anything else.
  package init?(hexadecimal text: some StringProtocol) {
    guard text.utf8.count == 7, text.first == "#",
      text.dropFirst().allSatisfy(\.isHexDigit), let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(value: value)
  }

  /// The colour of `0xRRGGBB`.
  package init(value: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: value >> 16),
      UInt8(truncatingIfNeeded: value >> 8),
      UInt8(truncatingIfNeeded: value)
    )
  }

  /// `0xRRGGBB`.
  package var value: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// `#87d7ff`.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

extension RGB {
  /// How far two colours can be told apart, from 1 to 21: WCAG 2.2's contrast ratio.
  package func contrast(with other: RGB) -> Double {
    let (first, second) = (luminance, other.luminance)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// WCAG 2.2's relative luminance, from 0 to 1.
  package var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// This colour with so many eighths of another.
  package func mixed(eighths: Int, of other: RGB) -> RGB {
    func mix(_ own: UInt8, _ theirs: UInt8) -> UInt8 {
      UInt8(clamping: (Int(own) * (8 - eighths) + Int(theirs) * eighths) / 8)
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// This colour, brought as near to another as it takes to be read on a ground.
  func legible(on ground: RGB, contrast least: Double, towards other: RGB) -> RGB {
    let steps = (0...8).lazy.map { mixed(eighths: $0, of: other) }
    return steps.first { $0.contrast(with: ground) >= least } ?? other
  }

  /// The part of light that a byte of sRGB stands for.
  package static func linear(_ byte: UInt8) -> Double {
    let value = Double(byte) / 255
    guard value > 0.04045 else { return value / 12.92 }
    let base = (value + 0.055) / 1.055
    // base to the power 2.4: its square times the fifth root of its square.
    let square = base * base
    var root = 1.0
    for _ in 0..<40 {
      let fourth = root * root * root * root
      root = (4 * root + square / fourth) / 5
    }
    return square * root
  }
}

extension RGB {
  private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

  /// The nearest of the colours 16 to 255 that all terminals with 256 colours share.
  package var nearestOf256: UInt8 {
    func step(_ byte: UInt8) -> Int {
      func gap(_ index: Int) -> Int { abs(Int(byte) - Int(Self.steps[index])) }
      return Self.steps.indices.min { gap($0) < gap($1) } ?? 0
    }
    let (red, green, blue) = (step(red), step(green), step(blue))
    let cube = UInt8(16 + 36 * red + 6 * green + blue)
    let mean = (Int(self.red) + Int(self.green) + Int(self.blue)) / 3
    let grey = UInt8(clamping: 232 + min(23, max(0, (mean - 3) / 10)))
    return distance(to: RGB(of256: cube)) <= distance(to: RGB(of256: grey)) ? cube : grey
  }

  /// What a terminal with 256 colours shows for one of 16 to 255; the first 16 are its own affair,
  /// here as VGA has them.
  package init(of256 index: UInt8) {
    switch index {
    case 0..<16:
      let bright: UInt8 = index > 7 ? 255 : 170
      func part(_ bit: UInt8) -> UInt8 { index & bit != 0 ? bright : index > 7 ? 85 : 0 }
      self.init(part(1), part(2), part(4))
    case 16..<232:
      let number = Int(index) - 16
      self.init(Self.steps[number / 36], Self.steps[number / 6 % 6], Self.steps[number % 6])
    default:
      let level = 8 + 10 * (index - 232)
      self.init(level, level, level)
    }
  }

  /// The nearest of the eight colours.
  package var nearestOf8: UInt8 {
    let brightest = max(red, green, blue)
    guard brightest >= 64 else { return 0 }
    func bit(_ part: UInt8, _ bit: UInt8) -> UInt8 {
      Int(part) * 10 >= Int(brightest) * 7 ? bit : 0
    }
    return bit(red, 1) | bit(green, 2) | bit(blue, 4)
  }

  private func distance(to other: RGB) -> Int {
    let parts = [(red, other.red), (green, other.green), (blue, other.blue)]
    return parts.reduce(0) { sum, pair in
      let difference = Int(pair.0) - Int(pair.1)
      return sum + difference * difference
    }
  }
}

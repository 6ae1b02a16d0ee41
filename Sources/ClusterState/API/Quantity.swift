/// Amounts of a resource as Kubernetes writes them: `4`, `0.5`, `3920m`, `2Gi`, `1e3`
/// (apimachinery, pkg/api/resource/quantity.go).
package enum Quantity {
  private static let decimalExponents: [String: Int] = [
    "n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
  ]
  private static let binaryExponents: [String: Int] = [
    "Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60,
  ]

  /// Thousandths of one unit, rounded up; `nil` if the text is no quantity.
  ///
  /// What does not fit is the largest number that does, as in the API.
  package static func thousandths(_ text: String) -> Int64? {
    let isNegative = text.first == "-"
    var rest = text[...].dropFirst(isNegative || text.first == "+" ? 1 : 0)
    var mantissa: UInt128 = 0
    var (digits, decimals, hasPoint) = (0, 0, false)
    while let character = rest.first, character == "." || character.isDecimalDigit {
      rest.removeFirst()
      guard let digit = character.wholeNumberValue else {
        if hasPoint { return nil }
        hasPoint = true
        continue
      }
      digits += 1
      // More digits than that make no difference to any amount that occurs.
      if digits <= 20 { mantissa = mantissa * 10 + UInt128(digit) }
      if digits <= 20, hasPoint { decimals += 1 }
      if digits > 20, !hasPoint { decimals -= 1 }
    }
    guard digits > 0, let scale = scale(String(rest)) else { return nil }
    let magnitude = scaled(mantissa << UInt128(scale.binary), by: scale.decimal + 3 - decimals)
    return isNegative ? -magnitude : magnitude
  }

  private static func scale(_ suffix: String) -> (decimal: Int, binary: Int)? {
    if let exponent = decimalExponents[suffix] { return (exponent, 0) }
    if let exponent = binaryExponents[suffix] { return (0, exponent) }
    guard let first = suffix.first, first == "e" || first == "E",
      let exponent = Int(suffix.dropFirst()), (-64...64).contains(exponent)
    else { return nil }
    return (exponent, 0)
  }

  private static func scaled(_ number: UInt128, by exponent: Int) -> Int64 {
    var number = number
    for _ in 0..<max(0, exponent) {
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      if overflow { return .max }
      number = product
    }
    var isRounded = false
    for _ in 0..<max(0, -exponent) {
      isRounded = isRounded || number % 10 != 0
      number /= 10
    }
    return Int64(clamping: number + (isRounded ? 1 : 0))
  }
}

extension Character {
  fileprivate var isDecimalDigit: Bool { isASCII && isNumber }
}

/// An amount of a resource, such as `100m` or `1.5Gi` (apimachinery, `resource.Quantity`).
///
/// Exact to a thousand-millionth, what is finer is rounded up, as the API server does.
package struct Quantity: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// How an amount was written, and is written again.
  private enum Form: Hashable, Sendable {
    /// `k`, `M`, `G`: powers of 1000.
    case decimal
    /// `Ki`, `Mi`, `Gi`: powers of 1024.
    case binary
    /// `e3`, `e6`: powers of ten in so many words.
    case exponent
  }

  /// The amount in thousand-millionths.
  private var nanos: Int128
  private var form: Form

  package static func < (left: Self, right: Self) -> Bool { left.nanos < right.nanos }
  package static func == (left: Self, right: Self) -> Bool { left.nanos == right.nanos }
  package func hash(into hasher: inout Hasher) { hasher.combine(nanos) }

  package static let zero = Quantity(nanos: 0, form: .decimal)

  /// Whether it is less than nothing.
  package var isNegative: Bool { nanos < 0 }

  /// Whether it is a whole number.
  package var isWhole: Bool { nanos % Self.one == 0 }

  /// Rounded up to whole units (`Quantity.Value`).
  package var units: Int128 { Self.quotient(nanos, Self.one) }

  /// Rounded up to thousandths of a unit (`Quantity.MilliValue`); at most what 63 bits hold.
  package var thousandths: Int64 { Int64(clamping: Self.quotient(nanos, 1_000_000)) }

  /// Rounded up to thousandths, the finest that is stored (`SetDefaults_ResourceList`).
  package var inMillis: Quantity {
    Quantity(nanos: Self.quotient(nanos, 1_000_000) * 1_000_000, form: form)
  }

  package static func + (left: Self, right: Self) -> Quantity {
    Quantity(nanos: left.nanos + right.nanos, form: left.form)
  }

  private static let one: Int128 = 1_000_000_000
  /// Amounts are cut here, beyond what 63 bits hold.
  private static let most: Int128 = (1 << 63 - 1) * one

  private init(nanos: Int128, form: Form) {
    self.nanos = nanos
    self.form = form
  }

  /// Reads what a field holds: text, or a number as it is.
  package init?(_ tree: JSONTree) {
    switch tree {
    case .string(let text): self.init(text)
    case .integer(let number): self.init("\(number)")
    case .number(let number): self.init("\(number)")
    default: return nil
    }
  }

  /// Reads a number and a suffix; `nil` for anything else.
  package init?(_ text: String) {
    var rest = text.utf8[...]
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    let number = rest.prefix { $0 == UInt8(ascii: ".") || (48...57).contains($0) }
    let parts = number.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.contains(where: { !$0.isEmpty }),
      let scale = Scale(String(decoding: rest.dropFirst(number.count), as: UTF8.self))
    else { return nil }
    form = scale.form
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    let nanos = Self.nanos(digits: parts[0] + fraction, decimals: fraction.count, scale)
    self.nanos = isNegative ? -nanos : nanos
  }

  /// The value of digits, of which the last `decimals` stand behind the point.
  private static func nanos(
    digits: some Sequence<UInt8>,
    decimals: Int,
    _ scale: Scale
  ) -> Int128 {
    var value: Int128 = 0
    var dropped = false
    var power = 9 + scale.exponent - decimals
    for digit in digits {
      // Enough digits for any amount that is not cut; what follows only shifts the point.
      if value > Int128(1) << 60 {
        dropped = dropped || digit != 48
        power += 1
      } else {
        value = value * 10 + Int128(digit - 48)
      }
    }
    guard value > 0 else { return 0 }
    value *= scale.factor
    while power > 0, value < most {
      value *= 10
      power -= 1
    }
    var isInexact = dropped
    while power < 0, value > 0 {
      isInexact = isInexact || value % 10 != 0
      value /= 10
      power += 1
    }
    return min(value + (isInexact ? 1 : 0), most)
  }

  /// `value` by a positive divisor, rounded away from zero.
  private static func quotient(_ value: Int128, _ divisor: Int128) -> Int128 {
    let (whole, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder == 0 ? whole : whole + (value < 0 ? -1 : 1)
  }

  /// What stands behind the number, as far as it can be told from the text alone.
  private struct Scale {
    var form = Form.decimal
    var exponent = 0
    var factor: Int128 = 1

    init?(_ suffix: String) {
      if let index = Quantity.decimals.firstIndex(of: suffix) {
        exponent = 3 * index - 9
      } else if let index = Quantity.binaries.firstIndex(of: suffix) {
        form = .binary
        factor = Int128(1) << Int128(10 * (index + 1))
      } else if let first = suffix.first, first == "e" || first == "E",
        let number = Int(suffix.dropFirst()), abs(number) <= 1_000
      {
        form = .exponent
        exponent = number
      } else {
        return nil
      }
    }
  }

  private static let decimals = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
  private static let binaries = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
}

extension Quantity {
  /// The canonical form: a whole number with the largest suffix that keeps it exact.
  package var description: String {
    if nanos == 0 { return "0" }
    // What is below 1024 needs no suffix of the binary form, and may need a decimal one.
    guard form == .binary, nanos.magnitude >= 1024 * Self.one.magnitude else {
      return decimalText
    }
    var number = units
    var index = 0
    while number % 1024 == 0, index < Self.binaries.count {
      number /= 1024
      index += 1
    }
    return "\(number)" + (index == 0 ? "" : Self.binaries[index - 1])
  }

  private var decimalText: String {
    var number = nanos
    var index = 0
    while number % 1000 == 0, index < Self.decimals.count - 1 {
      number /= 1000
      index += 1
    }
    guard form == .exponent else { return "\(number)\(Self.decimals[index])" }
    return "\(number)" + (index == 3 ? "" : "e\(3 * index - 9)")
  }
}

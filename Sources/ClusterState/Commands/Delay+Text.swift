// Spans of time as Go and kubectl write them: `1.5s`, `250ms`, `2m30s`.

extension Delay: CustomStringConvertible {
  /// Units and their length in microseconds, the longest first.
  private static let units: [(name: String, microseconds: Int64)] = [
    ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000), ("ms", 1_000), ("us", 1),
  ]

  /// Reads `250ms`, `1.5s`, `2m30s`, `1h` or `0`; `nil` if it is no such span, if a part of it is
  /// finer than a microsecond, or if it is beyond ``longest``.
  package init?(_ text: String) {
    if text == "0" {
      self = .zero
      return
    }
    let isNegative = text.hasPrefix("-")
    var rest = Substring(text).dropFirst(isNegative ? 1 : 0)
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { !($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(unit.count)
      guard let length = Self.units.first(where: { $0.name == unit })?.microseconds,
        let part = Self.product(number, length), part <= Self.longest.microseconds - total
      else { return nil }
      total += part
    }
    self.init(microseconds: isNegative ? -total : total)
  }

  /// A decimal number times a whole one; `nil` unless the product is whole.
  private static func product(_ number: Substring, _ factor: Int64) -> Int64? {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int64(parts[0]) else { return nil }
    var (product, isTooLarge) = whole.multipliedReportingOverflow(by: factor)
    if parts.count == 2 {
      let digits = parts[1]
      guard (1...12).contains(digits.count), let fraction = Int64(digits) else { return nil }
      let scale = digits.reduce(Int64(1)) { scale, _ in scale * 10 }
      let scaled = fraction.multipliedFullWidth(by: factor)
      guard scaled.high < scale else { return nil }
      let division = scale.dividingFullWidth(scaled)
      guard division.remainder == 0 else { return nil }
      product += division.quotient
    }
    isTooLarge = isTooLarge || product < 0
    return isTooLarge ? nil : product
  }

  /// The shortest way to write it that ``init(_:)`` reads back: `1.5s`, `250ms`, `2m30s`.
  package var description: String {
    if microseconds == 0 { return "0s" }
    guard microseconds > 0 else {
      return "-\(Delay(microseconds: -microseconds))"
    }
    if microseconds < 1_000 { return "\(microseconds)us" }
    if microseconds < 1_000_000 { return Self.decimal(microseconds, 1_000) + "ms" }
    var rest = microseconds
    var text = ""
    for (name, length) in Self.units.prefix(2) where rest >= length {
      text += "\(rest / length)\(name)"
      rest %= length
    }
    return rest == 0 ? text : text + Self.decimal(rest, 1_000_000) + "s"
  }

  /// `value / scale` without zeros at the end.
  private static func decimal(_ value: Int64, _ scale: Int64) -> String {
    let (whole, fraction) = value.quotientAndRemainder(dividingBy: scale)
    guard fraction > 0 else { return "\(whole)" }
    var digits = String(scale + fraction).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return "\(whole).\(digits)"
  }
}

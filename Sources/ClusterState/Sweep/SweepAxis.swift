/// One thing that a sweep varies, and its values: `preStop=0..10`.
package struct SweepAxis: Hashable, Sendable {
  package let key: String
  /// As they stand in the lines of the scenario; at least one, none twice.
  package let values: [String]
  /// As it was asked for; reads back as this axis.
  package let text: String

  package static let valuesMax = 10_000

  /// Reads `KEY=A..B`, `KEY=A..B:STEP` or `KEY=A,B,C`.
  package init(_ text: String) throws(SweepError) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { throw .noAxis(text) }
    key = String(text[..<sign])
    self.text = text
    let list = String(text[text.index(after: sign)...])
    guard !list.isEmpty else { throw .noAxis(text) }
    guard list.contains("..") else {
      values = try Self.values(list, key)
      return
    }
    values = try Self.range(list, key)
  }

  private static func values(_ list: String, _ key: String) throws(SweepError) -> [String] {
    let values = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard values.count <= valuesMax else { throw .tooManyValues(key: key, most: valuesMax) }
    var seen: Set<String> = []
    for value in values {
      guard ScenarioParameter.isValue(value) else {
        throw .invalidValue(key: key, text: value)
      }
      guard seen.insert(value).inserted else { throw .repeatedValue(key: key, text: value) }
    }
    return values
  }

  private static func range(_ text: String, _ key: String) throws(SweepError) -> [String] {
    let failure = SweepError.invalidRange(key: key, text: text)
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let ends = parts[0].split(separator: "..", omittingEmptySubsequences: false)
    guard parts.count <= 2, ends.count == 2, let first = Step(ends[0]), let last = Step(ends[1]),
      let unit = first.unit(with: last)
    else { throw failure }
    let step = parts.count == 2 ? Step(parts[1]) : Step(number: unit.one, unit: unit)
    guard let step, let unit = first.unit(with: step), step.number > 0, last.number >= first.number
    else { throw failure }
    let (span, isTooLong) = last.number.subtractingReportingOverflow(first.number)
    guard !isTooLong, span / step.number < valuesMax else {
      throw .tooManyValues(key: key, most: valuesMax)
    }
    return (0...span / step.number).map { unit.text(first.number + $0 * step.number) }
  }
}

extension SweepAxis {
  /// What the numbers of a range count.
  private enum Unit {
    case plain, percent, span

    /// What a range goes on by that says no step.
    var one: Int64 { self == .span ? Delay.seconds(1).microseconds : 1 }

    func text(_ number: Int64) -> String {
      switch self {
      case .plain: "\(number)"
      case .percent: "\(number)%"
      case .span: "\(Delay(microseconds: number))"
      }
    }
  }

  /// An end of a range, or its step.
  private struct Step {
    var number: Int64
    var unit: Unit

    init(number: Int64, unit: Unit) {
      self.number = number
      self.unit = unit
    }

    init?(_ text: Substring) {
      if let number = Int64(text) {
        self.init(number: number, unit: .plain)
      } else if text.hasSuffix("%"), let number = Int64(text.dropLast()) {
        self.init(number: number, unit: .percent)
      } else if let delay = Delay(String(text)) {
        self.init(number: delay.microseconds, unit: .span)
      } else {
        return nil
      }
    }

    /// The unit of both; 0 is of any.
    func unit(with other: Step) -> Unit? {
      if unit == other.unit { return unit }
      if number == 0, unit == .plain { return other.unit }
      return other.number == 0 && other.unit == .plain ? unit : nil
    }
  }
}

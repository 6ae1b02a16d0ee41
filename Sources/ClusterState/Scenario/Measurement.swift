/// What a measure turned out to be.
enum Measurement {
  case count(UInt64)
  /// A part and the whole, exactly.
  case ratio(UInt64, of: UInt64)
  case span(Delay)
  case text(String)
  case truth(Bool, Sentence)
  /// It cannot be measured, and why; no expectation of it is met.
  case unknown(Sentence)

  /// Whether it stands to the expected values as it should; `nil` comparison: whether it is true.
  func meets(_ comparison: Comparison?) -> Bool {
    switch comparison {
    case nil:
      if case .truth(let isTrue, _) = self { isTrue } else { false }
    case .between(let low, let high):
      (order(to: low) ?? -1) >= 0 && (order(to: high) ?? 1) <= 0
    case .relation(let relation, let value):
      order(to: value).map(relation.holds) ?? false
    }
  }

  /// Less than 0 if it is less than a value, 0 if equal; `nil` if the two cannot be compared.
  private func order(to value: ExpectedValue) -> Int? {
    switch (self, value) {
    case (.count(let number), .count(let expected)):
      Self.order(UInt128(number), UInt128(max(0, expected)))
    case (.ratio(_, of: 0), _): nil
    case (.ratio(let part, of: let whole), .share(let millionths)):
      Self.order(UInt128(part) * 1_000_000, UInt128(max(0, millionths)) * UInt128(whole))
    case (.span(let delay), .span(let expected)): Self.order(delay, expected)
    case (.text(let text), .text(let expected)): text == expected ? 0 : 1
    default: nil
    }
  }

  private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left == right ? 0 : left < right ? -1 : 1
  }
}

extension Measurement {
  /// What was seen, for whoever wonders why it was not what they expected.
  var words: Sentence {
    switch self {
    case .count(let number): Sentence(verbatim: number)
    case .ratio(_, of: 0): "no requests to share"
    case .ratio(let part, of: let whole):
      "\(ExpectedValue.percent(Int64(UInt128(part) * 1_000_000 / UInt128(whole))))%"
        + " (\(part) of \(whole))"
    case .span(let delay): Sentence(verbatim: delay)
    case .text(let text): Sentence(verbatim: text.isEmpty ? "\"\"" : text)
    case .truth(_, let words): words
    case .unknown(let why): why
    }
  }
}

extension Comparison.Relation {
  /// Whether an order, less than 0, 0 or more, is this relation.
  fileprivate func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .atMost: order <= 0
    case .greater: order > 0
    case .atLeast: order >= 0
    }
  }
}
